package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fills the disks of nodes while they serve. A node may refuse or end; what it has acknowledged
 * holds. When there is space again it is started and has to serve as before.
 */
final class DiskFull implements Fault {
  static final String KIND = "disk-full";

  private static final int LEAVE_PAGES_MAX = 2;
  private static final long PAGE_BYTES = 4096;

  private final Nodes nodes;
  private final Capability.DiskSpace space;
  private final Capability.Kill kill;
  private final Optional<Capability.Roles> roles;

  /** Why it cannot be done here; empty if it can. */
  private final Optional<String> skipped;

  private final TreeSet<String> full = new TreeSet<>();

  /** Gives the nodes small disks, if that is possible here. */
  DiskFull(
      Nodes nodes,
      Capability.DiskSpace space,
      Capability.Kill kill,
      Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.space = space;
    this.kill = kill;
    this.roles = roles;
    this.skipped = space.confine();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("fill-disk", "free-disk");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = NodeSelector.deal(kind(), choices, turn, nodes);
    long leave = PAGE_BYTES * choices.pick("nemesis/disk-full/leave", turn, LEAVE_PAGES_MAX + 1);
    return new Step("fill-disk", Edn.put(value, "leave-bytes", leave));
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("free-disk", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    Map<Object, Object> told = Edn.map();
    Counters did = new Counters();
    if (skipped.isPresent()) {
      Edn.put(told, "skipped", skipped.get());
      did.add("skipped", 1);
    } else if (f.equals("fill-disk")) {
      fill(value, told, did);
    } else {
      Edn.put(told, "stopped", free(did));
      Edn.put(told, "nodes", Kill.startAll(nodes.now(), kill));
    }
    return Edn.put(told, "did", did.did(kind()));
  }

  private void fill(Map<?, ?> value, Map<Object, Object> told, Counters did) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    long leave = Edn.number(value, "leave-bytes", 0);
    List<String> filled = new ArrayList<>();
    for (String node : struck) {
      if (kill.running(node) && space.fill(node, leave) > 0) {
        filled.add(node);
        full.add(node);
      }
    }
    boolean ofLeader = leader.isPresent() && filled.contains(leader.get().node());
    did.add("times", 1).add("disks-full", filled.size()).add("leader-full", ofLeader ? 1 : 0);
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", filled);
    Edn.put(told, "leave-bytes", leave);
    NodeSelector.tell(told, leader);
  }

  /** Those that did not run any more: nobody but their disks had ended them. */
  private List<String> free(Counters did) {
    List<String> stopped = full.stream().filter(node -> !kill.running(node)).toList();
    did.add("stopped", stopped.size());
    full.forEach(space::free);
    full.clear();
    return stopped;
  }

  @Override
  public Map<Object, Object> heal() {
    Counters did = new Counters();
    free(did);
    return did.edn();
  }
}
