package dev.ariadne.server.codec;

import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;

/** Entries and what they are made of. */
public final class RaftCodec {

  private static final int NO_OP = 0;
  private static final int COMMAND = 1;
  private static final int CONFIG = 2;

  private RaftCodec() {}

  public static void entry(Encoder out, Entry entry) {
    out.i64(entry.index()).i64(entry.term());
    switch (entry.payload()) {
      case Payload.NoOp() -> out.u8(NO_OP);
      case Payload.Command command -> {
        out.u8(COMMAND);
        command(out, command);
      }
      case Payload.Config(Membership membership) -> {
        out.u8(CONFIG);
        membership(out, membership);
      }
    }
  }

  public static Entry entry(Decoder in) throws MalformedException {
    long index = in.i64();
    long term = in.i64();
    int kind = in.u8();
    Payload payload =
        switch (kind) {
          case NO_OP -> new Payload.NoOp();
          case COMMAND -> command(in);
          case CONFIG -> new Payload.Config(membership(in));
          default -> throw new MalformedException("no entry is of kind " + kind);
        };
    return new Entry(index, term, payload);
  }

  public static void entries(Encoder out, List<Entry> entries) {
    out.i32(entries.size());
    entries.forEach(entry -> entry(out, entry));
  }

  public static List<Entry> entries(Decoder in) throws MalformedException {
    int count = in.count(17);
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry(in));
    }
    return List.copyOf(entries);
  }

  public static void command(Encoder out, Payload.Command command) {
    origin(out, command.origin());
    out.i64(command.knownCommit()).bytes(command.data());
  }

  public static Payload.Command command(Decoder in) throws MalformedException {
    return new Payload.Command(origin(in), in.i64(), in.bytes());
  }

  public static void origin(Encoder out, Origin origin) {
    out.i32(origin.id()).i64(origin.incarnation()).i64(origin.boot()).i64(origin.sequence());
  }

  public static Origin origin(Decoder in) throws MalformedException {
    return new Origin(in.i32(), in.i64(), in.i64(), in.i64());
  }

  public static void membership(Encoder out, Membership membership) {
    out.i32(membership.members().size());
    for (Member member : membership.members()) {
      out.i32(member.id()).i64(member.incarnation()).text(member.address()).bool(member.votes());
    }
  }

  public static Membership membership(Decoder in) throws MalformedException {
    int count = in.count(17);
    List<Member> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int id = in.i32();
      long incarnation = in.i64();
      String address = in.text();
      members.add(
          new Member(
              id, incarnation, address, in.bool() ? Member.Role.VOTER : Member.Role.LEARNER));
    }
    try {
      return new Membership(members);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  public static void hardState(Encoder out, HardState state) {
    out.i64(state.term()).i32(state.vote()).i64(state.commit());
  }

  public static HardState hardState(Decoder in) throws MalformedException {
    return new HardState(in.i64(), in.i32(), in.i64());
  }

  public static void snapshotMeta(Encoder out, SnapshotMeta meta) {
    out.i64(meta.index()).i64(meta.term());
    membership(out, meta.membership());
  }

  public static SnapshotMeta snapshotMeta(Decoder in) throws MalformedException {
    return new SnapshotMeta(in.i64(), in.i64(), membership(in));
  }
}
