package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.port.Network;
import dev.ariadne.server.raft.Membership;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server from start to stop: identifies its directory, takes part in the first start if the
 * cluster has not begun, then drives a {@code RaftNode}. The whole of it runs on the node's event
 * loop, live and simulated alike.
 */
public final class Server implements Network.Receiver {

  private static final int TICKS_BETWEEN_HELLOS = 2;
  private static final int TICKS_BETWEEN_WAITING_LINES = 50;

  private final ServerOptions options;
  private final Ports ports;
  private final Event.Sink events;
  private final Consumer<String> fatal;
  private final Consumer<String> retired;
  private final Opening opening;

  /** Of frames that came before it served. */
  private final Refusals refusals;

  private Network network;
  private IdentityFile identity;
  private Optional<FirstStart> firstStart = Optional.empty();
  private Optional<Joining> joining = Optional.empty();
  private Optional<RaftNode> node = Optional.empty();
  private long ticks;
  private String waitingLogged = "";
  private boolean stopped;

  /**
   * @param fatal told in one line why this server cannot go on, at most once; the process should
   *     end with a non-zero exit status
   * @param retired told in one line that this server is no member any more, at most once; the
   *     process should end
   */
  public Server(
      ServerOptions options,
      Ports ports,
      Event.Sink events,
      Consumer<String> fatal,
      Consumer<String> retired) {
    this.options = options;
    this.ports = ports;
    this.events = events;
    this.fatal = fatal;
    this.retired = retired;
    this.refusals = new Refusals(events);
    this.opening = new Opening(options, ports.disk(), ports.choices(), events);
  }

  /**
   * Opens the directory and begins. Blocks while it recovers.
   *
   * @throws StartException if this directory cannot be served
   */
  public void start() throws StartException, IOException {
    // First of all: a port that is taken must not leave a trace on the disk.
    network = ports.network().open(this);
    identity = opening.identify();
    if (identity.stage() == IdentityFile.Stage.BEGUN) {
      serve(opening.recover(identity));
      return;
    }
    if (options.join()) {
      join();
      return;
    }
    firstStart =
        Optional.of(
            new FirstStart(
                options.id(),
                identity.incarnation(),
                options.peers(),
                identity.stage() == IdentityFile.Stage.LISTED
                    ? Optional.of(identity.list())
                    : Optional.empty(),
                new FirstStart.Actions() {
                  @Override
                  public void send(String address, Frame frame) {
                    network.send(address, FrameCodec.encode(frame));
                  }

                  @Override
                  public void store(Membership list) {
                    Server.this.store(list);
                  }

                  @Override
                  public void begin(Membership list) {
                    Server.this.begin(list);
                  }
                },
                events,
                this::fail));
    tick();
  }

  /** Takes a client's request; the reply comes later, or at once, always within the time limit. */
  public void submit(Request request, Consumer<Reply> reply) {
    if (stopped) {
      reply.accept(new Reply.Refused("the server is stopping"));
    } else if (node.isPresent()) {
      node.get().submit(request, reply);
    } else {
      reply.accept(new Reply.Refused(waitingFor()));
    }
  }

  @Override
  public boolean received(Bytes bytes) {
    if (stopped) {
      return false;
    }
    try {
      return received(FrameCodec.decode(bytes));
    } catch (MalformedException e) {
      node.ifPresentOrElse(
          n -> n.malformed(e), () -> refusals.violation("malformed", "unknown", e.getMessage()));
      return false;
    }
  }

  private boolean received(Frame frame) {
    if (node.isPresent()) {
      return node.get().received(frame);
    }
    switch (frame) {
      case Frame.Hello hello -> firstStart.ifPresent(f -> f.received(hello));
      case Frame.Refusal refusal -> {
        if (!refusal.begun()) {
          firstStart.ifPresent(f -> f.received(refusal));
          joining.ifPresent(j -> j.received(refusal));
        }
      }
      case Frame.Raft raft -> {
        // For a member that has begun; its sender tries again.
        if (raft.to().id() == options.id()) {
          joining.ifPresent(j -> j.contacted(raft.fromAddress()));
        }
      }
      case Frame.Welcome welcome -> joining.ifPresent(j -> welcomed(j, welcome));
      case Frame.Join join -> {}
      case Frame.Removed removed -> {}
      case Frame.ChangeRequest request -> {}
      case Frame.ChangeReply reply -> {}
      case Frame.SnapshotChunk chunk -> {}
      case Frame.SnapshotAck ack -> {}
    }
    // Before it has begun it does not know the members for certain.
    return false;
  }

