package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Kills a node, damages what it had synced, and starts it again: it has to notice and to refuse.
 * Then the node is replaced, as an operator would do it, where the cluster's members can be
 * changed; where they cannot, it stays down. Unfair, so it strikes one node at a time: see {@link
 * DamagedNodes}.
 */
final class WalDamage implements Fault {
  static final String TRUNCATE_SYNCED = "wal-truncate-synced";
  static final String CORRUPT = "wal-corrupt";

  private final String kind;
  private final String begin;
  private final String end;
  private final List<Capability.Damage.Kind> damages;
  private final Nodes nodes;
  private final DamagedNodes casualties;
  private final Capability.Kill kill;

  /** What could not be done yet when its time came, and is done at the end of its turn. */
  private Map<?, ?> owed = Map.of();

  private WalDamage(
      String kind,
      String begin,
      String end,
      List<Capability.Damage.Kind> damages,
      Nodes nodes,
      DamagedNodes casualties,
      Capability.Kill kill) {
    this.kind = kind;
    this.begin = begin;
    this.end = end;
    this.damages = damages;
    this.nodes = nodes;
    this.casualties = casualties;
    this.kill = kill;
  }

  /** Synced bytes, segments or the newest snapshot go. */
  static WalDamage truncateSynced(Nodes nodes, DamagedNodes casualties, Capability.Kill kill) {
    List<Capability.Damage.Kind> damages =
        List.of(
            Capability.Damage.Kind.CUT,
            Capability.Damage.Kind.SEGMENT_GONE,
            Capability.Damage.Kind.SNAPSHOT_GONE,
            Capability.Damage.Kind.SNAPSHOT_CUT);
    return new WalDamage(
        TRUNCATE_SYNCED,
        "truncate-synced-wal",
        "start-truncated",
        damages,
        nodes,
        casualties,
        kill);
  }

  /** Bits of live records change. */
  static WalDamage corrupt(Nodes nodes, DamagedNodes casualties, Capability.Kill kill) {
    List<Capability.Damage.Kind> damages =
        List.of(Capability.Damage.Kind.BIT, Capability.Damage.Kind.SNAPSHOT_BIT);
    return new WalDamage(
        CORRUPT, "corrupt-wal", "start-corrupted", damages, nodes, casualties, kill);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public List<String> fs() {
    return List.of(begin, end);
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = Edn.map();
    // The first of these that is undamaged is struck.
    Edn.put(value, "order", nodes.order(kind, choices, turn));
    Capability.Damage.Kind damage =
        new ShuffledDeck<>("nemesis/" + kind + "/damage", damages).deal(choices, turn);
    Edn.put(value, "damage", Edn.keyword(word(damage.name())));
    Edn.put(
        value,
        "choice",
        (long) choices.pick("nemesis/" + kind + "/choice", turn, Integer.MAX_VALUE));
    return new Step(begin, value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step(end, Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    Map<Object, Object> told = Edn.map();
    Counters did = new Counters();
    if (f.equals(begin)) {
      strike(value, told, did);
    } else {
      List<Object> tries = new ArrayList<>();
      startDamaged(tries, did);
      if (!owed.isEmpty()) {
        strike(Map.copyOf(owed), told, did);
        startDamaged(tries, did);
      }
      Edn.put(told, "tried", tries);
    }
    casualties.goOn(kind, did);
    return did.counts().isEmpty() ? told : Edn.put(told, "did", did.did(kind));
  }

  private void strike(Map<?, ?> value, Map<Object, Object> told, Counters did) {
    List<String> struck = casualties.allowed(kind, Edn.strings(value, "order"));
    Capability.Damage.Kind damage =
        Capability.Damage.Kind.valueOf(
            Edn.name(value, "damage", "cut").toUpperCase(Locale.ROOT).replace('-', '_'));
    long choice = Edn.get(value, "choice") instanceof Long number ? number : 0;
    owed = struck.isEmpty() && casualties.replaces() ? value : Map.of();
    Kill.killAll(struck, kill);
    did.add("times", struck.size());
    Edn.put(told, "nodes", struck);
    for (String node : struck) {
      Capability.Damage.Damaged done = casualties.damage().damage(node, damage, choice);
      casualties.struck(kind, node);
      did.add("nodes-damaged", 1)
          .add("synced-bytes-cut", done.bytesCut())
          .add("bits-flipped", done.bitsFlipped());
      Edn.put(told, "damage", Edn.keyword(word(done.kind().name())));
      Edn.put(told, "file", done.file());
      Edn.put(told, "offset", done.offset());
      Edn.put(told, "bytes-cut", done.bytesCut());
      Edn.put(told, "bits-flipped", done.bitsFlipped());
    }
    if (struck.isEmpty()) {
      String why =
          casualties.replaces()
              ? "none may be damaged yet: a quorum of undamaged voters is to stay"
              : "no more nodes may be damaged: a quorum of undamaged voters is to stay";
      Edn.put(told, "why", why);
    }
  }

  /** Starts what was damaged and not started since, and counts how it reacted. */
  private void startDamaged(List<Object> tries, Counters did) {
    for (String node : casualties.takeUntried(kind)) {
      Capability.Damage.Tried tried = casualties.damage().tryToStart(node);
      did.add(
          switch (tried.reaction()) {
            case NOTICED -> "damage-noticed";
            case SERVED -> "damage-served";
            case UNCLEAR -> "damage-unclear";
          },
          1);
      Map<Object, Object> map = Edn.map();
      Edn.put(map, "node", node);
      Edn.put(map, "reaction", Edn.keyword(word(tried.reaction().name())));
      tries.add(Edn.put(map, "said", tried.said()));
      if (tried.reaction() == Capability.Damage.Reaction.NOTICED) {
        casualties.replace(kind, node);
      }
    }
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Map<Object, Object> heal() {
    Counters did = new Counters();
    startDamaged(new ArrayList<>(), did);
    owed = Map.of();
    return did.edn();
  }

  @Override
  public boolean lingers() {
    return casualties.replaces();
  }

  @Override
  public List<String> settle(Counters did) {
    return casualties.goOn(kind, did);
  }
}
