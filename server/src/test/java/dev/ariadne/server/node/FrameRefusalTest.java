package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes from outside is refused, counted and told once, and ends no node. */
class FrameRefusalTest {

  private final World world = new World(1, 3).snapshots(10, 2).startAll();
  private final int leader = world.leader();
  private final int follower = leader % 3 + 1;
  private final int other = 6 - leader - follower;

  private Status raft(int id) {
    return world.place(id).report().raft();
  }

  private Identity identity(int id) {
    Reply.Report report = world.place(id).report();
    return new Identity(report.cluster(), id, report.incarnation());
  }

  private Frame.Raft frame(Message message) {
    return new Frame.Raft(
        identity(message.from()),
        world.options(message.from()).address(),
        identity(message.to()),
        message);
  }

  private void refuses(String reason, Message message) {
    refuses(reason, message.to(), frame(message));
  }

  private void refuses(String reason, int to, Frame frame) {
    Status before = raft(to);
    long count = counts(to).getOrDefault(reason, 0L);
    world.receive(to, frame);
    assertThat(counts(to).getOrDefault(reason, 0L)).as(reason).isEqualTo(count + 1);
    assertThat(raft(to)).isEqualTo(before);
  }

  private Map<String, Long> counts(int id) {
    return world.place(id).report().framesRefused();
  }

  private List<Event> violations(int id) {
    return world.place(id).events.stream()
        .filter(event -> event.kind().equals("protocol-violation"))
        .toList();
  }

  private void allGoOn() {
    for (int id = 1; id <= 3; id++) {
      assertThat(world.place(id).fatal).isEmpty();
      assertThat(world.put(id, "/after-" + id, "v")).isInstanceOf(Reply.Written.class);
    }
    world.settle();
    for (int id = 1; id <= 3; id++) {
      world.place(id).powerCut();
    }
    world.startAll();
    for (int id = 1; id <= 3; id++) {
      assertThat(world.place(id).fatal).isEmpty();
    }
    assertThat(world.put(world.leader(), "/at-last", "v")).isInstanceOf(Reply.Written.class);
  }

  @Test
  void aSecondLeaderOfTheTerm() {
    world.until("it follows", () -> raft(follower).leader() == leader);
    long term = raft(leader).term();
    refuses("second-leader", new Message.Heartbeat(other, follower, term, 0, 1));
    refuses("second-leader", new Message.Heartbeat(follower, leader, term, 0, 1));
    refuses("second-leader", new Message.Append(follower, leader, term, 1, 1, List.of(), 0));
    allGoOn();
  }

  @Test
  void whatNoFollowerAnswers() {
    long term = raft(leader).term();
    long last = raft(leader).lastIndex();
    refuses("round-never-begun", new Message.HeartbeatReply(follower, leader, term, 1L << 40));
    refuses("beyond-log", new Message.AppendAccepted(follower, leader, term, last + 1));
    allGoOn();
  }

  @Test
  void whatNoLeaderSends() {
    long term = raft(follower).term();
    long last = raft(follower).lastIndex();
    long lastTerm = term;
    long commit = raft(follower).commit();
    world.receive(follower, frame(new Message.Heartbeat(leader, follower, term, last + 1, 1)));
    assertThat(counts(follower)).containsEntry("acknowledged-beyond-log", 1L);
    assertThat(raft(follower).commit()).isEqualTo(commit);
    refuses(
        "entries-out-of-order",
        new Message.Append(
            leader,
            follower,
            term,
            last,
            lastTerm,
            List.of(new Entry(last + 2, term, new Payload.NoOp())),
            0));
    refuses(
        "entries-out-of-order",
        new Message.Append(
            leader,
            follower,
            term,
            last,
            lastTerm,
            List.of(new Entry(last + 1, term - 1, new Payload.NoOp())),
            0));
    allGoOn();
  }

