package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability.Membership;
import dev.ariadne.harness.cluster.Capability.Membership.Change;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.harness.cluster.Capability.Membership.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The changes of the members that a run begins, whichever kind of fault wants them, one after the
 * other. What has come of each is counted for its kind once it is certain: {@code added}, {@code
 * removed}, {@code leader-removed}, {@code replaced}, {@code promoted}; {@code not-done} for one
 * that was refused.
 */
final class MembershipChanges {
  private final Membership membership;
  private final SortedMap<String, FaultCounters> untold = new TreeMap<>();

  /** Kinds by the nodes that were added and do not vote yet. */
  private final SortedMap<String, String> catchingUp = new TreeMap<>();

  /** Of the change under way; empty if there is none. */
  private String kind = "";

  private boolean ofLeader;

  MembershipChanges(Membership membership) {
    this.membership = membership;
  }

  Membership membership() {
    return membership;
  }

  /**
   * Begins a change, unless one is under way.
   *
   * @param ofLeader whether the node leads
   */
  boolean begin(String kind, Wish wish, String node, boolean ofLeader) {
    if (!idle()) {
      return false;
    }
    boolean begun =
        switch (wish) {
          case ADD -> membership.add(node);
          case REMOVE -> membership.remove(node);
          case REPLACE -> membership.replace(node);
        };
    if (begun) {
      this.kind = kind;
      this.ofLeader = ofLeader;
    }
    return begun;
  }

  /** Returns true if no change is under way. */
  boolean idle() {
    collect();
    return kind.isEmpty();
  }

  /** Takes the counters that are certain by now and were not taken before. */
  FaultCounters take(String kind) {
    collect();
    FaultCounters told = untold.remove(kind);
    return told == null ? new FaultCounters() : told;
  }

  /** Describes the changes of all kinds that are still under way. */
  List<String> waitingFor() {
    collect();
    List<String> waiting = new ArrayList<>();
    if (!kind.isEmpty()) {
      Change change = membership.change().orElseThrow();
      waiting.add(
          change.wish().name().toLowerCase(Locale.ROOT)
              + " "
              + change.node()
              + " ("
              + change.why()
              + ")");
    }
    catchingUp.keySet().forEach(node -> waiting.add(node + " to vote"));
    membership.leftRunning().forEach(node -> waiting.add(node + ", removed, to end"));
    return waiting;
  }

  private void collect() {
    if (!kind.isEmpty()) {
      Change change = membership.change().orElseThrow();
      switch (change.stage()) {
        case UNDER_WAY -> {}
        case REFUSED -> finished("not-done");
        case DONE -> done(change);
      }
    }
    List<Member> members = membership.members();
    for (Map.Entry<String, String> node : List.copyOf(catchingUp.entrySet())) {
      boolean gone = members.stream().noneMatch(m -> m.node().equals(node.getKey()));
      if (gone || members.contains(new Member(node.getKey(), true))) {
        catchingUp.remove(node.getKey());
        count(node.getValue(), "promoted", gone ? 0 : 1);
      }
    }
  }

  private void done(Change change) {
    switch (change.wish()) {
      case ADD -> {
        catchingUp.put(change.node(), kind);
        finished("added");
      }
      case REMOVE -> {
        count(kind, "leader-removed", ofLeader ? 1 : 0);
        finished("removed");
      }
      case REPLACE -> {
        catchingUp.put(change.node(), kind);
        finished("replaced");
      }
    }
  }

  private void finished(String counter) {
    count(kind, counter, 1);
    kind = "";
  }

  private void count(String kind, String counter, long count) {
    untold.computeIfAbsent(kind, k -> new FaultCounters()).add(counter, count);
  }
}
