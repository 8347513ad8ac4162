package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fills the disks of nodes while they serve. A node may refuse or end; what it has acknowledged
 * holds. When there is space again it is started and has to serve as before.
 */
final class DiskFull implements Fault<DiskFull.Fill, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("disk-full", "disks are filled while nodes serve")
          .begins("fill-disk", Fill.class)
          .ends("free-disk", Nothing.class)
          .needs(Capability.DiskSpace.class)
          .needs(Capability.Kill.class)
          .aimedAt(NodeSelector.values())
          .effect(EffectCriterion.of("disks-full").and("stopped"))
          .inOneWorldOf(6)
          .colour("#a1887f")
          .build(DiskFull::new);

  private static final int LEAVE_PAGES_MAX = 2;
  private static final long PAGE_BYTES = 4096;

  /**
   * @param leaveBytes that stay free
   */
  record Fill(FaultTargets.Plan plan, long leaveBytes) {}

  /**
   * @param nodes whose disks are full now
   */
  record Filled(
      NodeSelector target, List<String> nodes, long leaveBytes, FaultTargets.Leader leader) {}

  /**
   * @param stopped those that did not run any more
   * @param nodes that were started
   */
  record Freed(List<String> stopped, List<String> nodes) {}

  /**
   * @param skipped why it cannot be done here
   */
  record Skipped(String skipped) {}

  private final FaultTargets targets;
  private final Capability.DiskSpace space;
  private final Capability.Kill kill;

  /** The reason why this fault is impossible here; empty if it is possible. */
  private final Optional<String> skipped;

  private final TreeSet<String> full = new TreeSet<>();

  /** Gives the nodes small disks, if that is possible here. */
  private DiskFull(FaultContext context) {
    this.targets = context.targets();
    this.space = context.need(Capability.DiskSpace.class);
    this.kill = context.need(Capability.Kill.class);
    this.skipped = space.confine();
  }

  @Override
  public Fill plan(Choices choices, long turn) {
    long leave = PAGE_BYTES * choices.pick("nemesis/disk-full/leave", turn, LEAVE_PAGES_MAX + 1);
    return new Fill(targets.plan(choices, turn), leave);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Fill plan) {
    if (skipped.isPresent()) {
      return skipped();
    }
    FaultTargets.Found found = targets.find(plan.plan());
    List<String> filled = new ArrayList<>();
    for (String node : found.nodes()) {
      if (kill.running(node) && space.fill(node, plan.leaveBytes()) > 0) {
        filled.add(node);
        full.add(node);
      }
    }
    return Outcome.of(
        new Filled(found.target(), filled, plan.leaveBytes(), found.leader()),
        new FaultCounters()
            .add("times", 1)
            .add("disks-full", filled.size())
            .add("leader-full", found.leaderAmong(filled)));
  }

  @Override
  public Outcome end(Nothing plan) {
    if (skipped.isPresent()) {
      return skipped();
    }
    FaultCounters did = new FaultCounters();
    List<String> stopped = free(did);
    return Outcome.of(new Freed(stopped, Kill.startAll(targets.now(), kill)), did);
  }

  private Outcome skipped() {
    return Outcome.of(new Skipped(skipped.orElseThrow()), new FaultCounters().add("skipped", 1));
  }

  /** Those that did not run any more: nobody but their disks had ended them. */
  private List<String> free(FaultCounters did) {
    List<String> stopped = full.stream().filter(node -> !kill.running(node)).toList();
    did.add("stopped", stopped.size());
    full.forEach(space::free);
    full.clear();
    return stopped;
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = new FaultCounters();
    free(did);
    return did;
  }
}
