package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** The cluster that a fault is made for, and the state that the faults of a run share. */
public final class FaultContext {
  private final FaultKind kind;
  private final List<NodeSelector> aims;
  private final Cluster cluster;
  private final Shared shared;

  /**
   * The state that the faults of a run share.
   *
   * @param leaders finds the present leader
   * @param changes where members can be changed
   * @param damaged where nodes can be damaged
   */
  record Shared(
      Nodes nodes,
      LeaderFinder leaders,
      Optional<MembershipChanges> changes,
      Optional<DamagedNodes> damaged) {

    /**
     * @param kinds of the run
     * @param keeper number of the node, from 0, that must not fall behind if it can be helped
     */
    static Shared of(List<FaultKind> kinds, Cluster cluster, int keeper, LeaderFinder leaders) {
      Nodes nodes = new Nodes(cluster.nodes(), cluster.nodes().get(keeper), cluster::nodes);
      Optional<MembershipChanges> changes =
          cluster.capability(Capability.Membership.class).map(MembershipChanges::new);
      List<String> damaging =
          kinds.stream()
              .filter(kind -> kind.needs().contains(Capability.Damage.class))
              .map(FaultKind::name)
              .toList();
      return new Shared(
          nodes,
          leaders,
          changes,
          cluster
              .capability(Capability.Damage.class)
              .map(damage -> new DamagedNodes(nodes, damage, damaging, changes)));
    }
  }

  /** The context on a cluster that offers all that the kind needs. */
  FaultContext(FaultChoice choice, Cluster cluster, Shared shared) {
    this.kind = choice.kind();
    this.aims = choice.targets();
    this.cluster = cluster;
    this.shared = shared;
  }

  /** The name of the kind that the fault is of. */
  public String kind() {
    return kind.name();
  }

  public Cluster cluster() {
    return cluster;
  }

  /** A capability that the fault can do without. */
  public <C extends Capability> Optional<C> optional(Class<C> capability) {
    return cluster.capability(capability);
  }

  /**
   * A capability that the kind needs. The cluster has it: that was asked before the fault is made.
   *
   * @throws IllegalStateException if the kind does not say that it needs it
   */
  public <C extends Capability> C need(Class<C> capability) {
    checkNeeded(capability);
    return optional(capability).orElseThrow();
  }

  /** Chooses nodes by the seed, and finds those to strike when the time has come. */
  public FaultTargets targets() {
    return new FaultTargets(kind.name(), shared.nodes(), shared.leaders(), aims);
  }

  Nodes nodes() {
    return shared.nodes();
  }

  MembershipChanges needChanges() {
    checkNeeded(Capability.Membership.class);
    return shared.changes().orElseThrow();
  }

  DamagedNodes needDamagedNodes() {
    checkNeeded(Capability.Damage.class);
    return shared.damaged().orElseThrow();
  }

  private void checkNeeded(Class<? extends Capability> capability) {
    if (!kind.needs().contains(capability)) {
      throw new IllegalStateException(
          "the kind of fault "
              + kind.name()
              + " does not say that it needs "
              + capability.getName());
    }
  }
}
