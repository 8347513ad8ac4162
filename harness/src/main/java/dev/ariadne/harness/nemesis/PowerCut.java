package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Crashes machines or their processes, at once or in the middle of some later step on the disk, and
 * starts them again.
 */
final class PowerCut implements Fault {
  static final String KIND = "power";

  /** A crash comes within so many steps on the disk. */
  private static final int STEPS_MAX = 24;

  /** A write that is cut short is cut somewhere within so many bytes. */
  private static final int BYTES_MAX = 600;

  private final Nodes nodes;
  private final Hardware.Power power;
  private final Capability.Kill kill;
  private final Optional<Capability.Roles> roles;

  PowerCut(
      Nodes nodes, Hardware.Power power, Capability.Kill kill, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.power = power;
    this.kill = kill;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("cut-power", "restore-power");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = NodeSelector.deal(KIND, choices, turn, nodes);
    Hardware.Power.Loss loss =
        new ShuffledDeck<>(
                "nemesis/power/loss",
                List.of(
                    Hardware.Power.Loss.UNSYNCED,
                    Hardware.Power.Loss.UNSYNCED,
                    Hardware.Power.Loss.NOTHING))
            .deal(choices, turn);
    Edn.put(value, "loss", Edn.keyword(loss.name().toLowerCase(Locale.ROOT)));
    boolean atOnce = choices.pick("nemesis/power/at-once", turn, 3) == 1;
    int steps = atOnce ? 0 : 1 + choices.pick("nemesis/power/steps", turn, STEPS_MAX);
    Edn.put(value, "steps", (long) steps);
    Edn.put(value, "bytes", (long) choices.pick("nemesis/power/bytes", turn, BYTES_MAX));
    return new Step("cut-power", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("restore-power", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("cut-power") ? cut(value) : restore();
  }

  private Map<Object, Object> cut(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    String loss = Edn.name(value, "loss", "unsynced");
    long steps = Edn.number(value, "steps", 0);
    long bytes = Edn.number(value, "bytes", 0);
    for (String node : struck) {
      power.crash(
          node,
          Hardware.Power.Loss.valueOf(loss.toUpperCase(Locale.ROOT)),
          (int) steps,
          (int) bytes);
    }
    boolean leaderStruck = leader.isPresent() && struck.contains(leader.get().node());
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    Edn.put(told, "loss", Edn.keyword(loss));
    Edn.put(told, "steps", steps);
    Edn.put(told, "bytes", bytes);
    NodeSelector.tell(told, leader);
    return Edn.put(
        told,
        "did",
        new Counters()
            .add("times", 1)
            .add("leader-struck", leaderStruck ? 1 : 0)
            .addAll(power.takeCrashes())
            .did(KIND));
  }

  private Map<Object, Object> restore() {
    Map<Object, Object> told = Edn.map();
    Counters did = new Counters().addAll(power.takeCrashes());
    Edn.put(told, "nodes", Kill.startAll(nodes.names(), kill));
    return Edn.put(told, "did", did.did(KIND));
  }

  @Override
  public Map<Object, Object> heal() {
    Counters did = new Counters().addAll(power.takeCrashes());
    Kill.startAll(nodes.names(), kill);
    return did.edn();
  }
}
