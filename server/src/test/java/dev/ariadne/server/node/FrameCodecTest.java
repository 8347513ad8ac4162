package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.LogFault;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {

  private static final Identity ONE = new Identity(0xfeedL, 1, 11);
  private static final Identity TWO = new Identity(0xfeedL, 2, -22);
  private static final Membership MEMBERS =
      new Membership(
          List.of(
              new Member(1, 11, "http://a:1", Member.Role.VOTER),
              new Member(2, -22, "http://b:2", Member.Role.LEARNER)));
  private static final SnapshotMeta SNAPSHOT = new SnapshotMeta(90, 7, MEMBERS);
  private static final Origin ORIGIN = new Origin(1, 11, 3, Long.MAX_VALUE);
  private static final Payload.Command COMMAND =
      new Payload.Command(ORIGIN, 88, Bytes.copyOf(new byte[] {0, -1, 2}));

  static Stream<Frame> frames() {
    Stream<Message> messages =
        Stream.of(
            new Message.PreVote(1, 2, 8, 90, 7),
            new Message.PreVoteReply(1, 2, 8, 9, true),
            new Message.Vote(1, 2, 8, 90, 7),
            new Message.Vote(1, 2, 8, 90, 7, true),
            new Message.TimeoutNow(1, 2, 8),
            new Message.FaultReport(1, 2, 8, new LogFault.Lost(90, 80)),
            new Message.FaultReport(1, 2, 8, new LogFault.Conflict(90, 6, 7)),
            new Message.FaultReport(1, 2, 8, new LogFault.Forgotten(90, 4)),
            new Message.VoteReply(1, 2, 8, false),
            new Message.Append(
                1,
                2,
                8,
                90,
                7,
                List.of(
                    new Entry(91, 8, new Payload.NoOp()),
                    new Entry(92, 8, COMMAND),
                    new Entry(93, 8, new Payload.Config(MEMBERS))),
                89),
            new Message.AppendAccepted(1, 2, 8, 93),
            new Message.AppendRejected(1, 2, 8, 90, 80, 6, 85),
            new Message.Heartbeat(1, 2, 8, 89, 1234),
            new Message.HeartbeatReply(1, 2, 8, 1234),
            new Message.InstallSnapshot(1, 2, 8, SNAPSHOT),
            new Message.ReadIndexRequest(1, 2, 8, ORIGIN),
            new Message.ReadIndexReply(1, 2, 8, ORIGIN, 89),
            new Message.Forward(1, 2, 8, List.of(COMMAND, COMMAND)));
    return Stream.concat(
        messages.map(m -> new Frame.Raft(ONE, "http://a:1", TWO, m)),
        Stream.of(
            new Frame.SnapshotChunk(
                ONE, "http://a:1", TWO, 8, SNAPSHOT, 1L << 40, 512, Bytes.utf8("part")),
            new Frame.SnapshotAck(TWO, "http://b:2", ONE, 90, -1),
            new Frame.Hello(1, 11, "http://a:1", "1=http://a:1", 77, true, false),
            new Frame.ChangeRequest(
                ONE,
                "http://a:1",
                TWO,
                8,
                new Origin(1, 11, 2, 3),
                new Change.Add(4, "http://d:4")),
            new Frame.ChangeRequest(
                ONE, "http://a:1", TWO, 8, new Origin(1, 11, 2, 4), new Change.Remove(4)),
            new Frame.ChangeRequest(
                ONE,
                "http://a:1",
                TWO,
                8,
                new Origin(1, 11, 2, 4),
                new Change.Remove(4, OptionalLong.of(77))),
            new Frame.ChangeRequest(
                ONE, "http://a:1", TWO, 8, new Origin(1, 11, 2, 5), new Change.Promote(4, 44)),
            new Frame.ChangeReply(
                TWO, "http://b:2", ONE, new Origin(1, 11, 2, 3), Frame.Verdict.CONFLICT, "taken"),
            new Frame.Join(7, 4, 44, "http://d:4", true, 9),
            new Frame.Welcome(4, 44, SNAPSHOT.membership(), 9),
            new Frame.Removed(7, 4, 44, "gone"),
            new Frame.Refusal(3, 33, true, "ümläut")));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameIsReadBackAsItWasWritten(Frame frame) throws MalformedException {
    assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameThatIsCutShortOrTooLongIsRefused(Frame frame) {
    Bytes whole = FrameCodec.encode(frame);
    for (int length = 0; length < whole.length(); length++) {
      Bytes part = whole.slice(0, length);
      assertThatThrownBy(() -> FrameCodec.decode(part))
          .as("%d of %d bytes", length, whole.length())
          .isInstanceOf(MalformedException.class);
    }
    byte[] longer = new byte[whole.length() + 1];
    whole.asBuffer().get(longer, 0, whole.length());
    assertThatThrownBy(() -> FrameCodec.decode(Bytes.copyOf(longer)))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameWithAFlippedBitIsAnotherFrameOrRefusedAndNothingElse(Frame frame) {
    byte[] bytes = FrameCodec.encode(frame).toArray();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(FrameCodec.decode(Bytes.copyOf(bytes))).isNotNull();
      } catch (MalformedException expected) {
        assertThat(expected).hasMessageMatching(".+");
      }
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  @Test
  void everyKindOfMessageIsTried() {
    assertThat(
            frames()
                .filter(Frame.Raft.class::isInstance)
                .map(f -> ((Frame.Raft) f).message().getClass())
                .distinct())
        .hasSize(Message.class.getPermittedSubclasses().length);
  }
}
