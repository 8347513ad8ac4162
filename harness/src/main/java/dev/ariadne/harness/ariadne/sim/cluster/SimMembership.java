package dev.ariadne.harness.ariadne.sim.cluster;

import dev.ariadne.harness.Decisions;
import dev.ariadne.harness.ariadne.client.HttpRequest;
import dev.ariadne.harness.ariadne.member.MembershipOperator;
import dev.ariadne.harness.ariadne.member.OperatedNodes;
import dev.ariadne.harness.ariadne.sim.EventQueue;
import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.Situation;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;
import dev.ariadne.server.node.Server;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks simulated nodes for changes of the members. It listens to what they report, and notices what
 * comes of a request that a node acts on when nobody asks for it any more.
 */
final class SimMembership implements OperatedNodes, Observer {

  private static final long MILLI = 1_000_000;
  private static final List<Long> BETWEEN_TRIES_MILLIS = List.of(100L, 20L);
  private static final String LEARNER = "(learner)";

  private final SimCluster cluster;
  private final SimExchanges exchanges;
  private final MembershipOperator operator = new MembershipOperator(this);

  /** As of the latest entry that any node has applied. */
  private List<Member> reported;

  private long reportedIndex;
  private final long betweenTriesNanos;

  /** True if a node that believes to lead is asked, however wrongly; else one after the other. */
  private final boolean asksLeaders;

  SimMembership(SimCluster cluster, SimExchanges exchanges) {
    this.cluster = cluster;
    this.exchanges = exchanges;
    Decisions decisions = cluster.world().decisions();
    this.betweenTriesNanos =
        MILLI
            * BETWEEN_TRIES_MILLIS.get(
                decisions.pick("membership/between-tries", 0, BETWEEN_TRIES_MILLIS.size()));
    this.asksLeaders = decisions.pick("membership/asks-leaders", 0, 2) == 1;
    this.reported =
        cluster.world().nodes().stream().map(node -> new Member(node.name(), true)).toList();
  }

  MembershipOperator operator() {
    return operator;
  }

  // What the nodes report

  @Override
  public void reported(SimWorld world, SimNode node, Event event) {
    if (event.kind().equals("members")
        && event.fields().get("index") instanceof Long index
        && index > reportedIndex) {
      reportedIndex = index;
      reported = parsed(String.valueOf(event.fields().get("members")));
      noteLateAdditions(world);
      noteLateRemovals(world);
    }
  }

  private void noteLateAdditions(SimWorld world) {
    for (Member member : reported) {
      String node = member.node();
      if (operator.isRemoved(node) && !operator.isBeingChanged(node)) {
        world.count(Situation.MEMBER_ADDED_LATE);
        operator.wasAdded(node);
        world.eventQueue().after(0, EventQueue.Kind.FAULT, 0, () -> startAnew(member));
      }
    }
  }

  private void noteLateRemovals(SimWorld world) {
    for (SimNode known : world.nodes()) {
      String node = known.name();
      if (operator.belongs(node) && !operator.isMember(node) && !operator.isBeingChanged(node)) {
        world.count(Situation.MEMBER_REMOVED_LATE);
        operator.wasRemoved(node);
      }
    }
  }

  /**
   * Starts a learner that nobody has started, as an operator would: its disk is an earlier one's.
   */
  private void startAnew(Member added) {
    String node = added.node();
    if (!operator.isClosed()
        && !added.votes()
        && reported.contains(added)
        && !operator.isBeingChanged(node)) {
      end(node);
      prepare(node);
      start(node);
    }
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

  // The nodes

  @Override
  public List<String> nodes() {
    return cluster.nodes();
  }

  @Override
  public String nextName() {
    return "n" + cluster.nextId();
  }

  @Override
  public boolean isKeeper(String node) {
    return cluster.isKeeper(node);
  }

  @Override
  public boolean running(String node) {
    return cluster.running(node);
  }

  @Override
  public void prepare(String node) {
    cluster.prepare(node);
  }

  @Override
  public void start(String node) {
    cluster.start(node);
  }

  @Override
  public void end(String node) {
    cluster.node(node).kill();
  }

  // Time

  @Override
  public long betweenTriesNanos() {
    return betweenTriesNanos;
  }

  @Override
  public long nowNanos() {
    return cluster.world().now();
  }

  @Override
  public void begin(Runnable work) {
    work.run();
  }

  @Override
  public void after(long nanos, Runnable work) {
    cluster.world().eventQueue().after(nanos, EventQueue.Kind.FAULT, 0, work);
  }

  // Requests

  @Override
  public List<String> preferred(List<String> running) {
    List<String> lead =
        asksLeaders ? running.stream().filter(this::believesToLead).toList() : List.of();
    return lead.isEmpty() ? running : lead;
  }

  private boolean believesToLead(String node) {
    ServerView view = cluster.node(node).view();
    return view != null && view.raft().role() == Status.RoleName.LEADER;
  }

  @Override
  public void ask(String member, boolean add, String node, Consumer<Answer> answered) {
    SimNode asked = cluster.node(member);
    SimNode about = cluster.node(node);
    asked.receive(
        () ->
            request(asked, add, about)
                .ifPresent(
                    it -> exchanges.passNow(asked, it, reply -> answered.accept(answer(reply)))));
  }

  private static Answer answer(Reply reply) {
    boolean conflict =
        reply instanceof Reply.MembersConflict || reply instanceof Reply.NoSuchMember;
    return new Answer(conflict, reply.toString());
  }

  private static Optional<HttpRequest> request(SimNode asked, boolean add, SimNode about) {
    return add
        ? Optional.of(HttpRequest.post("/" + about.id(), about.address()))
        : asked.server().flatMap(server -> removal(server, about.id()));
  }

  /** Nothing is asked of a node that knows no such member. */
  private static Optional<HttpRequest> removal(Server server, int id) {
    List<Reply> listed = new ArrayList<>();
    server.submit(new Request.Members(), listed::add);
    return listed.stream()
        .filter(Reply.MemberList.class::isInstance)
        .map(reply -> ((Reply.MemberList) reply).raft().membership().member(id))
        .flatMap(Optional::stream)
        .map(member -> HttpRequest.deleteMember(id, member.incarnation()))
        .findFirst();
  }
}
