package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.harness.cluster.Capability.Membership.Wish;
import dev.ariadne.harness.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds and removes members, beside whatever other faults are in force. A change goes on being asked
 * for until it is decided, so one that is begun while there is no quorum is done later. What cannot
 * be begun, since another change is under way, is told as such and not counted.
 */
final class MembershipFault implements Fault<MembershipFault.Change, Fault.Nothing> {
  static final FaultKind KIND =
      FaultKind.named("membership", "nodes join and leave")
          .begins("change-members", Change.class)
          .ends("members-changed", Nothing.class)
          .needs(Capability.Membership.class)
          .besideOthers()
          .lingersWith(Capability.Membership.class)
          .variant("way")
          .effect(
              EffectCriterion.of("added")
                  .and("promoted")
                  .and("removed")
                  .observing(EffectCriterion.Observation.UNDER_OTHER_FAULTS))
          .inOneWorldOf(3)
          .colour("#2e7d32")
          .build(MembershipFault::new);

  /**
   * @param order of the nodes; the first one that is a member leaves
   */
  record Change(Way way, List<String> order) {}

  /**
   * @param why nothing was begun
   * @param killed while the change was under way
   * @param nodes that joins or leaves
   * @param members as the cluster has them now
   */
  record Changed(
      Way way,
      Optional<String> why,
      Optional<List<String>> killed,
      Optional<List<String>> nodes,
      Optional<String> leader,
      List<String> members) {}

  /** The members after the turn. */
  record Now(List<String> members) {}

  /** Below so many voters none is removed. */
  static final int MEMBERS_MIN = 3;

  /** Above so many members none is added. */
  static final int MEMBERS_MAX = 7;

  /** The way in which a change is made. */
  enum Way {
    /** A node that there never was is added. */
    GROW,
    /** The same, and the leader is killed while the change is under way. */
    GROW_UNDER_KILL,
    /** A node that was removed comes back under its number with an empty disk. */
    REJOIN,
    /** A node is told that it is removed. */
    SHRINK,
    SHRINK_LEADER,
    /** The node is cut off before it is removed, and runs on unaware. */
    SHRINK_CUT_OFF,
    /** The node is paused before it is removed, and wakes up as none of the members. */
    SHRINK_PAUSED;

    boolean grows() {
      return switch (this) {
        case GROW, GROW_UNDER_KILL, REJOIN -> true;
        case SHRINK, SHRINK_LEADER, SHRINK_CUT_OFF, SHRINK_PAUSED -> false;
      };
    }
  }

  /** Dealt in this order of kinds: as often up as down. */
  private static final List<Way> WAYS =
      List.of(
          Way.GROW,
          Way.GROW_UNDER_KILL,
          Way.REJOIN,
          Way.SHRINK_LEADER,
          Way.SHRINK_CUT_OFF,
          Way.SHRINK_PAUSED);

  private final String kind;
  private final FaultTargets targets;
  private final Nodes nodes;
  private final MembershipChanges changes;
  private final Optional<Capability.Links> links;
  private final Optional<Capability.Pause> pause;
  private final Optional<Capability.Kill> kill;
  private final Optional<Capability.Damage> damage;

  private final Set<Link> cut = new LinkedHashSet<>();
  private final TreeSet<String> paused = new TreeSet<>();
  private final TreeSet<String> killed = new TreeSet<>();

  /** Removed so far, and not come back. */
  private final TreeSet<String> gone = new TreeSet<>();

  /** Was to run on after its removal; empty if none was. */
  private String unaware = "";

  private MembershipFault(FaultContext context) {
    this.kind = context.kind();
    this.nodes = context.nodes();
    this.targets = context.targets();
    this.changes = context.needChanges();
    this.links = context.optional(Capability.Links.class);
    this.pause = context.optional(Capability.Pause.class);
    this.kill = context.optional(Capability.Kill.class);
    this.damage = context.optional(Capability.Damage.class);
  }

  @Override
  public Change plan(Choices choices, long turn) {
    Way way = new ShuffledDeck<>("nemesis/membership/way", WAYS).deal(choices, turn);
    return new Change(way, targets.order(choices, turn));
  }

  @Override
  public Nothing planEnd(Choices choices, long turn) {
    return new Nothing();
  }

  @Override
  public Outcome begin(Change plan) {
    FaultCounters did = changes.take(kind);
    release(did);
    return Outcome.of(change(plan, did), did);
  }

  @Override
  public Outcome end(Nothing plan) {
    FaultCounters did = changes.take(kind);
    killed.forEach(node -> kill.orElseThrow().start(node));
    killed.clear();
    return Outcome.of(new Now(members()), did);
  }

