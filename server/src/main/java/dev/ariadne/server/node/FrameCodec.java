package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Decoder;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.LogFault;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.MessageCheck;
import dev.ariadne.server.raft.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Frames as bytes: a version, a kind, the fields in the order of the record. */
final class FrameCodec {

  private static final int VERSION = 1;

  /** The longest address, in bytes; no longer one can be a member's. */
  static final int ADDRESS_BYTES_MAX = MessageCheck.ADDRESS_CHARS_MAX;

  /** The longest list of first members: 63 addresses of the longest names that there are fit. */
  static final int PEERS_BYTES_MAX = 64 << 10;

  /** The longest reason in words; it may quote some addresses. */
  static final int WHY_BYTES_MAX = 8 << 10;

  private FrameCodec() {}

  static Bytes encode(Frame frame) {
    Encoder out = new Encoder().u8(VERSION);
    switch (frame) {
      case Frame.Raft f -> {
        out.u8(1);
        envelope(out, f.from(), f.fromAddress(), f.to());
        message(out, f.message());
      }
      case Frame.SnapshotChunk f -> {
        out.u8(2);
        envelope(out, f.from(), f.fromAddress(), f.to());
        out.i64(f.term());
        RaftCodec.snapshotMeta(out, f.snapshot());
        out.i64(f.size()).i64(f.offset()).bytes(f.bytes());
      }
      case Frame.SnapshotAck f -> {
        out.u8(3);
        envelope(out, f.from(), f.fromAddress(), f.to());
        out.i64(f.index()).i64(f.received());
      }
      case Frame.Hello f ->
          out.u8(4)
              .i32(f.id())
              .i64(f.incarnation())
              .text(f.address())
              .text(f.peers())
              .i64(f.storedList())
              .bool(f.answer())
              .bool(f.begun());
      case Frame.Refusal f ->
          out.u8(5).i32(f.id()).i64(f.incarnation()).bool(f.begun()).text(f.why());
      case Frame.ChangeRequest f -> {
        out.u8(6);
        envelope(out, f.from(), f.fromAddress(), f.to());
        out.i64(f.term());
        RaftCodec.origin(out, f.number());
        change(out, f.change());
      }
      case Frame.ChangeReply f -> {
        out.u8(7);
        envelope(out, f.from(), f.fromAddress(), f.to());
        RaftCodec.origin(out, f.number());
        out.u8(f.verdict().ordinal()).text(f.why());
      }
      case Frame.Join f ->
          out.u8(8)
              .i64(f.cluster())
              .i32(f.id())
              .i64(f.incarnation())
              .text(f.address())
              .bool(f.begun())
              .i64(f.term());
      case Frame.Welcome f -> {
        out.u8(9).i32(f.id()).i64(f.incarnation());
        RaftCodec.membership(out, f.firstMembers());
        out.i64(f.term());
      }
      case Frame.Removed f ->
          out.u8(10).i64(f.cluster()).i32(f.id()).i64(f.incarnation()).text(f.why());
    }
    return out.toBytes();
  }

