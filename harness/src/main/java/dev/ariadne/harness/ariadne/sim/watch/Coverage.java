package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.NodeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the situations that make raft hard. A sweep that never got into one of them says nothing
 * about it, however many worlds it ran.
 */
public final class Coverage implements Observer {

  static final String CONFLICT = "conflict truncated";
  static final String OVERWRITTEN = "save of entries that were overwritten meanwhile";
  static final String INSTALLED = "snapshot installed";
  static final String INSTALLED_OVER = "snapshot installed over a conflicting log";
  static final String TAKEN = "snapshot taken";
  static final String LEADER = "leader changed";
  static final String LEADER_IN_CHANGE = "leader changed with a membership change in flight";
  static final String TORN = "torn end repaired";
  static final String CRASHED_TWICE = "two crashes of a node in one run";
  public static final String UNSYNCED = "power cut with something unsynced";
  public static final String MID_STEP = "crash in the middle of a step";
  static final String DISK_ERROR = "node stopped by an error of its disk";
  static final String DAMAGE = "damage noticed";
  public static final String OUTLIVED = "frame outlived its sender";
  static final String PROMOTED = "learner promoted";
  static final String REMOVED_RUNNING = "removed node told that it is none any more";
  static final String UNKNOWN = "unknown outcome";
  static final String UNKNOWN_SEEN = "unknown outcome later seen";
  static final String TOO_LARGE = "write refused as too large";
  static final String CHANGE_CUT = "membership change cut out of a log";
  static final String JUMPED = "write jumped over by an installed snapshot";
  public static final String LATE_ANSWER = "answer after its client gave up";

  /** What a sweep has to reach. */
  static final List<String> WANTED =
      List.of(
          CONFLICT,
          OVERWRITTEN,
          INSTALLED,
          INSTALLED_OVER,
          TAKEN,
          LEADER,
          LEADER_IN_CHANGE,
          TORN,
          CRASHED_TWICE,
          UNSYNCED,
          MID_STEP,
          DISK_ERROR,
          DAMAGE,
          OUTLIVED,
          PROMOTED,
          REMOVED_RUNNING,
          UNKNOWN,
          UNKNOWN_SEEN,
          LATE_ANSWER,
          "frames-lost",
          "frames-doubled",
          "frames-late");

  /** Sweeps of fewer worlds are not asked for all of it. */
  public static final int WORLDS_MIN = 200;

  /** A node's log as it was after the last event. */
  private static final class Log {
    private ServerView view;
    private long life;
    private long last;
    private long lastTerm;
    private long stable;
    private long membershipIndex;
    private int crashes;
  }

  private final List<Log> logs = new ArrayList<>();

  /** Terms of the committed entries by index, 0 where nobody was seen to hold the entry. */
  private long[] committedTerms = new long[64];

  private long committed;

  private Log log(SimNode node) {
    while (logs.size() <= node.id()) {
      logs.add(new Log());
    }
    return logs.get(node.id());
  }

  @Override
  public void happened(SimWorld world) {
    int id = world.concerned();
    if (id == 0) {
      return;
    }
    SimNode node = world.node(id);
    Log log = log(node);
    if (log.life != node.life()) {
      log.life = node.life();
      log.view = null;
    }
    if (log.view == null) {
      log.view = node.view();
      if (log.view == null) {
        return;
      }
      remember(log);
      return;
    }
    NodeView raft = log.view.raft();
    followCommit(raft);
    long last = raft.lastIndex();
    boolean truncated = last < log.last || isOver(raft, log.last, log.lastTerm);
    if (truncated) {
      boolean emptied = raft.firstIndex() > last;
      world.count(emptied ? INSTALLED_OVER : CONFLICT);
      if (raft.membershipIndex() < log.membershipIndex) {
        world.count(CHANGE_CUT);
      }
      if (log.stable < log.last) {
        world.count(OVERWRITTEN);
      }
    }
    if (truncated || last != log.last || raft.stable() != log.stable) {
      remember(log);
    }
  }