  private List<String> members() {
    return changes.membership().members().stream().map(MembershipFault::text).toList();
  }

  private static String text(Member member) {
    return member.node() + (member.votes() ? "" : " (learner)");
  }

  private Changed change(Change plan, FaultCounters did) {
    List<Member> members = changes.membership().members();
    Way way = possible(plan.way(), members);
    boolean damaged = damage.map(d -> !d.outOfService().isEmpty()).orElse(false);
    if (!changes.idle() || damaged) {
      return notBegun(way, "another change is under way", did);
    }
    Optional<String> leader = targets.leader().leader();
    Optional<String> node =
        way.grows() ? Optional.of(newcomer(way)) : leaver(way, plan.order(), members, leader);
    if (node.isEmpty()) {
      return notBegun(way, "nobody may leave", did);
    }
    prepare(way, node.get());
    boolean leads = leader.equals(node);
    if (changes.begin(kind, way.grows() ? Wish.ADD : Wish.REMOVE, node.get(), leads)) {
      did.add("times", 1);
      if (way.grows()) {
        gone.remove(node.get());
      } else {
        gone.add(node.get());
      }
    }
    Optional<List<String>> died = Optional.empty();
    if (way == Way.GROW_UNDER_KILL && kill.isPresent() && leader.isPresent()) {
      killed.addAll(Kill.killAll(List.of(leader.get()), kill.get()));
      did.add("leader-killed", killed.size());
      died = Optional.of(List.copyOf(killed));
    }
    return new Changed(
        way, Optional.empty(), died, Optional.of(List.of(node.get())), leader, members());
  }

  private Changed notBegun(Way way, String why, FaultCounters did) {
    did.add("not-begun", 1);
    return new Changed(
        way, Optional.of(why), Optional.empty(), Optional.empty(), Optional.empty(), members());
  }

  /** The way itself, or its opposite where the bounds do not allow it. */
  private static Way possible(Way way, List<Member> members) {
    if (way.grows() && members.size() >= MEMBERS_MAX) {
      return Way.SHRINK;
    }
    boolean few = members.stream().filter(Member::votes).count() <= MEMBERS_MIN;
    return !way.grows() && few ? Way.GROW : way;
  }

  private String newcomer(Way way) {
    List<String> running = changes.membership().leftRunning();
    Optional<String> back = gone.stream().filter(node -> !running.contains(node)).findFirst();
    return way == Way.REJOIN && back.isPresent() ? back.get() : changes.membership().nextName();
  }

  private Optional<String> leaver(
      Way way, List<String> order, List<Member> members, Optional<String> leader) {
    List<String> may = new ArrayList<>();
    if (way == Way.SHRINK_LEADER) {
      leader.ifPresent(may::add);
    }
    may.addAll(nodes.inPlaceOf(order));
    may.remove(nodes.keeper());
    may.removeIf(node -> !members.contains(new Member(node, true)));
    // One that is down cannot run on after its removal.
    Optional<String> up =
        may.stream().filter(node -> kill.isEmpty() || kill.get().running(node)).findFirst();
    return up.or(() -> may.stream().findFirst());
  }

  private void prepare(Way way, String node) {
    if (way == Way.SHRINK_CUT_OFF && links.isPresent()) {
      for (String other : nodes.now()) {
        if (!other.equals(node)) {
          hold(new Link(node, other));
          hold(new Link(other, node));
        }
      }
      unaware = node;
    }
    if (way == Way.SHRINK_PAUSED && pause.isPresent()) {
      pause.get().pause(node);
      paused.add(node);
      unaware = node;
    }
  }

  private void hold(Link link) {
    links.orElseThrow().cut(link.from(), link.to());
    cut.add(link);
  }

  /** Lets the node that left before hear of it: it has run on, unaware, until now. */
  private void release(FaultCounters did) {
    if (changes.membership().leftRunning().contains(unaware)) {
      did.add("left-running", 1);
    }
    unaware = "";
    paused.forEach(node -> pause.orElseThrow().resume(node));
    paused.clear();
    for (Link link : cut) {
      did.addAll(links.orElseThrow().heal(link.from(), link.to(), true));
    }
    cut.clear();
  }

  @Override
  public FaultCounters heal() {
    FaultCounters did = changes.take(kind);
    release(did);
    killed.clear(); // The cluster's own healing starts whatever is down.
    return did;
  }

  @Override
  public List<String> settle(FaultCounters did) {
    List<String> waiting = changes.waitingFor();
    did.addAll(changes.take(kind).counts());
    return waiting;
  }
}
