package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.Damage;
import dev.ariadne.harness.history.RecordEdn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kills a node, damages what it had synced, and starts it again: it has to notice and to refuse.
 * Then the node is replaced, as an operator would do it, where the cluster's members can be
 * changed; where they cannot, it stays down. Unfair, so it strikes one node at a time: see {@link
 * DamagedNodes}.
 */
final class WalDamage implements Fault<WalDamage.Strike, Fault.Nothing> {

  /** Synced bytes, segments or the newest snapshot go. */
  static final FaultKind TRUNCATE_SYNCED =
      FaultKind.named("wal-truncate-synced", "synced data is lost; the node has to notice")
          .begins("truncate-synced-wal", Strike.class)
          .ends("start-truncated", Nothing.class)
          .needs(Damage.class)
          .needs(Capability.Kill.class)
          .lingersWith(Capability.Membership.class)
          .variant("damage")
          .effect(EffectCriterion.of("synced-bytes-cut").and("damage-noticed"))
          .inOneWorldOf(6)
          .colour("#8a4b00")
          .build(
              context ->
                  new WalDamage(
                      context,
                      List.of(
                          Damage.Kind.CUT,
                          Damage.Kind.SEGMENT_GONE,
                          Damage.Kind.SNAPSHOT_GONE,
                          Damage.Kind.SNAPSHOT_CUT)));

  /** Bits of live records change. */
  static final FaultKind CORRUPT =
      FaultKind.named("wal-corrupt", "bits on the disk change; the node has to notice")
          .begins("corrupt-wal", Strike.class)
          .ends("start-corrupted", Nothing.class)
          .needs(Damage.class)
          .needs(Capability.Kill.class)
          .lingersWith(Capability.Membership.class)
          .variant("damage")
          .effect(EffectCriterion.of("bits-flipped").and("damage-noticed"))
          .inOneWorldOf(6)
          .colour("#6b2d5c")
          .build(
              context ->
                  new WalDamage(context, List.of(Damage.Kind.BIT, Damage.Kind.SNAPSHOT_BIT)));

  /**
   * @param order of the nodes; the first one that is undamaged is struck
   * @param choice which of the places where this damage can be
   */
  record Strike(List<String> order, Damage.Kind damage, long choice) {}

  /**
   * @param nodes that was struck; none if none may be
   * @param done to it
   * @param why none was struck
   * @param tried nodes that were started with their damage
   */
  record Done(
      List<String> nodes, Damaged done, Optional<String> why, Optional<List<Start>> tried) {}

  /** The damage that was done; all empty if there was none. */
  record Damaged(
      Optional<Damage.Kind> damage,
      Optional<String> file,
      Optional<Long> offset,
      Optional<Long> bytesCut,
      Optional<Long> bitsFlipped)
      implements RecordEdn.Inline {

    static final Damaged NOTHING =
        new Damaged(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** The reaction of a damaged node to its start, and its own words. */
  record Start(String node, Damage.Reaction reaction, String said) {}

  /** The record of an operation that only started nodes. */
  record Started(List<Start> tried) {}

  private final String kind;
  private final List<Damage.Kind> damages;
  private final Nodes nodes;
  private final DamagedNodes damaged;
  private final Capability.Kill kill;

  /** The damage that was impossible when its time came. It is done at the end of its turn. */
  private Optional<Strike> owed = Optional.empty();

  private WalDamage(FaultContext context, List<Damage.Kind> damages) {
    this.kind = context.kind();
    this.damages = damages;
    this.nodes = context.nodes();
    this.damaged = context.needDamagedNodes();
    this.kill = context.need(Capability.Kill.class);
  }

  @Override
  public Strike plan(Choices choices, long turn) {
    Damage.Kind damage =
        new ShuffledDeck<>("nemesis/" + kind + "/damage", damages).deal(choices, turn);
    long choice = choices.pick("nemesis/" + kind + "/choice", turn, Integer.MAX_VALUE);
    return new Strike(nodes.order(kind, choices, turn), damage, choice);
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Strike plan) {
    FaultCounters did = new FaultCounters();
    Done done = strike(plan, did);
    damaged.goOn(kind, did);
    return outcome(done, did);
  }

  @Override
  public Outcome end(Nothing plan) {
    FaultCounters did = new FaultCounters();
    List<Start> tried = new ArrayList<>();
    startDamaged(tried, did);
    Record told = new Started(tried);
    if (owed.isPresent()) {
      Done done = strike(owed.get(), did);
      startDamaged(tried, did);
      told = new Done(done.nodes(), done.done(), done.why(), Optional.of(tried));
    }
    damaged.goOn(kind, did);
    return outcome(told, did);
  }

  private static Outcome outcome(Record told, FaultCounters did) {
    return did.counts().isEmpty() ? Outcome.of(told) : Outcome.of(told, did);
  }

  private Done strike(Strike plan, FaultCounters did) {
    List<String> struck = damaged.allowed(kind, plan.order());
    owed = struck.isEmpty() && damaged.replaces() ? Optional.of(plan) : Optional.empty();
    Kill.killAll(struck, kill);
    did.add("times", struck.size());
    if (struck.isEmpty()) {
      String why =
          damaged.replaces()
              ? "none may be damaged yet: a quorum of undamaged voters is to stay"
              : "no more nodes may be damaged: a quorum of undamaged voters is to stay";
      return new Done(struck, Damaged.NOTHING, Optional.of(why), Optional.empty());
    }
    String node = struck.getFirst();
    Damage.Damaged done = damaged.damage().damage(node, plan.damage(), plan.choice());
    damaged.struck(kind, node);
    did.add("nodes-damaged", 1)
        .add("synced-bytes-cut", done.bytesCut())
        .add("bits-flipped", done.bitsFlipped());
    return new Done(
        struck,
        new Damaged(
            Optional.of(done.kind()),
            Optional.of(done.file()),
            Optional.of(done.offset()),
            Optional.of(done.bytesCut()),
            Optional.of(done.bitsFlipped())),
        Optional.empty(),
        Optional.empty());
  }

  /** Starts what was damaged and not started since, and counts how it reacted. */
  private void startDamaged(List<Start> tries, FaultCounters did) {
    for (String node : damaged.takeUntried(kind)) {
      Damage.Tried tried = damaged.damage().tryToStart(node);
      did.add(
          switch (tried.reaction()) {
            case NOTICED -> "damage-noticed";
            case SERVED -> "damage-served";
            case UNCLEAR -> "damage-unclear";
          },
          1);
      tries.add(new Start(node, tried.reaction(), tried.said()));
      if (tried.reaction() == Damage.Reaction.NOTICED) {
        damaged.replace(kind, node);
      }
    }
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = new FaultCounters();
    startDamaged(new ArrayList<>(), did);
    owed = Optional.empty();
    return did;
  }

  @Override
  public List<String> settle(FaultCounters did) {
    return damaged.goOn(kind, did);
  }
}
