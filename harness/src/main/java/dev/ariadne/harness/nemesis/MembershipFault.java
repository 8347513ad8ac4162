package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.harness.cluster.Capability.Membership.Wish;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds and removes members, beside whatever other faults are in force. A change goes on being asked
 * for until it is decided, so one that is begun while there is no quorum is done later. What cannot
 * be begun, since another change is under way, is told as such and not counted.
 */
final class MembershipFault implements Fault {

  /** Below so many voters none is removed. */
  static final int MEMBERS_MIN = 3;

  /** Above so many members none is added. */
  static final int MEMBERS_MAX = 7;

  /** How a change is made. */
  enum Way {
    /** A node that there never was is added. */
    GROW,
    /** The same, and whoever leads dies while it is under way. */
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

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Way of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean grows() {
      return switch (this) {
        case GROW, GROW_UNDER_KILL, REJOIN -> true;
        case SHRINK, SHRINK_LEADER, SHRINK_CUT_OFF, SHRINK_PAUSED -> false;
      };
    }
  }

  static final String KIND = "membership";

  /** Dealt in this order of kinds: as often up as down. */
  private static final List<Way> WAYS =
      List.of(
          Way.GROW,
          Way.GROW_UNDER_KILL,
          Way.REJOIN,
          Way.SHRINK_LEADER,
          Way.SHRINK_CUT_OFF,
          Way.SHRINK_PAUSED);

  private final Nodes nodes;
  private final MembershipChanges changes;
  private final Optional<Capability.Links> links;
  private final Optional<Capability.Pause> pause;
  private final Optional<Capability.Kill> kill;
  private final Optional<Capability.Roles> roles;
  private final Optional<Capability.Damage> damage;

  private final Set<PartitionShape.Link> cut = new LinkedHashSet<>();
  private final TreeSet<String> paused = new TreeSet<>();
  private final TreeSet<String> killed = new TreeSet<>();

  /** Removed so far, and not come back. */
  private final TreeSet<String> gone = new TreeSet<>();

  /** Was to run on after its removal; empty if none was. */
  private String unaware = "";

  MembershipFault(
      Nodes nodes,
      MembershipChanges changes,
      Optional<Capability.Links> links,
      Optional<Capability.Pause> pause,
      Optional<Capability.Kill> kill,
      Optional<Capability.Roles> roles,
      Optional<Capability.Damage> damage) {
    this.nodes = nodes;
    this.changes = changes;
    this.links = links;
    this.pause = pause;
    this.kill = kill;
    this.roles = roles;
    this.damage = damage;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("change-members", "members-changed");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = Edn.map();
    Way way = new ShuffledDeck<>("nemesis/membership/way", WAYS).deal(choices, turn);
    Edn.put(value, "way", Edn.keyword(way.word()));
    // The first of these that is a member leaves.
    Edn.put(value, "order", nodes.order(kind(), choices, turn));
    return new Step("change-members", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("members-changed", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    Counters did = changes.take(kind());
    Map<Object, Object> told = Edn.map();
    if (f.equals("change-members")) {
      release(did);
      change(value, told, did);
    } else {
      killed.forEach(node -> kill.orElseThrow().start(node));
      killed.clear();
    }
    Edn.put(
        told,
        "members",
        changes.membership().members().stream().map(MembershipFault::text).toList());
    return Edn.put(told, "did", did.did(kind()));
  }

  private static String text(Member member) {
    return member.node() + (member.votes() ? "" : " (learner)");
  }

  private void change(Map<?, ?> value, Map<Object, Object> told, Counters did) {
    List<Member> members = changes.membership().members();
    Way way = possible(Way.of(Edn.name(value, "way", "grow")), members);
    Edn.put(told, "way", Edn.keyword(way.word()));
    boolean damaged = damage.map(d -> !d.outOfService().isEmpty()).orElse(false);
    if (!changes.idle() || damaged) {
      Edn.put(told, "why", "another change is under way");
      did.add("not-begun", 1);
      return;
    }
    Optional<String> leader = roles.flatMap(Capability.Roles::leader).map(l -> l.node());
    Optional<String> node =
        way.grows() ? Optional.of(newcomer(way)) : leaver(way, value, members, leader);
    if (node.isEmpty()) {
      Edn.put(told, "why", "nobody may leave");
      did.add("not-begun", 1);
      return;
    }
    prepare(way, node.get());
    boolean leads = leader.equals(node);
    if (changes.begin(kind(), way.grows() ? Wish.ADD : Wish.REMOVE, node.get(), leads)) {
      did.add("times", 1);
      if (way.grows()) {
        gone.remove(node.get());
      } else {
        gone.add(node.get());
      }
    }
    if (way == Way.GROW_UNDER_KILL && kill.isPresent() && leader.isPresent()) {
      killed.addAll(Kill.killAll(List.of(leader.get()), kill.get()));
      did.add("leader-killed", killed.size());
      Edn.put(told, "killed", List.copyOf(killed));
    }
    Edn.put(told, "nodes", List.of(node.get()));
    leader.ifPresent(name -> Edn.put(told, "leader", name));
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
      Way way, Map<?, ?> value, List<Member> members, Optional<String> leader) {
    List<String> may = new ArrayList<>();
    if (way == Way.SHRINK_LEADER) {
      leader.ifPresent(may::add);
    }
    may.addAll(nodes.inPlaceOf(Edn.strings(value, "order")));
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
          hold(new PartitionShape.Link(node, other));
          hold(new PartitionShape.Link(other, node));
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

  private void hold(PartitionShape.Link link) {
    links.orElseThrow().cut(link.from(), link.to());
    cut.add(link);
  }

  /** Lets the node that left before hear of it: it has run on, unaware, until now. */
  private void release(Counters did) {
    if (changes.membership().leftRunning().contains(unaware)) {
      did.add("left-running", 1);
    }
    unaware = "";
    paused.forEach(node -> pause.orElseThrow().resume(node));
    paused.clear();
    for (PartitionShape.Link link : cut) {
      did.addAll(links.orElseThrow().heal(link.from(), link.to(), true));
    }
    cut.clear();
  }

  @Override
  public Map<Object, Object> heal() {
    Counters did = changes.take(kind());
    release(did);
    killed.clear(); // The cluster's own healing starts whatever is down.
    return did.edn();
  }

  @Override
  public boolean lingers() {
    return true;
  }

  @Override
  public List<String> settle(Counters did) {
    List<String> waiting = changes.waitingFor();
    did.addAll(changes.take(kind()).counts());
    return waiting;
  }
}
