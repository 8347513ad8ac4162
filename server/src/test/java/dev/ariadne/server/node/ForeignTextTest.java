package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others write into frames reaches no log as it is. */
class ForeignTextTest {

  private static final String EVIL =
      "x\u001b[2J\u009b31m\r\n2026-01-01 INFO event=serving\u0000\u202e\u2028\u007f";

  private final World world = new World(1, 3);

  @Test
  void framesFullOfControlCharactersLeaveNoneInTheLog() {
    world.startAll();
    int leader = world.leader();
    for (int id = 1; id <= 3; id++) {
      for (Frame frame : frames(id, leader)) {
        assertThat(FrameText.of(FrameCodec.encode(frame))).satisfies(ForeignTextTest::isOneLine);
        if (world.place(id).running()) {
          world.receive(id, frame);
          world.pass(10);
        }
      }
    }
    world.pass(5_000);
    isEveryLineClean();
  }

  @Test
  void soItIsBeforeANodeHasBegun() {
    world.start(1);
    for (Frame frame : frames(1, 2)) {
      if (world.place(1).running()) {
        world.receive(1, frame);
        world.pass(200);
      }
    }
    world.pass(10_000);
    isEveryLineClean();
  }

  @Test
  void alsoNotOfTheReasonForWhichItEnds() {
    world.startAll();
    int leader = world.leader();
    Identity self = identity(leader);
    world.receive(leader, new Frame.Refusal(self.id(), self.incarnation(), true, EVIL));
    world.pass(100);
    assertThat(world.place(leader).fatal).isNotEmpty();
    // The line itself is made where it is printed.
    assertThat(Event.of("end", "why", world.place(leader).fatal.getFirst()).toString())
        .satisfies(ForeignTextTest::isOneLine);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 1_001, 5_000_000})
  void anEventsLineIsBounded(int length) {
    String line = Event.of("frame-refused", "from", "y".repeat(length)).toString();
    assertThat(line.length()).isLessThan(1_200);
    assertThat(line.contains("characters more")).isEqualTo(length > 1_000);
  }

  @Test
  void aQuotedValueCannotEndItsQuotes() {
    assertThat(Event.of("e", "f", "a\" event=forged b=\"\\\n").toString())
        .isEqualTo("event=e f=\"a\\\" event=forged b=\\\"\\\\\\n\"");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "-2147483648"})
  void aChangeOfSuchANumberIsRefusedByTheLeader(int id) {
    world.startAll();
    int leader = world.leader();
    ask(leader, new Change.Add(id, "http://n9:1"));
    ask(leader, new Change.Remove(id, OptionalLong.empty()));
    assertThat(world.ask(leader, new Request.AddMember(id, "http://n9:1")))
        .isInstanceOfSatisfying(
            Reply.MembersConflict.class,
            conflict -> assertThat(conflict.why()).contains("begin at 1"));
    hasThreeMembers(leader);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"junk", "http://h:0", "http://h:70000", "http://u@h:1", "http://h:1/p", EVIL, ""})
  void aChangeWithSuchAUrlIsRefusedByTheLeader(String url) {
    world.startAll();
    int leader = world.leader();
    ask(leader, new Change.Add(9, url));
    assertThat(world.ask(leader, new Request.AddMember(9, url)))
        .isInstanceOfSatisfying(
            Reply.MembersConflict.class,
            conflict -> assertThat(conflict.why()).contains("http://HOST:PORT"));
    hasThreeMembers(leader);
  }

  /** By a frame, as a follower passes it on. */
  private void ask(int leader, Change change) {
    int follower = leader % 3 + 1;
    Origin number = new Origin(follower, identity(follower).incarnation(), 1, change.hashCode());
    world.receive(
        leader,
        new Frame.ChangeRequest(
            identity(follower),
            "http://n" + follower + ":1",
            identity(leader),
            world.place(leader).report().raft().term(),
            number,
            change));
    world.pass(100);
  }

  private void hasThreeMembers(int leader) {
    world.pass(1_000);
    assertThat(world.place(leader).report().raft().membership().members()).hasSize(3);
  }

  private List<Frame> frames(int to, int from) {
    Identity receiver = world.place(to).serves() ? identity(to) : new Identity(1, to, 1);
    Identity sender = world.place(from).serves() ? identity(from) : new Identity(1, from, 1);
    Identity other = new Identity(receiver.cluster(), 7, 99);
    Membership members = new Membership(List.of(new Member(8, 8, EVIL, Member.Role.VOTER)));
    List<Frame> frames = new ArrayList<>();
    for (Identity who : List.of(sender, other, new Identity(5, 5, 5))) {
      Message question = new Message.PreVote(who.id(), to, 0, 0, 0);
      frames.add(new Frame.Raft(who, EVIL, receiver, question));
      frames.add(
          new Frame.ChangeRequest(
              who, EVIL, receiver, 1, new Origin(9, 9, 9, 9), new Change.Add(4, EVIL)));
      frames.add(
          new Frame.ChangeReply(
              who, EVIL, receiver, new Origin(9, 9, 9, 9), Frame.Verdict.CONFLICT, EVIL));
      frames.add(new Frame.Join(who.cluster(), who.id(), who.incarnation(), EVIL, true, 1));
      frames.add(new Frame.Join(0, who.id(), who.incarnation(), EVIL, false, 0));
      frames.add(new Frame.Hello(who.id(), who.incarnation(), EVIL, EVIL, 1, false, false));
      frames.add(new Frame.Hello(who.id(), who.incarnation(), EVIL, EVIL, 1, true, true));
      frames.add(new Frame.Welcome(to, who.incarnation(), members, 1));
      frames.add(new Frame.Refusal(to, who.incarnation(), false, EVIL));
    }
    frames.add(new Frame.Removed(receiver.cluster(), to, receiver.incarnation(), EVIL));
    return frames;
  }

  private Identity identity(int id) {
    Reply.Report report = world.place(id).report();
    return new Identity(report.cluster(), id, report.incarnation());
  }

  private void isEveryLineClean() {
    for (int id = 1; id <= 3; id++) {
      assertThat(world.place(id).events).allSatisfy(event -> isOneLine(event.toString()));
    }
  }

  private static void isOneLine(String line) {
    assertThat(line.codePoints()).noneMatch(Character::isISOControl).doesNotContain(0x202e, 0x2028);
    assertThat(Bytes.utf8(line).length()).isLessThan(10_000);
  }
}