  static Frame decode(Bytes bytes) throws MalformedException {
    Decoder in = new Decoder(bytes);
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedException("frame of version " + version + ", this server speaks 1");
    }
    int kind = in.u8();
    Frame frame =
        switch (kind) {
          case 1 -> new Frame.Raft(sender(in), address(in), identity(in), message(in));
          case 2 ->
              new Frame.SnapshotChunk(
                  sender(in),
                  address(in),
                  identity(in),
                  in.i64(),
                  RaftCodec.snapshotMeta(in),
                  in.i64(),
                  in.i64(),
                  in.bytes());
          case 3 ->
              new Frame.SnapshotAck(sender(in), address(in), identity(in), in.i64(), in.i64());
          case 4 ->
              new Frame.Hello(
                  id(in),
                  incarnation(in),
                  address(in),
                  in.text(PEERS_BYTES_MAX),
                  in.i64(),
                  in.bool(),
                  in.bool());
          case 5 -> new Frame.Refusal(in.i32(), in.i64(), in.bool(), in.text(WHY_BYTES_MAX));
          case 6 ->
              new Frame.ChangeRequest(
                  sender(in),
                  address(in),
                  identity(in),
                  in.i64(),
                  RaftCodec.origin(in),
                  change(in));
          case 7 ->
              new Frame.ChangeReply(
                  sender(in),
                  address(in),
                  identity(in),
                  RaftCodec.origin(in),
                  verdict(in.u8()),
                  in.text(WHY_BYTES_MAX));
          case 8 ->
              new Frame.Join(in.i64(), id(in), incarnation(in), address(in), in.bool(), term(in));
          case 9 -> new Frame.Welcome(in.i32(), in.i64(), RaftCodec.membership(in), in.i64());
          case 10 -> new Frame.Removed(in.i64(), in.i32(), in.i64(), in.text(WHY_BYTES_MAX));
          default -> throw new MalformedException("no frame is of kind " + kind);
        };
    in.end();
    return frame;
  }

  private static void envelope(Encoder out, Identity from, String fromAddress, Identity to) {
    identity(out, from);
    out.text(fromAddress);
    identity(out, to);
  }

  private static void identity(Encoder out, Identity identity) {
    out.i64(identity.cluster()).i32(identity.id()).i64(identity.incarnation());
  }

  private static Identity identity(Decoder in) throws MalformedException {
    return new Identity(in.i64(), in.i32(), in.i64());
  }

  /** A sender knows who it is, which of a receiver its sender need not. */
  private static Identity sender(Decoder in) throws MalformedException {
    return new Identity(in.i64(), id(in), incarnation(in));
  }

  private static int id(Decoder in) throws MalformedException {
    int id = in.i32();
    if (id < 1) {
      throw new MalformedException("no server has the id " + id);
    }
    return id;
  }

  private static long incarnation(Decoder in) throws MalformedException {
    long incarnation = in.i64();
    if (incarnation == Member.UNKNOWN) {
      throw new MalformedException("a sender has an incarnation");
    }
    return incarnation;
  }

  private static long term(Decoder in) throws MalformedException {
    long term = in.i64();
    if (term < 0 || term > MessageCheck.TERM_MAX) {
      throw new MalformedException("no server is in term " + term);
    }
    return term;
  }

  private static String address(Decoder in) throws MalformedException {
    return in.text(ADDRESS_BYTES_MAX);
  }

  private static void change(Encoder out, Change change) {
    switch (change) {
      case Change.Add(int id, String address) -> out.u8(1).i32(id).text(address);
      case Change.Promote(int id, long incarnation) -> out.u8(2).i32(id).i64(incarnation);
      case Change.Remove(int id, OptionalLong incarnation) -> {
        out.u8(incarnation.isEmpty() ? 3 : 4).i32(id);
        incarnation.ifPresent(out::i64);
      }
    }
  }

  private static Change change(Decoder in) throws MalformedException {
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new Change.Add(in.i32(), address(in));
      case 2 -> new Change.Promote(in.i32(), in.i64());
      case 3 -> new Change.Remove(in.i32());
      case 4 -> new Change.Remove(in.i32(), OptionalLong.of(in.i64()));
      default -> throw new MalformedException("no change is of kind " + kind);
    };
  }

  private static Frame.Verdict verdict(int ordinal) throws MalformedException {
    Frame.Verdict[] all = Frame.Verdict.values();
    if (ordinal >= all.length) {
      throw new MalformedException("no verdict is number " + ordinal);
    }
    return all[ordinal];
  }

  private static void message(Encoder out, Message message) {
    out.i32(message.from()).i32(message.to()).i64(message.term());
    switch (message) {
      case Message.PreVote m -> out.u8(1).i64(m.lastIndex()).i64(m.lastTerm());
      case Message.PreVoteReply m -> out.u8(2).i64(m.asked()).bool(m.granted());
      case Message.Vote m -> out.u8(m.transfer() ? 20 : 3).i64(m.lastIndex()).i64(m.lastTerm());
      case Message.VoteReply m -> out.u8(4).bool(m.granted());
      case Message.Append m -> {
        out.u8(5).i64(m.prevIndex()).i64(m.prevTerm()).i64(m.commit());
        RaftCodec.entries(out, m.entries());
      }
      case Message.AppendAccepted m -> out.u8(6).i64(m.match());
      case Message.AppendRejected m ->
          out.u8(7).i64(m.rejected()).i64(m.hintIndex()).i64(m.hintTerm()).i64(m.lastIndex());
      case Message.Heartbeat m -> out.u8(8).i64(m.commit()).i64(m.round());
      case Message.HeartbeatReply m -> out.u8(9).i64(m.round());
      case Message.InstallSnapshot m -> {
        out.u8(10);
        RaftCodec.snapshotMeta(out, m.snapshot());
      }
      case Message.ReadIndexRequest m -> {
        out.u8(11);
        RaftCodec.origin(out, m.context());
      }
      case Message.ReadIndexReply m -> {
        out.u8(12);
        RaftCodec.origin(out, m.context());
        out.i64(m.index());
      }
      case Message.Forward m -> {
        out.u8(13).i32(m.commands().size());
        m.commands().forEach(command -> RaftCodec.command(out, command));
      }
      case Message.TimeoutNow m -> out.u8(21);
      case Message.FaultReport m -> {
        switch (m.fault()) {
          case LogFault.Lost(long acknowledged, long lastIndex) ->
              out.u8(22).i64(acknowledged).i64(lastIndex);
          case LogFault.Forgotten(long index, long boot) -> out.u8(24).i64(index).i64(boot);
          case LogFault.Conflict(long index, long at, long leaderTerm) ->
              out.u8(23).i64(index).i64(at).i64(leaderTerm);
        }
      }
    }
  }

  private static Message message(Decoder in) throws MalformedException {
    int from = in.i32();
    int to = in.i32();
    long term = in.i64();
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new Message.PreVote(from, to, term, in.i64(), in.i64());
      case 2 -> new Message.PreVoteReply(from, to, term, in.i64(), in.bool());
      case 3 -> new Message.Vote(from, to, term, in.i64(), in.i64());
      case 4 -> new Message.VoteReply(from, to, term, in.bool());
      case 5 -> {
        long prevIndex = in.i64();
        long prevTerm = in.i64();
        long commit = in.i64();
        yield new Message.Append(
            from, to, term, prevIndex, prevTerm, RaftCodec.entries(in), commit);
      }
      case 6 -> new Message.AppendAccepted(from, to, term, in.i64());
      case 7 -> new Message.AppendRejected(from, to, term, in.i64(), in.i64(), in.i64(), in.i64());
      case 8 -> new Message.Heartbeat(from, to, term, in.i64(), in.i64());
      case 9 -> new Message.HeartbeatReply(from, to, term, in.i64());
      case 10 -> new Message.InstallSnapshot(from, to, term, RaftCodec.snapshotMeta(in));
      case 11 -> new Message.ReadIndexRequest(from, to, term, RaftCodec.origin(in));
      case 12 -> new Message.ReadIndexReply(from, to, term, RaftCodec.origin(in), in.i64());
      case 13 -> {
        int count = in.count(40);
        List<Payload.Command> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          commands.add(RaftCodec.command(in));
        }
        yield new Message.Forward(from, to, term, List.copyOf(commands));
      }
      case 20 -> new Message.Vote(from, to, term, in.i64(), in.i64(), true);
      case 21 -> new Message.TimeoutNow(from, to, term);
      case 22 -> new Message.FaultReport(from, to, term, new LogFault.Lost(in.i64(), in.i64()));
      case 23 ->
          new Message.FaultReport(
              from, to, term, new LogFault.Conflict(in.i64(), in.i64(), in.i64()));
      case 24 ->
          new Message.FaultReport(from, to, term, new LogFault.Forgotten(in.i64(), in.i64()));
      default -> throw new MalformedException("no message is of kind " + kind);
    };
  }
}
