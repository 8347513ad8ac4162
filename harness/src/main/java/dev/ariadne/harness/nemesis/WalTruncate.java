package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Kills nodes and leaves the ends of their logs as a crash in mid-write would; then starts them
 * again. Fair: nothing is lost that a node may have promised, so it must cost nothing.
 */
final class WalTruncate implements Fault {
  private final Nodes nodes;
  private final Capability.TornLog log;
  private final Capability.Kill kill;
  private final Optional<Capability.Roles> roles;
  private final Optional<Capability.Damage> damage;

  /**
   * @param damage where nodes can be damaged beyond use: those are left alone
   */
  WalTruncate(
      Nodes nodes,
      Capability.TornLog log,
      Capability.Kill kill,
      Optional<Capability.Roles> roles,
      Optional<Capability.Damage> damage) {
    this.nodes = nodes;
    this.log = log;
    this.kill = kill;
    this.roles = roles;
    this.damage = damage;
  }

  @Override
  public String kind() {
    return "wal-truncate";
  }

  @Override
  public List<String> fs() {
    return List.of("truncate-wal", "start");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = NodeSelector.deal(kind(), choices, turn, nodes);
    Capability.TornLog.Tear tear =
        new ShuffledDeck<>("nemesis/wal-truncate/tear", List.of(Capability.TornLog.Tear.values()))
            .deal(choices, turn);
    Edn.put(value, "tear", Edn.keyword(word(tear)));
    Edn.put(
        value,
        "choice",
        (long) choices.pick("nemesis/wal-truncate/choice", turn, Integer.MAX_VALUE));
    return new Step("truncate-wal", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("start", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("truncate-wal")
        ? truncate(value)
        : Edn.put(Edn.map(), "nodes", Kill.startAll(nodes.now(), kill));
  }

  private Map<Object, Object> truncate(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> out = damage.map(Capability.Damage::outOfService).orElse(List.of());
    List<String> struck =
        NodeSelector.resolve(value, leader, nodes).stream()
            .filter(node -> !out.contains(node))
            .toList();
    Kill.killAll(struck, kill);
    Capability.TornLog.Tear tear =
        Capability.TornLog.Tear.valueOf(
            Edn.name(value, "tear", "cut").toUpperCase(Locale.ROOT).replace('-', '_'));
    long choice = Edn.get(value, "choice") instanceof Long number ? number : 0;
    Counters did = new Counters().add("times", 1);
    List<Object> torn = new ArrayList<>();
    for (String node : struck) {
      // The node's number keeps one choice from doing the same to all.
      Capability.TornLog.Torn done = log.tear(node, tear, choice + nodes.now().indexOf(node));
      did.add("torn", done.isNothing() ? 0 : 1);
      did.add("bytes-cut", done.bytesCut()).add("bytes-added", done.bytesAdded());
      torn.add(edn(node, done));
    }
    boolean leaderTorn = leader.isPresent() && struck.contains(leader.get().node());
    did.add("leader-torn", leaderTorn ? 1 : 0);
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    NodeSelector.tell(told, leader);
    Edn.put(told, "torn", torn);
    return Edn.put(told, "did", did.did(kind()));
  }

  private static Map<Object, Object> edn(String node, Capability.TornLog.Torn torn) {
    Map<Object, Object> map = Edn.map();
    Edn.put(map, "node", node);
    Edn.put(map, "tear", Edn.keyword(word(torn.tear())));
    Edn.put(map, "file", torn.file());
    Edn.put(map, "offset", torn.offset());
    Edn.put(map, "bytes-cut", torn.bytesCut());
    return Edn.put(map, "bytes-added", torn.bytesAdded());
  }

  private static String word(Capability.TornLog.Tear tear) {
    return tear.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Map<Object, Object> heal() {
    Kill.startAll(nodes.now(), kill);
    return Edn.map();
  }
}