  private void followCommit(NodeView raft) {
    for (; committed < raft.commit(); committed++) {
      int next = Math.toIntExact(committed + 1);
      if (next == committedTerms.length) {
        committedTerms = Arrays.copyOf(committedTerms, 2 * next);
      }
      boolean held = next >= raft.firstIndex() && next <= raft.lastIndex();
      committedTerms[next] = held ? raft.term(next) : 0;
    }
  }

  /**
   * Whether an entry that a log ended with has given way to another, or to a snapshot without it.
   */
  private boolean isOver(NodeView raft, long index, long term) {
    if (index >= raft.firstIndex()) {
      return raft.term(index) != term;
    }
    return index <= committed
        && committedTerms[(int) index] != 0
        && committedTerms[(int) index] != term;
  }

  private static void remember(Log log) {
    NodeView raft = log.view.raft();
    log.last = raft.lastIndex();
    log.lastTerm = raft.term(log.last);
    log.stable = raft.stable();
    log.membershipIndex = raft.membershipIndex();
  }

  @Override
  public void replied(SimWorld world, SimNode node, Request request, Reply reply) {
    if (reply instanceof Reply.TooLarge) {
      world.count(TOO_LARGE);
    }
    if (reply instanceof Reply.Unknown(String why) && why.startsWith("a snapshot has replaced")) {
      world.count(JUMPED);
    }
  }

  @Override
  public void said(SimWorld world, SimNode node, Event event) {
    switch (event.kind()) {
      case "snapshot-installed" -> world.count(INSTALLED);
      case "snapshot-taken" -> world.count(TAKEN);
      case "torn-end-repaired" -> world.count(TORN);
      case "promoting" -> world.count(PROMOTED);
      case "removed" -> world.count(REMOVED_RUNNING);
      case "became-leader" -> {
        world.count(LEADER);
        Optional<NodeView> raft = Optional.ofNullable(node.view()).map(ServerView::raft);
        if (raft.isPresent() && raft.get().membershipIndex() > raft.get().commit()) {
          world.count(LEADER_IN_CHANGE);
        }
      }
      default -> {
        // Nothing that is looked for.
      }
    }
  }

  @Override
  public void ended(SimWorld world, SimNode node, SimNode.End end, String why) {
    switch (end) {
      case KILLED, POWER_CUT -> {
        if (++log(node).crashes == 2) {
          world.count(CRASHED_TWICE);
        }
      }
      case DISK_FAILED -> world.count(DISK_ERROR);
      case RETIRED, STOPPED -> {
        // Told when it was removed, or nothing to tell.
      }
      case BY_ITSELF -> {
        if (node.damaged()) {
          world.count(DAMAGE);
        }
      }
    }
  }

  /** Counts what shows in the history alone. */
  public static SortedMap<String, Long> ofHistory(List<Op> history) {
    Set<List<Object>> doubtful = new LinkedHashSet<>();
    long unknown = 0;
    long seen = 0;
    for (Op op : history) {
      if (!(op.process() instanceof Op.Process.Client)
          || !(op.value() instanceof List<?> pair && pair.size() == 2)) {
        continue;
      }
      if (op.type() == Op.Type.INFO) {
        unknown++;
        Object written = pair.get(1) instanceof List<?> change ? change.getLast() : pair.get(1);
        doubtful.add(Arrays.asList(pair.get(0), written));
      } else if (op.type() == Op.Type.OK && op.f().equals("read") && !doubtful.isEmpty()) {
        List<?> values = pair.get(1) instanceof List<?> list ? list : List.of(orNothing(pair));
        for (Object value : values) {
          seen += doubtful.remove(Arrays.asList(pair.get(0), value)) ? 1 : 0;
        }
      }
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put(UNKNOWN, unknown);
    counts.put(UNKNOWN_SEEN, seen);
    return counts;
  }

  private static Object orNothing(List<?> pair) {
    return pair.get(1) == null ? "" : pair.get(1);
  }

  /** Those that were never reached, in the order in which they are looked for. */
  public static List<String> missing(SortedMap<String, Long> counts) {
    return WANTED.stream().filter(what -> counts.getOrDefault(what, 0L) == 0).toList();
  }
}