  private void welcomed(Joining joiner, Frame.Welcome welcome) {
    FrameCheck.whyRefused(welcome, identity.incarnation())
        .ifPresentOrElse(
            why -> refusals.violation("welcome-refused", "unknown", why),
            () -> joiner.received(welcome));
  }

  @Override
  public void unreachable(String address) {
    node.ifPresent(n -> n.lost(address));
  }

  /**
   * Hands leadership over, answers what is on its way, and stops.
   *
   * @param done called once it has, within {@link ServerOptions#LEAVE_MILLIS_MAX}
   */
  public void leave(Runnable done) {
    if (node.isPresent() && !stopped) {
      node.get()
          .leave(
              () -> {
                stop();
                done.run();
              });
    } else {
      stop();
      done.run();
    }
  }

  /** What it holds, for reading only; empty before it serves. */
  public Optional<ServerView> view() {
    return node.map(RaftNode::view);
  }

  /** Answers everybody who waits and does nothing more. */
  public void stop() {
    stopped = true;
    node.ifPresent(RaftNode::stop);
  }

  private void tick() {
    if (stopped || node.isPresent()) {
      return;
    }
    if (ticks % TICKS_BETWEEN_HELLOS == 0) {
      firstStart.ifPresent(FirstStart::tick);
      joining.ifPresent(Joining::tick);
    }
    if (ticks++ % TICKS_BETWEEN_WAITING_LINES == TICKS_BETWEEN_WAITING_LINES - 1
        && !waitingFor().equals(waitingLogged)) {
      waitingLogged = waitingFor();
      events.accept(Event.of("waiting", "for", waitingLogged));
    }
    ports.clock().after(options.tickMillis() * 1_000_000, this::tick);
  }

  private String waitingFor() {
    return firstStart
        .map(FirstStart::waitingFor)
        .or(() -> joining.map(Joining::waitingFor))
        .orElse("the server starts");
  }

  private void join() throws StartException {
    if (identity.stage() == IdentityFile.Stage.LISTED) {
      throw new StartException(
          options.logDirectory()
              + " is in the middle of a first start: start it without --join, or empty it");
    }
    joining =
        Optional.of(
            new Joining(
                options.id(),
                identity.incarnation(),
                options.address(),
                options.peers().values(),
                (to, frame) -> network.send(to, FrameCodec.encode(frame)),
                this::joined,
                this::fail));
    tick();
  }

  private void joined(Membership firstMembers, long term) {
    try {
      opening.join(identity, firstMembers, term);
      identity = identity.at(IdentityFile.Stage.BEGUN, firstMembers);
      events.accept(Event.of("joined", "first-members", firstMembers.members().size()));
      serve(opening.recover(identity));
    } catch (StartException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail("the disk failed: " + e.getMessage());
    }
  }

  private void store(Membership list) {
    try {
      IdentityFile listed = identity.at(IdentityFile.Stage.LISTED, list);
      List<Disk.Step> steps = listed.store(ports.disk(), options.logDirectory());
      ports
          .disk()
          .submit(
              steps,
              outcome -> {
                switch (outcome) {
                  case Disk.Outcome.Done() -> {
                    identity = listed;
                    firstStart.ifPresent(FirstStart::stored);
                  }
                  case Disk.Outcome.Failed failed ->
                      fail(
                          "the disk failed at "
                              + failed.step()
                              + ": "
                              + failed.cause().getMessage());
                }
              });
    } catch (IOException e) {
      fail("the disk failed: " + e.getMessage());
    }
  }

  private void begin(Membership list) {
    try {
      opening.begin(identity, list);
      identity = identity.at(IdentityFile.Stage.BEGUN, list);
      events.accept(Event.of("first-start-complete", "members", list.members().size()));
      serve(opening.recover(identity));
    } catch (StartException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail("the disk failed: " + e.getMessage());
    }
  }

  private void serve(RaftNode.Begin begin) {
    node =
        Optional.of(new RaftNode(options, begin, ports, network, events, this::fail, this::retire));
    node.get().start();
  }

  private void retire(String why) {
    if (!stopped) {
      stop();
      retired.accept(why);
    }
  }

  private void fail(String why) {
    if (!stopped) {
      stop();
      fatal.accept(why);
    }
  }
}
