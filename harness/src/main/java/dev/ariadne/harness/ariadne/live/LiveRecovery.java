package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.ariadne.client.NodeStatus;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.process.NodeLog;
import dev.ariadne.harness.process.ServerProcess;
import dev.ariadne.harness.process.SmallFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recovers nodes with the server's option {@code --recover-only}, each from a copy of its disk. */
final class LiveRecovery implements Capability.Recovery {

  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);
  private static final Duration RECOVER_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;

  /**
   * The number of equal answers in a row, from all nodes, after which no operation is under way.
   */
  private static final int QUIET_POLLS = 3;

  private static final Pattern RECOVERED =
      Pattern.compile("(?<!\\S)recovered index=(\\d+) term=(\\d+) hash=(\\S+)");
  private static final Pattern STATE_HASH =
      Pattern.compile("(?<!\\S)state-hash index=(\\d+) hash=(\\S+)");

  private final LiveCluster cluster;
  private final ServerProgram program;

  LiveRecovery(LiveCluster cluster, ServerProgram program) {
    this.cluster = cluster;
    this.program = program;
  }

  @Override
  public Optional<Long> settle() {
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    long quietAt = -1;
    int quietPolls = 0;
    while (System.nanoTime() - deadline < 0) {
      OptionalLong common = commonIndex(cluster.statuses());
      boolean same = common.isPresent() && common.getAsLong() == quietAt;
      quietPolls = same ? quietPolls + 1 : common.isPresent() ? 1 : 0;
      quietAt = common.orElse(-1);
      if (quietPolls == QUIET_POLLS) {
        return Optional.of(quietAt);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
    return Optional.empty();
  }

  private OptionalLong commonIndex(List<NodeStatus> statuses) {
    boolean all = statuses.size() == cluster.inService().size();
    boolean quiet =
        all
            && statuses.stream()
                .allMatch(
                    s -> s.applied() == s.commit() && s.applied() == statuses.get(0).applied());
    return quiet ? OptionalLong.of(statuses.get(0).applied()) : OptionalLong.empty();
  }

  @Override
  public Recovered recover(String node, long until) {
    try {
      Path copy = copied(node, "recovery");
      Run run = run(node, "recovery", program.recover(cluster.node(node).id(), copy, until));
      for (String line : run.lines()) {
        Matcher found = RECOVERED.matcher(line);
        if (found.find() && run.error().isEmpty()) {
          return new Recovered(
              node,
              Long.parseLong(found.group(1)),
              Long.parseLong(found.group(2)),
              found.group(3),
              Optional.empty());
        }
      }
      return failed(node, run.error().orElse("it did not say what it recovered: " + run.last()));
    } catch (IOException e) {
      return failed(node, e.toString());
    }
  }

  private static Recovered failed(String node, String why) {
    return new Recovered(node, 0, 0, "", Optional.of(why));
  }

  @Override
  public Replay replay(String node, long every) {
    TreeMap<Long, String> hashes = new TreeMap<>();
    try {
      Path copy = copied(node, "replay");
      OptionalLong step = every > 0 ? OptionalLong.of(every) : OptionalLong.empty();
      Run run = run(node, "replay", program.replay(cluster.node(node).id(), copy, step));
      boolean whole = false;
      for (String line : run.lines()) {
        Matcher hash = STATE_HASH.matcher(line);
        if (hash.find()) {
          hashes.put(Long.parseLong(hash.group(1)), hash.group(2));
        }
        Matcher end = RECOVERED.matcher(line);
        if (end.find()) {
          whole = true;
          hashes.put(Long.parseLong(end.group(1)), end.group(3));
        }
      }
      return new Replay(
          node, hashes, whole ? run.error() : Optional.of(run.error().orElse(run.last())));
    } catch (IOException e) {
      return new Replay(node, hashes, Optional.of(e.toString()));
    }
  }

  /** The output of a recovery, and its error if it failed. */
  private record Run(List<String> lines, Optional<String> error) {

    String last() {
      return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    }
  }

  private Run run(String node, String what, List<String> command) throws IOException {
    Path file = cluster.node(node).directory().resolve(what + ".log");
    Files.deleteIfExists(file);
    OptionalInt code = ServerProcess.run(command, new NodeLog(file), RECOVER_LIMIT);
    List<String> lines =
        Files.readAllLines(file).stream().filter(line -> !NodeLog.isHarness(line)).toList();
    if (code.isEmpty()) {
      return new Run(lines, Optional.of("not done within " + RECOVER_LIMIT.toSeconds() + " s"));
    }
    if (code.getAsInt() != 0) {
      String last = new Run(lines, Optional.empty()).last();
      return new Run(lines, Optional.of("exit status " + code.getAsInt() + ": " + last));
    }
    return new Run(lines, Optional.empty());
  }

  private Path copied(String name, String what) throws IOException {
    LiveNode node = cluster.node(name);
    if (node.running()) {
      throw new IllegalStateException(name + " runs: its disk cannot be copied");
    }
    Path copy = node.directory().resolve(what + "-copy");
    if (Files.exists(copy)) {
      SmallFileSystem.delete(copy);
    }
    SmallFileSystem.copyInto(node.data(), Files.createDirectories(copy));
    return copy;
  }
}