  @Test
  void theHighestTermThereIs() {
    for (int to = 1; to <= 3; to++) {
      int from = to % 3 + 1;
      long last = raft(from).lastIndex();
      refuses("term-out-of-range", new Message.Vote(from, to, Long.MAX_VALUE, last, 1, true));
      refuses("term-out-of-range", new Message.HeartbeatReply(from, to, Long.MAX_VALUE, 0));
      refuses("term-out-of-range", new Message.Heartbeat(from, to, Long.MAX_VALUE, 0, 1));
    }
    assertThat(world.leaders()).containsExactly(leader);
    allGoOn();
  }

  @Test
  void afterTheHighestTermThatIsTakenTheClusterGoesOn() {
    for (int to = 1; to <= 3; to++) {
      // Each is led away by another number of steps, so that their terms are far apart.
      for (int steps = 0; steps < 3 * to; steps++) {
        world.receive(
            to,
            frame(new Message.HeartbeatReply(to % 3 + 1, to, MessageCheck.TERM_MAX - steps, 0)));
      }
    }
    assertThat(raft(3).term() - raft(1).term()).isGreaterThan(5L << 20);
    assertThat(raft(3).term()).isLessThan(10L << 20);
    world.until("one leader is known to all", () -> leadersKnown().size() == 1);
    allGoOn();
  }

