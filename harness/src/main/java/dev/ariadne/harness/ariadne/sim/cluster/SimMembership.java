package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.ariadne.sim.Decisions;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.harness.ariadne.sim.Timeline;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Adds, removes and replaces nodes as an operator does, who asks one member after the other until
 * the nodes themselves report that the change is committed.
 */
final class SimMembership implements Capability.Membership, Observer {

  private static final long MILLI = 1_000_000;
  private static final List<Long> BETWEEN_TRIES_MILLIS = List.of(100L, 20L);

  /** For so long nothing but conflicts, from the first try on, means that it is refused. */
  private static final long REFUSED_NANOS = 5_000 * MILLI;

  private static final String LEARNER = "(learner)";

  private final SimCluster cluster;

  /** Removed and not added again. */
  private final TreeSet<String> removed = new TreeSet<>();

  /** To be added, and not yet. */
  private final TreeSet<String> awaited = new TreeSet<>();

  /** As of the latest entry that any node has applied. */
  private List<Member> reported;

  private long reportedIndex;
  private Change change;
  private boolean closed;

  // The change that is under way.
  private boolean adding;
  private int turn;
  private long begunAt;
  private int conflicts;

  private final long betweenTriesNanos;

  /** Whether whoever believes to lead is asked, however wrongly; else one after the other. */
  private final boolean asksLeaders;

  SimMembership(SimCluster cluster) {
    this.cluster = cluster;
    Decisions decisions = cluster.world().decisions();
    this.betweenTriesNanos =
        MILLI
            * BETWEEN_TRIES_MILLIS.get(
                decisions.pick("membership/between-tries", 0, BETWEEN_TRIES_MILLIS.size()));
    this.asksLeaders = decisions.pick("membership/asks-leaders", 0, 2) == 1;
    this.reported =
        cluster.world().nodes().stream().map(node -> new Member(node.name(), true)).toList();
  }

  /** Whether a node is to be there and to be started: not before it is added, not afterwards. */
  boolean belongs(String node) {
    return !removed.contains(node) && !awaited.contains(node);
  }

  void close() {
    closed = true;
  }

  @Override
  public void said(SimWorld world, SimNode node, Event event) {
    if (event.kind().equals("members")
        && event.fields().get("index") instanceof Long index
        && index > reportedIndex) {
      reportedIndex = index;
      reported = parsed(String.valueOf(event.fields().get("members")));
      for (Member member : reported) {
        if (removed.contains(member.node()) && !isBeingChanged(member.node())) {
          world.count(Situation.MEMBER_ADDED_LATE);
          removed.remove(member.node());
          world.timeline().after(0, Timeline.Kind.FAULT, 0, () -> startAnew(member));
        }
      }
      for (SimNode known : world.nodes()) {
        String name = known.name();
        if (belongs(name) && !isMember(name) && !isBeingChanged(name)) {
          world.count(Situation.MEMBER_REMOVED_LATE);
          removed.add(name);
        }
      }
    }
  }

  /**
   * What an operator does on finding a learner that nobody started: its disk is an earlier one's.
   */
  private void startAnew(Member added) {
    String node = added.node();
    if (!closed && !added.votes() && reported.contains(added) && !isBeingChanged(node)) {
      cluster.node(node).kill();
      cluster.prepare(node);
      cluster.start(node);
    }
  }

  private boolean isBeingChanged(String node) {
    return change != null && change.stage() == Stage.UNDER_WAY && change.node().equals(node);
  }

  private static List<Member> parsed(String text) {
    List<Member> members = new ArrayList<>();
    for (String word : text.split(",")) {
      boolean votes = !word.endsWith(LEARNER);
      String id = votes ? word : word.substring(0, word.length() - LEARNER.length());
      members.add(new Member("n" + id, votes));
    }
    return members;
  }

  @Override
  public List<Member> members() {
    return reported;
  }

  private boolean isMember(String node) {
    return reported.stream().anyMatch(member -> member.node().equals(node));
  }

  @Override
  public String nextName() {
    return "n" + cluster.nextId();
  }

  @Override
  public boolean add(String node) {
    if (isMember(node)) {
      throw new IllegalArgumentException(node + " is a member");
    }
    return begin(Wish.ADD, node);
  }

  @Override
  public boolean remove(String node) {
    if (!isMember(node) || cluster.isKeeper(node)) {
      throw new IllegalArgumentException(node + " is no member, or keeps the whole log");
    }
    return begin(Wish.REMOVE, node);
  }

