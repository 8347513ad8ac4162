package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.Edn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes clocks run fast or slow, by up to a half, and jump ahead. */
final class ClockDrift implements Fault {
  static final String KIND = "clock";

  private static final int PPM_MAX = 500_000;
  private static final int JUMP_MILLIS_MAX = 20_000;

  private final Nodes nodes;
  private final Hardware.Clocks clocks;
  private final Optional<Capability.Roles> roles;
  private final Set<String> drifting = new LinkedHashSet<>();

  ClockDrift(Nodes nodes, Hardware.Clocks clocks, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.clocks = clocks;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("start-drift", "stop-drift");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = NodeSelector.deal(KIND, choices, turn, nodes);
    Edn.put(
        value, "ppm", (long) choices.pick("nemesis/clock/ppm", turn, 2 * PPM_MAX + 1) - PPM_MAX);
    boolean jumps = choices.pick("nemesis/clock/jumps", turn, 3) == 1;
    Edn.put(
        value,
        "jump-ms",
        jumps ? (long) choices.pick("nemesis/clock/jump", turn, JUMP_MILLIS_MAX) : 0L);
    return new Step("start-drift", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("stop-drift", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("start-drift") ? start(value) : stop();
  }

  private Map<Object, Object> start(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    long ppm = Edn.number(value, "ppm", 0);
    long jumpMillis = Edn.number(value, "jump-ms", 0);
    for (String node : struck) {
      clocks.drift(node, (int) ppm, jumpMillis);
      drifting.add(node);
    }
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    Edn.put(told, "ppm", ppm);
    Edn.put(told, "jump-ms", jumpMillis);
    NodeSelector.tell(told, leader);
    return Edn.put(
        told, "did", new Counters().add("times", 1).add("clocks", struck.size()).did(KIND));
  }

  private Map<Object, Object> stop() {
    List<String> steadied = List.copyOf(drifting);
    heal();
    return Edn.put(Edn.map(), "nodes", steadied);
  }

  @Override
  public Map<Object, Object> heal() {
    drifting.forEach(clocks::steady);
    drifting.clear();
    return Edn.map();
  }
}