  private List<Integer> leadersKnown() {
    List<Integer> known = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      if (!known.contains(raft(id).leader())) {
        known.add(raft(id).leader());
      }
    }
    return known.contains(0) ? List.of() : known;
  }

  @Test
  void aSnapshotInAMessageInsteadOfAFile() {
    Status now = raft(follower);
    refuses(
        "snapshot-without-file",
        new Message.InstallSnapshot(
            leader,
            follower,
            now.term(),
            new SnapshotMeta(now.lastIndex() + 5, now.term(), now.membership())));
    allGoOn();
  }

  @Test
  void aSoundSnapshotFileWhoseBodyIsNoState() {
    Status now = raft(follower);
    SnapshotMeta meta = new SnapshotMeta(now.lastIndex() + 5, now.term(), now.membership());
    Bytes file =
        HonestPeers.file(meta, List.of(Bytes.utf8("nothing that could be applied")).iterator());
    world.receive(
        follower,
        new Frame.SnapshotChunk(
            identity(leader),
            world.options(leader).address(),
            identity(follower),
            now.term(),
            meta,
            file.length(),
            0,
            file));
    world.until("it is refused", () -> world.place(follower).saw("snapshot-refused"));
    assertThat(raft(follower).lastIndex()).isLessThan(meta.index());
    allGoOn();
  }

  @Test
  void aChunkThatDoesNotFitItsFile() {
    Status now = raft(follower);
    SnapshotMeta meta = new SnapshotMeta(now.lastIndex() + 5, now.term(), now.membership());
    for (long[] sizeAndOffset : new long[][] {{0, 0}, {3, 0}, {9, -1}, {9, 7}, {-1, 0}}) {
      refuses(
          "index-out-of-range",
          follower,
          new Frame.SnapshotChunk(
              identity(leader),
              world.options(leader).address(),
              identity(follower),
              now.term(),
              meta,
              sizeAndOffset[0],
              sizeAndOffset[1],
              Bytes.utf8("part")));
    }
    assertThat(world.place(follower).disk.list(world.options(follower).snapshotDirectory()))
        .noneMatch(name -> name.endsWith(".tmp"));
    allGoOn();
  }

  @Test
  void aPromotionAndAChangeOfAnotherNodesAreNotPassedOn() {
    Identity from = identity(follower);
    String address = world.options(follower).address();
    Origin number = new Origin(follower, from.incarnation(), 1, 7);
    Origin others = new Origin(other, identity(other).incarnation(), 1, 7);
    long term = raft(leader).term();
    refuses(
        "change-refused",
        leader,
        new Frame.ChangeRequest(
            from, address, identity(leader), term, number, new Change.Promote(other, 9)));
    refuses(
        "change-refused",
        leader,
        new Frame.ChangeRequest(
            from, address, identity(leader), term, others, new Change.Remove(other)));
    allGoOn();
  }

  @Test
  void oneSenderIsToldOnceForEachReason() {
    long term = raft(leader).term();
    for (int i = 0; i < 100; i++) {
      world.receive(
          leader, frame(new Message.HeartbeatReply(follower, leader, term, (1L << 40) + i)));
      world.receive(leader, frame(new Message.AppendAccepted(follower, leader, term, 1000)));
      world.receive(leader, frame(new Message.AppendAccepted(other, leader, term, 1000)));
    }
    assertThat(counts(leader)).containsEntry("round-never-begun", 100L);
    assertThat(counts(leader)).containsEntry("beyond-log", 200L);
    assertThat(violations(leader))
        .extracting(event -> event.fields().get("reason") + " " + event.fields().get("from"))
        .containsExactlyInAnyOrder(
            "round-never-begun " + follower, "beyond-log " + follower, "beyond-log " + other);
    assertThat(violations(leader).getFirst().toString()).contains("the last begun is");
  }

  @Test
  void sendersThatAreMadeUpFillNeitherMemoryNorLog() {
    List<Event> events = new ArrayList<>();
    Refusals refusals = new Refusals(events::add);
    int senders = 100_000;
    for (int from = 1; from <= senders; from++) {
      refusals.violation("beyond-log", from, "x");
    }
    assertThat(refusals.counts()).containsEntry("beyond-log", (long) senders);
    assertThat(events).hasSizeBetween(Refusals.SENDERS_MAX, Refusals.SENDERS_MAX + 20);
  }

  @Test
  void aDirectoryInATermThatNobodyTakesIsNotServed() throws Exception {
    SimDisk disk = new SimDisk((site, bound) -> 0);
    Opening opening =
        new Opening(
            world.options(1), disk, (site, bound) -> 0, event -> assertThat(event).isNull());
    Membership list = raft(1).membership();
    IdentityFile drawn = opening.identify();
    opening.join(drawn, list, MessageCheck.TERM_MAX);
    IdentityFile begun = drawn.at(IdentityFile.Stage.BEGUN, list);
    assertThat(opening.recover(begun).restored().hardState().term())
        .isEqualTo(MessageCheck.TERM_MAX);
    opening.join(drawn, list, MessageCheck.TERM_MAX + 1);
    assertThatThrownBy(() -> opening.recover(begun))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("which no cluster comes to")
        .hasMessageContaining("remove the member");
  }

  @Test
  void aWelcomeThatNoMemberGivesLeavesAJoinerAsItIs() {
    Member first = new Member(1, 11, "http://n1:1", Member.Role.VOTER);
    Membership sound = new Membership(List.of(first));
    assertThat(FrameCheck.whyRefused(new Frame.Welcome(4, 44, sound, 3), 44)).isEmpty();
    assertThat(FrameCheck.whyRefused(new Frame.Welcome(4, 44, Membership.NONE, 0), 44)).isEmpty();
    for (Frame.Welcome junk :
        List.of(
            new Frame.Welcome(4, 44, sound, Long.MAX_VALUE),
            new Frame.Welcome(4, 44, sound, -1),
            new Frame.Welcome(4, 44, sound, 0),
            new Frame.Welcome(
                4,
                44,
                new Membership(List.of(new Member(1, 11, "http://n1:1", Member.Role.LEARNER))),
                3),
            new Frame.Welcome(
                4,
                44,
                new Membership(List.of(first, new Member(0, 5, "http://n0:1", Member.Role.VOTER))),
                3),
            new Frame.Welcome(
                4,
                44,
                new Membership(List.of(first, new Member(4, 44, "http://n4:1", Member.Role.VOTER))),
                3))) {
      assertThat(FrameCheck.whyRefused(junk, 44)).as("%s", junk).isPresent();
    }
  }
}
