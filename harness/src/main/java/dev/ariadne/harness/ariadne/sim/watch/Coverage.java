package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
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
 * Counts the situations that make raft hard. A sweep that never reached a situation says nothing
 * about it, even with many worlds.
 */
public final class Coverage implements Observer {

  /** A sweep of fewer worlds does not have to reach all situations. */
  public static final int WORLDS_MIN = 200;

  /** A node's log as it was after the last event. */
  private static final class Log {
    private ServerView view;
    private long boot;
    private long last;
    private long lastTerm;
    private long stable;
    private long membershipIndex;
    private int crashes;
  }

  private final List<Log> logs = new ArrayList<>();

  /** The terms of the committed entries by index; 0 for an entry that no node was seen to hold. */
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
    if (log.boot != node.boot()) {
      log.boot = node.boot();
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
      world.count(
          emptied ? Situation.SNAPSHOT_INSTALLED_OVER_CONFLICT : Situation.CONFLICT_TRUNCATED);
      if (raft.membershipIndex() < log.membershipIndex) {
        world.count(Situation.MEMBER_CHANGE_TRUNCATED);
      }
      if (log.stable < log.last) {
        world.count(Situation.OVERWRITTEN_SAVE);
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
   * Returns true if another entry, or a snapshot without it, has replaced the last entry of a log.
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
      world.count(Situation.WRITE_TOO_LARGE);
    }
    if (reply instanceof Reply.Unknown(String why) && why.startsWith("a snapshot has replaced")) {
      world.count(Situation.WRITE_IN_SNAPSHOT);
    }
  }

  @Override
  public void reported(SimWorld world, SimNode node, Event event) {
    switch (event.kind()) {
      case "snapshot-installed" -> world.count(Situation.SNAPSHOT_INSTALLED);
      case "snapshot-taken" -> world.count(Situation.SNAPSHOT_TAKEN);
      case "torn-end-repaired" -> world.count(Situation.TORN_END_REPAIRED);
      case "promoting" -> world.count(Situation.LEARNER_PROMOTED);
      case "removed" -> world.count(Situation.REMOVED_WHILE_RUNNING);
      case "became-leader" -> {
        world.count(Situation.LEADER_CHANGED);
        Optional<NodeView> raft = Optional.ofNullable(node.view()).map(ServerView::raft);
        if (raft.isPresent() && raft.get().membershipIndex() > raft.get().commit()) {
          world.count(Situation.LEADER_CHANGED_IN_MEMBER_CHANGE);
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
          world.count(Situation.CRASHED_TWICE);
        }
      }
      case DISK_FAILED -> world.count(Situation.STOPPED_BY_DISK);
      case RETIRED, STOPPED -> {
        // Told when it was removed, or nothing to tell.
      }
      case BY_ITSELF -> {
        if (node.damaged()) {
          world.count(Situation.DAMAGE_NOTICED);
        }
      }
    }
  }

  /** Counts the situations that the history alone shows, by label. */
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
    counts.put(Situation.OUTCOME_UNKNOWN.label(), unknown);
    counts.put(Situation.OUTCOME_SEEN_LATER.label(), seen);
    return counts;
  }

  private static Object orNothing(List<?> pair) {
    return pair.get(1) == null ? "" : pair.get(1);
  }

  /**
   * The labels of the wanted situations that no world reached, in the order of {@link Situation}.
   */
  public static List<String> missing(SortedMap<String, Long> counts) {
    return Arrays.stream(Situation.values())
        .filter(Situation::wanted)
        .map(Situation::label)
        .filter(label -> counts.getOrDefault(label, 0L) == 0)
        .toList();
  }
}
