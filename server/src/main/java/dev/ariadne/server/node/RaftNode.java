package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.Node;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.ReadRequest;
import dev.ariadne.server.raft.Ready;
import dev.ariadne.server.raft.Restored;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.Wal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Drives {@link Node}: whatever happens goes in, and {@link #pump} carries out what comes of it, in
 * the order that {@link Ready} gives. All of it on one event loop.
 *
 * <pre>
 *   HTTP ----> Proposals, Reads --.                  .--> Transport
 *   Transport --------------------+--> Node --Ready--+--> Saver ---> disk
 *   clock ------------------------'                  '--> Applier -> KvStore, Snapshots
 * </pre>
 */
final class RaftNode implements Transport.Handler {

  /** What a node begins with, read from its disk. */
  record Begin(
      Identity self,
      long boot,
      Wal wal,
      Snapshotter snapshotter,
      Restored restored,
      KvStore store,
      Membership firstMembers) {}

  private final ServerOptions options;
  private final Begin begin;
  private final Ports ports;
  private final Event.Sink events;
  private final Consumer<String> fatal;

  private final Node node;

  /** What {@link #node} is at, at any time. */
  private final NodeView raft;

  private final ServerView view;

  private final Transport transport;
  private final Saver saver;
  private final Applier applier;
  private final Proposals proposals;
  private final Reads reads;
  private final MemberChanges changes;
  private final Snapshots snapshots;
  private final Refusals refusals;
  private final MemberDuties duties;
  private final Ending ending;
  private final Origins origins;
  private final NodeMetrics metrics;
  private final RoleLog roles;
  private final Clients clients;
  private final MemberFaults faults;
  private final OwnFault ownFault;
  private int leaderOffered;

  private boolean pumping;
  private boolean stopped;

  /**
   * @param fatal told in one line why this node cannot go on; it does nothing more afterwards
   * @param retired told in one line why this node is no member any more; likewise
   */
  RaftNode(
      ServerOptions options,
      Begin begin,
      Ports ports,
      Network network,
      Event.Sink events,
      Consumer<String> fatal,
      Consumer<String> retired) {
    this.options = options;
    this.begin = begin;
    this.ports = ports;
    this.events = events;
    this.fatal = fatal;
    this.origins = new Origins(begin.self(), begin.boot(), ports.choices());
    this.roles = new RoleLog(events);
    this.faults = new MemberFaults(events);
    this.node =
        new Node(
            options.raft(begin.self().incarnation()),
            begin.restored(),
            bound -> ports.choices().pick("election", bound));
    this.raft = node.view();
    this.ownFault =
        new OwnFault(options, ports, events, origins, node::fail, this::diskFailed, this::refused);
    KnownMembers members =
        new KnownMembers(node, begin.firstMembers(), begin.restored().snapshot().membership());
    Departures departures = new Departures();
    Acquaintances acquaintances =
        new Acquaintances(begin.self(), members, departures, this::learnerReplaced);
    this.refusals = new Refusals(events);
    this.transport =
        new Transport(
            network, begin.self(), options.address(), members, acquaintances, refusals, this);
    this.saver =
        new Saver(
            ports.disk(),
            begin.wal(),
            transport::send,
            this::persisted,
            this::diskFailed,
            ports.clock()::nanos);
    this.proposals = new Proposals(command -> Proposals.Given.of(node.propose(command)));
    this.changes = new MemberChanges(node, transport, origins);
    this.ending =
        new Ending(node, ports.clock(), tickNanos(), this::waiting, events, this::stop, retired);
    this.duties =
        new MemberDuties(
            begin.self(),
            options.peers().values(),
            node,
            members,
            acquaintances,
            departures,
            transport.introductions(),
            events,
            this::removed);
    this.applier =
        new Applier(
            begin.store(),
            begin.restored().snapshot(),
            proposals,
            options.snapshotCount(),
            events,
            changes::committed,
            duties::committed);
    this.view = new ServerView(begin.self(), begin.boot(), raft, applier);
    this.reads =
        new Reads(this::askReadIndex, this::read, ServerOptions.ELECTION_TICKS * tickNanos() / 2);
    this.snapshots =
        new Snapshots(
            options,
            ports.disk(),
            transport,
            begin.wal(),
            begin.snapshotter(),
            begin.restored().snapshot(),
            new Snapshots.Owner() {
              @Override
              public void taken(SnapshotMeta meta, long keepFrom) {
                node.snapshotTaken(meta, keepFrom);
                pump();
              }

              @Override
              public void received(Message.InstallSnapshot install) {
                message(install);
              }

              @Override
              public void sent(int peer, boolean succeeded) {
                node.snapshotSent(peer, succeeded);
                pump();
              }

              @Override
              public void failed(Disk.Outcome.Failed failure) {
                diskFailed(failure);
              }
            },
            events);
    Tally tally = new Tally();
    this.metrics =
        new NodeMetrics(
            new NodeMetrics.Parts(
                tally, refusals, saver, proposals, reads, snapshots, begin.wal()));
    this.clients =
        new Clients(
            options,
            ports.clock(),
            new Clients.Parts(node, proposals, reads, changes, origins, metrics, tally),
            this::read,
            this::report,
            this::pump);
  }

  /** What it holds, for reading only. */
  ServerView view() {
    return view;
  }

  /** Begins to tick. */
  void start() {
    events.accept(
        Event.of(
            "serving",
            "member",
            begin.self().id(),
            "cluster",
            "%016x".formatted(begin.self().cluster()),
            "boot",
            begin.boot(),
            "applied",
            applier.applied(),
            "last",
            raft.lastIndex()));
    pump();
    ports.clock().after(tickNanos(), this::tick);
  }

  /** Takes a frame from the network; true if it came from a member. */
  boolean received(Frame frame) {
    return !stopped && transport.received(frame);
  }

  /** Something came from the network that is no frame. */
  void malformed(MalformedException why) {
    if (!stopped) {
      transport.malformed(why);
    }
  }

  void lost(String address) {
    if (!stopped) {
      transport.unreachable(address);
    }
  }

  /** Takes a client's request; the reply comes later, or at once. */
  void submit(Request request, Consumer<Reply> asker) {
    clients.submit(
        request,
        stopped ? Optional.of("the server is stopping") : ownFault.refusal().or(ending::refusal),
        asker);
  }

  /**
   * Takes no more requests, hands leadership over, and answers those that it has as they are
   * decided; then stops.
   *
   * @param done called when it has stopped, within {@link ServerOptions#LEAVE_MILLIS_MAX}
   */
  void leave(Runnable done) {
    if (!stopped) {
      ending.leave(done);
      pump();
      ending.consider();
    }
  }

  /** Answers everybody and does nothing more. */
  void stop() {
    if (!stopped) {
      stopped = true;
      ending.over();
      proposals.close();
      reads.close();
      changes.close();
    }
  }

  /** From outside, so it is checked: what raft itself checks only its own code can break. */
  @Override
  public void message(Message message) {
    switch (MessageCheck.check(raft, message)) {
      case MessageCheck.Result.Refused refused -> refusals.violation(refused, message.from());
      case MessageCheck.Result.Suspicious suspicious -> {
        refusals.violation(suspicious, message.from());
        take(message);
      }
      case MessageCheck.Result.Accepted() -> take(message);
    }
  }

  private void take(Message message) {
    node.step(message);
    pump();
  }

  @Override
  public void chunk(Frame.SnapshotChunk chunk) {
    FrameCheck.refusal(raft, chunk)
        .ifPresentOrElse(
            refused -> refusals.violation(refused, chunk.from().id()),
            () -> snapshots.chunk(chunk, node.status()));
  }

  @Override
  public void ack(Frame.SnapshotAck ack) {
    snapshots.ack(ack, raft.term());
  }

  @Override
  public void change(Frame.ChangeRequest request) {
    clients.passedOn(request);
  }

  @Override
  public void changed(Frame.ChangeReply reply) {
    changes.answered(reply);
  }

  private void learnerReplaced(int learner) {
    events.accept(Event.of("learner-replaced", "member", learner));
    node.learnerReplaced(learner);
    pump();
  }

  @Override
  public void removed(String why) {
    ending.removed(why);
    changes.removed(begin.self().id());
  }

  @Override
  public void refused(String why) {
    stop();
    fatal.accept(why);
  }

  @Override
  public void unreachable(int member) {
    node.unreachable(member);
    pump();
  }

  private void tick() {
    if (stopped) {
      return;
    }
    ports.clock().after(tickNanos(), this::tick);
    long now = ports.clock().nanos();
    node.tick();
    snapshots.tick(raft.term());
    proposals.expire(now);
    proposals.retry();
    reads.tick(now);
    ending.tick();
    changes.expire(now);
    changes.retry();
    duties.tick();
    faults.note(raft.faults());
    pump();
    ending.consider();
  }

  private void persisted(long save) {
    node.persisted(save);
    snapshots.persisted(save);
    pump();
  }

  private void pump() {
    if (pumping || stopped) {
      return; // Whoever pumps already will see to what has come up meanwhile.
    }
    pumping = true;
    try {
      do {
        while (node.hasReady()) {
          carryOut(node.ready());
        }
      } while (offerToNewLeader());
      saver.flush();
    } finally {
      pumping = false;
    }
    noteRole();
    ownFault.consider(raft.fault());
    snapshots.considerTaking(applier);
  }

  /** What could not be taken without a leader is offered as soon as there is one. */
  private boolean offerToNewLeader() {
    int leader = raft.leader();
    if (leader == leaderOffered) {
      return false;
    }
    leaderOffered = leader;
    if (leader != 0) {
      proposals.retry();
      changes.retry();
      reads.tick(ports.clock().nanos());
    }
    return node.hasReady();
  }

  private void carryOut(Ready ready) {
    ready.now().forEach(this::send);
    ready
        .save()
        .ifPresent(
            save -> {
              snapshots.saving(save);
              saver.add(save);
            });
    saver.sendAfter(ready.waitFor(), ready.afterSave());
    ready
        .restore()
        .ifPresent(
            meta -> {
              applier.restore(meta, snapshots.restored(meta));
              changes.jumped(meta.index());
              ownFault.look(meta.index(), applier.store());
            });
    ownFault.look(ready.committed());
    applier.apply(ready.committed());
    snapshots.applied(ready.committed());
    if (applier.applied() > raft.applied()) {
      node.applied(applier.applied());
    }
    long now = ports.clock().nanos();
    ready.reads().forEach(state -> reads.answered(state, now));
    reads.applied(applier.applied());
  }

  /** A snapshot travels as a file, everything else as a message. */
  private void send(Message message) {
    if (message instanceof Message.InstallSnapshot install) {
      snapshots.send(install);
    } else {
      transport.send(message);
    }
  }

  private Optional<Origin> askReadIndex() {
    Origin context = origins.get();
    return node.readIndex(context) == ReadRequest.ACCEPTED
        ? Optional.of(context)
        : Optional.empty();
  }

  /** From this node's own state, as it stands. */
  private Reply read(String key) {
    return applier
        .store()
        .get(key)
        .<Reply>map(value -> new Reply.Found(value.bytes(), value.revision()))
        .orElse(new Reply.NotFound());
  }

  private int waiting() {
    return proposals.size() + reads.size() + changes.size();
  }

  private Reply report() {
    return new Reply.Report(
        begin.self().cluster(),
        begin.self().incarnation(),
        begin.boot(),
        node.status(),
        applier.store().stateHash(),
        snapshots.newest().index(),
        begin.wal().syncedSegment(),
        begin.wal().syncedBytes(),
        refusals.counts());
  }

  private void noteRole() {
    metrics.note(raft);
    if (roles.ceasedToLead(raft)) {
      snapshots.abandonSending();
    }
  }

  private void diskFailed(Disk.Outcome.Failed failure) {
    // What a failed write or sync has left behind is unknown: nothing is tried again (fsyncgate).
    stop();
    fatal.accept("the disk failed at " + failure.step() + ": " + failure.cause().getMessage());
  }

  private long tickNanos() {
    return options.tickMillis() * 1_000_000;
  }
}
