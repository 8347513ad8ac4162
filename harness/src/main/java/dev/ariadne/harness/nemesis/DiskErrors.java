package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.Edn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes disks fail a write or a sync, be full, or be slow. A node whose disk fails has to stop; it
 * is started again when the disk is repaired.
 */
final class DiskErrors implements Fault {
  static final String KIND = "disk-error";

  private static final int AMOUNT_MAX = 200;

  private final Nodes nodes;
  private final Hardware.Disks disks;
  private final Capability.Kill kill;
  private final Optional<Capability.Roles> roles;

  /** Nodes whose disks are in trouble. */
  private final Set<String> troubled = new LinkedHashSet<>();

  DiskErrors(
      Nodes nodes, Hardware.Disks disks, Capability.Kill kill, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.disks = disks;
    this.kill = kill;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("break-disk", "repair-disk");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = NodeSelector.deal(KIND, choices, turn, nodes);
    Hardware.Disks.Trouble trouble =
        new ShuffledDeck<>("nemesis/disk-error/trouble", List.of(Hardware.Disks.Trouble.values()))
            .deal(choices, turn);
    Edn.put(value, "trouble", Edn.keyword(trouble.name().toLowerCase(Locale.ROOT)));
    Edn.put(
        value, "amount", (long) choices.pick("nemesis/disk-error/amount", turn, AMOUNT_MAX + 1));
    return new Step("break-disk", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("repair-disk", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("break-disk") ? begin(value) : repair();
  }

  private Map<Object, Object> begin(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    String trouble = Edn.name(value, "trouble", "slow");
    long amount = Edn.number(value, "amount", 0);
    for (String node : struck) {
      disks.trouble(
          node, Hardware.Disks.Trouble.valueOf(trouble.toUpperCase(Locale.ROOT)), (int) amount);
      troubled.add(node);
    }
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    Edn.put(told, "trouble", Edn.keyword(trouble));
    Edn.put(told, "amount", amount);
    NodeSelector.tell(told, leader);
    return Edn.put(told, "did", new Counters().add("times", 1).did(KIND));
  }

  private Map<Object, Object> repair() {
    Map<Object, Object> told = Edn.map();
    Counters did = repaired();
    Edn.put(told, "nodes", Kill.startAll(nodes.names(), kill));
    return Edn.put(told, "did", did.did(KIND));
  }

  private Counters repaired() {
    Counters did = new Counters();
    for (String node : troubled) {
      did.addAll(disks.repair(node));
    }
    troubled.clear();
    return did;
  }

  @Override
  public Map<Object, Object> heal() {
    Counters did = repaired();
    Kill.startAll(nodes.names(), kill);
    return did.edn();
  }
}
