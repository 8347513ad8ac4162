package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** What a fault is made for: a cluster, and what the faults of a run share. */
public final class FaultContext {
  private final String kind;
  private final Cluster cluster;
  private final Shared shared;

  /**
   * What the faults of a run share.
   *
   * @param changes where members can be changed
   * @param damaged where nodes can be damaged
   */
  record Shared(Nodes nodes, Optional<MembershipChanges> changes, Optional<DamagedNodes> damaged) {

    /**
     * @param kinds of the run
     * @param keeper number of the node, from 0, that must not fall behind if it can be helped
     */
    static Shared of(List<FaultKind> kinds, Cluster cluster, int keeper) {
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
          changes,
          cluster
              .capability(Capability.Damage.class)
              .map(damage -> new DamagedNodes(nodes, damage, damaging, changes)));
    }
  }

  FaultContext(String kind, Cluster cluster, Shared shared) {
    this.kind = kind;
    this.cluster = cluster;
    this.shared = shared;
  }

  /** The name of the kind that the fault is of. */
  public String kind() {
    return kind;
  }

  public Cluster cluster() {
    return cluster;
  }

  /** What the cluster offers of its own accord. */
  public <C extends Capability> Optional<C> optional(Class<C> capability) {
    return cluster.capability(capability);
  }

  /**
   * What the fault cannot do without.
   *
   * @throws MissingCapabilityException if the cluster does not offer it
   */
  public <C extends Capability> C need(Class<C> capability) throws MissingCapabilityException {
    return optional(capability).orElseThrow(() -> missing(capability));
  }

  /** Chooses nodes by the seed, and finds those to strike when the time has come. */
  public Targets targets() {
    return new Targets(kind, shared.nodes(), optional(Capability.Roles.class));
  }

  Nodes nodes() {
    return shared.nodes();
  }

  MembershipChanges needChanges() throws MissingCapabilityException {
    return shared.changes().orElseThrow(() -> missing(Capability.Membership.class));
  }

  DamagedNodes needDamagedNodes() throws MissingCapabilityException {
    return shared.damaged().orElseThrow(() -> missing(Capability.Damage.class));
  }

  private MissingCapabilityException missing(Class<? extends Capability> capability) {
    return new MissingCapabilityException(kind, capability);
  }
}
