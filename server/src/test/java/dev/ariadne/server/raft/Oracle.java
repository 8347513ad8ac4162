package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Raft's promises (figure 3), checked from outside after every event. */
final class Oracle {

  private record Term(int server, long term) implements Comparable<Term> {
    private static final Comparator<Term> ORDER =
        Comparator.comparingInt(Term::server).thenComparingLong(Term::term);

    @Override
    public int compareTo(Term other) {
      return ORDER.compare(this, other);
    }
  }

  private record Position(long index, long term) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
        Comparator.comparingLong(Position::index).thenComparingLong(Position::term);

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }

  private record Seen(Entry entry, long previousTerm) {}

  private final List<Machine> machines;
  private final TreeMap<Long, Integer> leaders = new TreeMap<>();
  private final TreeMap<Term, Integer> votes = new TreeMap<>();
  private final TreeMap<Position, Seen> seen = new TreeMap<>();
  private final TreeMap<Long, Entry> committed = new TreeMap<>();

  /** The term of the leader that committed each of them, by index; never less than the entry's. */
  private final TreeMap<Long, Long> committedIn = new TreeMap<>();

  private final TreeMap<Long, Long> states = new TreeMap<>();
  private final TreeMap<Integer, Long> durableTerms = new TreeMap<>();
  private final TreeMap<Origin, Long> asked = new TreeMap<>();

  /** For each server the last entry of its log when it was last looked at, and its commit. */
  private final TreeMap<Integer, Entry> lookedAt = new TreeMap<>();

  private final TreeMap<Integer, Long> commitLookedAt = new TreeMap<>();

  Oracle(List<Machine> machines) {
    this.machines = machines;
  }

  long highestCommit() {
    return committed.isEmpty() ? 0 : committed.lastKey();
  }

  int leadersSeen() {
    return leaders.size();
  }

  /** Durable before said; one vote a term. */
  void sends(Machine machine, Message message) {
    switch (message) {
      case Message.Vote vote -> voted(machine, vote.term(), machine.id());
      case Message.VoteReply reply when reply.granted() -> voted(machine, reply.term(), reply.to());
      case Message.AppendAccepted accepted -> accepted(machine, accepted);
      case Message.VoteReply r -> {}
      case Message.PreVote p -> {}
      case Message.PreVoteReply r -> {}
      case Message.Append a -> {}
      case Message.AppendRejected r -> {}
      case Message.Heartbeat h -> {}
      case Message.HeartbeatReply r -> {}
      case Message.InstallSnapshot i -> {}
      case Message.ReadIndexRequest r -> {}
      case Message.ReadIndexReply r -> {}
      case Message.Forward f -> {}
      case Message.TimeoutNow t -> {}
      case Message.FaultReport r -> throw new AssertionError("these disks keep all: " + r);
    }
  }

  private void voted(Machine machine, long term, int candidate) {
    Integer before = votes.putIfAbsent(new Term(machine.id(), term), candidate);
    Invariant.check(
        before == null || before == candidate,
        "%d voted for %d and for %d in term %d",
        machine.id(),
        before,
        candidate,
        term);
    HardState durable = machine.durable().hardState();
    Invariant.check(
        durable.term() == term && durable.vote() == candidate,
        "%d tells a vote for %d in term %d, its disk says %s",
        machine.id(),
        candidate,
        term,
        durable);
  }

  private void accepted(Machine machine, Message.AppendAccepted accepted) {
    DiskContent disk = machine.durable();
    Invariant.check(
        disk.hardState().term() == accepted.term() && accepted.match() <= disk.lastIndex(),
        "%d says %s, its disk has %s up to %d",
        machine.id(),
        accepted,
        disk.hardState(),
        disk.lastIndex());
    Machine leader = machines.get(accepted.to() - 1);
    boolean leads =
        leader.isUp()
            && leader.status().role() == Status.RoleName.LEADER
            && leader.status().term() == accepted.term();
    Entry theirs = leads ? leader.written().at(accepted.match()) : null;
    Invariant.check(
        theirs == null || disk.holds(accepted.match(), theirs.term()),
        "%d says %s, its disk has another entry there",
        machine.id(),
        accepted);
  }

  void asks(Origin context) {
    asked.put(context, highestCommit());
  }

  void reads(ReadState read) {
    Invariant.check(
        read.index() >= asked.get(read.context()),
        "read at %d, committed before it was asked for: %d",
        read.index(),
        asked.get(read.context()));
  }

  void applies(Machine machine, Entry entry) {
    Entry known = committed.get(entry.index());
    Invariant.check(
        entry.equals(known), "%d applies %s, committed is %s", machine.id(), entry, known);
    Invariant.check(
        machine.durable().holds(entry.index(), entry.term()),
        "%d applies %s before it is on its disk",
        machine.id(),
        entry);
    agrees(machine);
  }

  void restores(Machine machine, SnapshotMeta snapshot) {
    Invariant.check(
        machine.durable().snapshot().index() >= snapshot.index(),
        "%d restores %s, on its disk is %s",
        machine.id(),
        snapshot,
        machine.durable().snapshot());
    agrees(machine);
  }

  private void agrees(Machine machine) {
    Machine.State state = machine.state();
    Long before = states.putIfAbsent(state.index(), state.hash());
    Invariant.check(
        before == null || before == state.hash(),
        "%d has another state at %d",
        machine.id(),
        state.index());
  }

  void settled(Machine machine) {
    Status status = machine.status();
    logMatching(machine);
    commits(machine, status);
    if (status.role() == Status.RoleName.LEADER) {
      leads(machine, status);
    }
    long term = machine.durable().hardState().term();
    long before = durableTerms.getOrDefault(machine.id(), 0L);
    durableTerms.put(machine.id(), term);
    Invariant.check(before <= term, "durable term %d after %d", term, before);
  }

  /** Figure 3: an index and a term name one entry, and all that is before it. */
  private void logMatching(Machine machine) {
    DiskContent log = machine.written();
    Entry known = lookedAt.get(machine.id());
    if (known == null || log.at(known.index()) != known) {
      known = null; // it was cut, or compacted: look at everything again
      commitLookedAt.remove(machine.id());
    }
    Entry previous = null;
    for (Entry entry : log.from(known == null ? 0 : known.index())) {
      if (previous != null) {
        Position position = new Position(entry.index(), entry.term());
        Seen before = seen.putIfAbsent(position, new Seen(entry, previous.term()));
        Invariant.check(
            before == null
                || before.previousTerm() == previous.term() && before.entry().equals(entry),
            "%d has %s behind term %d, seen before: %s",
            machine.id(),
            entry,
            previous.term(),
            before);
      }
      previous = entry;
    }
    if (previous != null) {
      lookedAt.put(machine.id(), previous);
    }
  }

  /** What is committed is on disk at a majority by then, and is so for ever. */
  private void commits(Machine machine, Status status) {
    long commit = status.commit();
    SnapshotMeta snapshot = machine.written().snapshot();
    long from = commitLookedAt.getOrDefault(machine.id(), 0L) + 1;
    commitLookedAt.put(machine.id(), commit);
    for (Entry entry : machine.written().from(from)) {
      if (entry.index() > commit) {
        break;
      }
      Entry before = committed.putIfAbsent(entry.index(), entry);
      committedIn.putIfAbsent(entry.index(), status.term());
      Invariant.check(
          before == null || before.equals(entry),
          "%d has committed %s, committed before: %s",
          machine.id(),
          entry,
          before);
      if (before == null && entry.index() > 1) {
        // Whoever is the first to know is the leader. It counted by its membership, and may have
        // begun a change since.
        Invariant.check(
            machine.lastMemberships().stream().anyMatch(m -> isOnDiskAtMajority(entry, m)),
            "%d has committed %s, on disk at no majority of %s",
            machine.id(),
            entry,
            machine.lastMemberships());
      }
    }
    Entry last = committed.get(snapshot.index());
    Invariant.check(
        snapshot.index() == 0 || last != null && last.term() == snapshot.term(),
        "%d has snapshot %s, committed is %s",
        machine.id(),
        snapshot,
        last);
  }

  private boolean isOnDiskAtMajority(Entry entry, Membership membership) {
    long copies =
        machines.stream()
            .filter(m -> membership.isVoter(m.id()))
            .filter(m -> m.durable().holds(entry.index(), entry.term()))
            .count();
    return copies > membership.voters().size() / 2;
  }

  /**
   * One leader a term, which has all that was committed in earlier terms (leader completeness,
   * 3.6.3).
   *
   * <p>In earlier terms only. Votes are counted when their replies arrive, which may be after a
   * later election:
   *
   * <ol>
   *   <li>3 asks for votes in term 9; a majority grants them, the replies are on their way.
   *   <li>Some of that majority elect 2 in term 10. It commits an entry in term 10.
   *   <li>The replies of term 9 arrive, and 3 leads in term 9 without that entry.
   * </ol>
   *
   * <p>Nothing is wrong with that. Step 2 needs a majority that is in term 10, and whoever is
   * answers nothing of term 9 but that it is over: 3 commits nothing and confirms no read. What has
   * to hold is the order of terms, not of time. Let an entry be committed in term T: a majority
   * held it durably while in T. For a leader of a term U > T some server of that majority voted in
   * U, so after it held the entry, and voted for no log that ends before it. For U < T the vote in
   * U came before the entry, and says nothing about it.
   *
   * <p>The committing term is what counts, not the entry's own, which may be older: a leader of
   * term 10 may commit an entry of term 5 along with its own, and 3 may lack both.
   */
  private void leads(Machine machine, Status status) {
    Integer before = leaders.putIfAbsent(status.term(), machine.id());
    Invariant.check(
        before == null || before == machine.id(),
        "%d and %d lead in term %d",
        before,
        machine.id(),
        status.term());
    if (before == null) {
      Invariant.check(
          machine.mayLead(), "%d leads by %s", machine.id(), status.membership().members());
      committed.forEach(
          (index, entry) ->
              Invariant.check(
                  committedIn.get(index) >= status.term()
                      || machine.written().holds(index, entry.term()),
                  "%d leads in term %d without %s, committed in term %d",
                  machine.id(),
                  status.term(),
                  entry,
                  committedIn.get(index)));
    }
  }
}