  @Override
  public boolean replace(String node) {
    cluster.node(node);
    return begin(Wish.REPLACE, node);
  }

  private boolean begin(Wish wish, String node) {
    if (closed || change != null && change.stage() == Stage.UNDER_WAY) {
      return false;
    }
    change = new Change(wish, node, Stage.UNDER_WAY, "");
    if (wish == Wish.ADD) {
      beginToAdd();
    } else {
      beginPart(false);
    }
    return true;
  }

  private void beginToAdd() {
    String node = change.node();
    awaited.add(node);
    if (removed.remove(node)) {
      cluster.node(node).kill();
    }
    cluster.prepare(node);
    beginPart(true);
  }

  private void beginPart(boolean add) {
    adding = add;
    turn = 0;
    begunAt = cluster.world().now();
    conflicts = 0;
    askSoon(0);
  }

  private void askSoon(long nanos) {
    cluster.world().timeline().after(nanos, Timeline.Kind.FAULT, 0, this::goOn);
  }

  private void goOn() {
    if (closed) {
      return;
    }
    if (turn > 0 && isMember(change.node()) == adding) {
      partDone();
    } else if (turn > 0 && conflicts == turn && cluster.world().now() - begunAt > REFUSED_NANOS) {
      change = new Change(change.wish(), change.node(), Stage.REFUSED, change.why());
    } else {
      ask();
      turn++;
      askSoon(betweenTriesNanos);
    }
  }

  private void partDone() {
    String node = change.node();
    if (adding) {
      awaited.remove(node);
      cluster.start(node);
    } else {
      removed.add(node);
      if (change.wish() == Wish.REPLACE) {
        beginToAdd();
        return;
      }
    }
    change = new Change(change.wish(), node, Stage.DONE, change.why());
  }

  private void ask() {
    List<String> may =
        members().stream()
            .map(Member::node)
            .filter(node -> !node.equals(change.node()) && cluster.running(node))
            .toList();
    if (may.isEmpty()) {
      return;
    }
    List<String> lead =
        asksLeaders ? may.stream().filter(this::believesToLead).toList() : List.of();
    List<String> among = lead.isEmpty() ? may : lead;
    SimNode asked = cluster.node(among.get(turn % among.size()));
    SimNode about = cluster.node(change.node());
    boolean add = adding;
    long of = begunAt;
    asked.receive(
        () ->
            request(asked, add, about)
                .ifPresent(it -> asked.ask(it, reply -> answered(of, asked.name(), reply))));
  }

  private static Optional<? extends Request> request(SimNode asked, boolean add, SimNode about) {
    return add
        ? Optional.of(new Request.AddMember(about.id(), about.address()))
        : asked.server().flatMap(server -> removal(server, about.id()));
  }

  /**
   * Means the member's present life, as the node that is asked has it: a request that comes late
   * removes no later one. Nothing is asked of a node that knows no such member.
   */
  private static Optional<Request.RemoveMember> removal(Server server, int id) {
    List<Reply> listed = new ArrayList<>();
    server.submit(new Request.Members(), listed::add);
    return listed.stream()
        .filter(Reply.MemberList.class::isInstance)
        .map(reply -> ((Reply.MemberList) reply).raft().membership().member(id))
        .flatMap(Optional::stream)
        .map(member -> new Request.RemoveMember(id, OptionalLong.of(member.incarnation())))
        .findFirst();
  }

  private boolean believesToLead(String node) {
    ServerView view = cluster.node(node).view();
    return view != null && view.raft().role() == Status.RoleName.LEADER;
  }

  private void answered(long of, String asked, Reply reply) {
    if (of == begunAt && change.stage() == Stage.UNDER_WAY) {
      boolean conflict =
          reply instanceof Reply.MembersConflict || reply instanceof Reply.NoSuchMember;
      conflicts += conflict ? 1 : 0;
      change = new Change(change.wish(), change.node(), Stage.UNDER_WAY, asked + ": " + reply);
    }
  }

  @Override
  public Optional<Change> change() {
    return Optional.ofNullable(change);
  }

  @Override
  public List<String> leftRunning() {
    return cluster.nodes().stream().filter(removed::contains).filter(cluster::running).toList();
  }

  @Override
  public void retire(String node) {
    if (!removed.contains(node) && isMember(node)) {
      throw new IllegalArgumentException(node + " is a member");
    }
    cluster.node(node).kill();
  }
}
