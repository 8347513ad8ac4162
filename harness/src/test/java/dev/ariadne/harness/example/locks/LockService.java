package dev.ariadne.harness.example.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who holds which lock: in memory, and in a journal from which a new start goes on. */
class LockService {

  /** Lines that last once they are flushed. */
  interface Journal {
    List<String> read();

    void append(String line);

    void flush();
  }

  private final Journal journal;
  private final TreeMap<String, String> holders = new TreeMap<>();
  private final List<Runnable> answersAfterFlush = new ArrayList<>();

  LockService(Journal journal) {
    this.journal = journal;
    for (String line : journal.read()) {
      String[] words = line.split(" ");
      if (words[0].equals("acquire")) {
        holders.put(words[1], words[2]);
      } else {
        holders.remove(words[1]);
      }
    }
  }

  /** Answers whether the lock was free and is now theirs. */
  void acquire(String lock, String who, Consumer<Boolean> answer) {
    boolean free = !holders.containsKey(lock);
    if (free) {
      holders.put(lock, who);
      journal.append("acquire " + lock + " " + who);
    }
    reply(answer, free);
  }

  /** Answers whether the lock was theirs and is now free. */
  void release(String lock, String who, Consumer<Boolean> answer) {
    boolean theirs = who.equals(holders.get(lock));
    if (theirs) {
      holders.remove(lock);
      journal.append("release " + lock + " " + who);
    }
    reply(answer, theirs);
  }

  void reply(Consumer<Boolean> answer, boolean done) {
    answer.accept(done);
  }

  /** The same once the journal is flushed. */
  void replyAfterFlush(Consumer<Boolean> answer, boolean done) {
    answersAfterFlush.add(() -> answer.accept(done));
  }

  /** Called every few milliseconds. */
  void flush() {
    journal.flush();
    List<Runnable> answers = new ArrayList<>(answersAfterFlush);
    answersAfterFlush.clear();
    answers.forEach(Runnable::run);
  }

  @Override
  public String toString() {
    return "locks held: " + holders;
  }
}
