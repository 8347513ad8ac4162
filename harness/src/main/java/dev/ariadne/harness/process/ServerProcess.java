package dev.ariadne.harness.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a node, from its start to its end. Its output goes to the node's log, and so does
 * how it ended: {@code process-killed}, {@code process-stopped} on request, or {@code
 * exited-by-itself}, which nobody asked for. The reaper knows of it all the while.
 */
public final class ServerProcess {

  /** How long the system may take to act on a signal that cannot be refused. */
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int LAST_LINES = 3;
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private final NodeLog log;
  private final Process process;
  private final long startTicks;
  private final CompletableFuture<Void> ended;

  /** How it was told to end; null while it was not. */
  private volatile String told;

  private ServerProcess(NodeLog log, Process process, long startTicks, String told) {
    this.told = told;
    this.log = log;
    this.process = process;
    this.startTicks = startTicks;
    this.ended = process.onExit().thenAccept(this::hasEnded);
  }

  /**
   * Starts a command, in a session of its own.
   *
   * @throws IOException if it cannot be started
   */
  public static ServerProcess start(List<String> command, NodeLog log) throws IOException {
    return start(command, log, null);
  }

  private static ServerProcess start(List<String> command, NodeLog log, String told)
      throws IOException {
    Reaper reaper = Reaper.ofThisHarness();
    log.add(new EventLine("process-started", new TreeMap<>()));
    Process process =
        new ProcessBuilder(ProcessSession.own(command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
            .start();
    // Empty if it has ended already: then there is nothing to watch.
    long startTicks = ProcStat.of(process.pid()).map(ProcStat::startTicks).orElse(0L);
    reaper.watch(process.pid(), startTicks);
    return new ServerProcess(log, process, startTicks, told);
  }

  /**
   * Runs a command that ends by itself, and waits for that; ended by SIGKILL if it takes longer.
   *
   * @return its exit status; empty if it took too long
   */
  public static OptionalInt run(List<String> command, NodeLog log, Duration limit)
      throws IOException {
    ServerProcess run = start(command, log, "process-ended");
    if (!run.await(limit)) {
      run.kill();
      return OptionalInt.empty();
    }
    return OptionalInt.of(run.process.exitValue());
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Ends it at once by SIGKILL, stopped or not, and waits until it has ended. */
  public void kill() {
    tell("process-killed");
    process.destroyForcibly();
    if (!await(SIGNAL_LIMIT)) {
      throw new IllegalStateException("process " + pid() + " does not end on SIGKILL");
    }
  }

  /** Asks it to end by SIGTERM, once; {@link #awaitStop} waits. */
  public void askToStop() {
    tell("process-stopped");
    process.destroy();
  }

  /** Waits until it has ended as asked, then ends it by SIGKILL if it has not. */
  public void awaitStop(Duration limit) {
    if (!await(limit)) {
      LOG.warn("process {} does not stop: it is killed", pid());
      kill();
    }
  }

  /** Stops it in mid-step by SIGSTOP, and waits until it stands. */
  public void pause() {
    signal("STOP");
    long deadline = System.nanoTime() + SIGNAL_LIMIT.toNanos();
    while (alive() && ProcStat.of(pid()).map(s -> s.state() != 'T').orElse(false)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("process " + pid() + " does not stop on SIGSTOP");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Lets it go on by SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    if (!alive()) {
      return;
    }
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(SIGNAL_LIMIT.toSeconds(), TimeUnit.SECONDS)
          || (kill.exitValue() != 0 && alive())) {
        throw new IllegalStateException("SIG" + name + " could not be sent to process " + pid());
      }
    } catch (IOException e) {
      throw new IllegalStateException("SIG" + name + " could not be sent to process " + pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void tell(String how) {
    if (alive() && told == null) {
      told = how;
    }
  }

  /** Waits for the end, and until it is in the log. */
  private boolean await(Duration limit) {
    try {
      ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of process " + pid(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void hasEnded(Process process) {
    try {
      Reaper.ofThisHarness().forget(pid(), startTicks);
      SortedMap<String, String> fields = new TreeMap<>();
      fields.put("code", Integer.toString(process.exitValue()));
      if (told == null) {
        fields.put("last", String.join("\n", log.tail(LAST_LINES)));
      }
      log.add(new EventLine(told == null ? "exited-by-itself" : told, fields));
    } catch (IOException e) {
      LOG.warn("the end of process {} is not in its log", pid(), e);
    }
  }
}
