package dev.ariadne.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is written is what is read; what is not sound is refused as such, and never guessed at. */
class RaftCodecTest {

  @Property
  void entriesComeBackAsTheyWere(@ForAll("logs") List<Entry> entries) throws Exception {
    Encoder out = new Encoder();
    RaftCodec.entries(out, entries);
    Decoder in = new Decoder(out.toBytes());
    assertThat(RaftCodec.entries(in)).isEqualTo(entries);
    in.end();
  }

  @Property
  void statesAndSnapshotsComeBackAsTheyWere(
      @ForAll long term, @ForAll int vote, @ForAll long commit, @ForAll("members") Membership all)
      throws Exception {
    HardState state = new HardState(term, vote, commit);
    SnapshotMeta meta = new SnapshotMeta(commit, term, all);
    Encoder out = new Encoder();
    RaftCodec.hardState(out, state);
    RaftCodec.snapshotMeta(out, meta);
    Decoder in = new Decoder(out.toBytes());
    assertThat(RaftCodec.hardState(in)).isEqualTo(state);
    assertThat(RaftCodec.snapshotMeta(in)).isEqualTo(meta);
    in.end();
  }

  @Property
  void whatIsCutIsRefused(@ForAll("logs") List<Entry> entries, @ForAll @IntRange int where) {
    Encoder out = new Encoder();
    RaftCodec.entries(out, entries);
    Bytes whole = out.toBytes();
    Decoder in = new Decoder(whole.slice(0, Math.floorMod(where, whole.length())));
    assertThatThrownBy(() -> RaftCodec.entries(in)).isInstanceOf(MalformedException.class);
  }

  @Property
  void whatIsChangedIsReadOrRefusedAndNothingElse(
      @ForAll("logs") List<Entry> entries,
      @ForAll @IntRange int where,
      @ForAll @ByteRange(min = 1) byte mask) {
    Encoder out = new Encoder();
    RaftCodec.entries(out, entries);
    byte[] bytes = out.toBytes().toArray();
    bytes[Math.floorMod(where, bytes.length)] ^= mask;
    readsOrRefuses(Bytes.copyOf(bytes));
  }

  @Property
  void soIsAnythingElse(@ForAll @Size(max = 200) byte[] bytes) {
    readsOrRefuses(Bytes.copyOf(bytes));
  }

  @Property
  void primitivesComeBackAsTheyWere(
      @ForAll @IntRange(max = 255) int u8,
      @ForAll boolean bool,
      @ForAll int i32,
      @ForAll long i64,
      @ForAll String text,
      @ForAll byte[] bytes)
      throws Exception {
    String sound = Bytes.utf8(text).utf8();
    Encoder out = new Encoder().u8(u8).bool(bool).i32(i32).i64(i64).text(sound);
    Decoder in = new Decoder(out.bytes(Bytes.copyOf(bytes)).toBytes());
    assertThat(in.u8()).isEqualTo(u8);
    assertThat(in.bool()).isEqualTo(bool);
    assertThat(in.i32()).isEqualTo(i32);
    assertThat(in.i64()).isEqualTo(i64);
    assertThat(in.text()).isEqualTo(sound);
    assertThat(in.bytes()).isEqualTo(Bytes.copyOf(bytes));
    in.end();
  }

  @Test
  void aWildCountIsRefusedBeforeMemoryIsSetAside() {
    Bytes wild = new Encoder().i32(Integer.MAX_VALUE).i64(1).toBytes();
    assertThatThrownBy(() -> RaftCodec.entries(new Decoder(wild)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("more than what follows");
    assertThatThrownBy(() -> new Decoder(wild).bytes()).isInstanceOf(MalformedException.class);
    Bytes negative = new Encoder().i32(-1).i64(1).toBytes();
    assertThatThrownBy(() -> new Decoder(negative).bytes()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Decoder(negative).count(1)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aMemberListedTwiceIsRefused() {
    Encoder out = new Encoder().i32(2);
    for (int i = 0; i < 2; i++) {
      out.i32(1).i64(5).text("http://127.0.0.1:1").bool(true);
    }
    assertThatThrownBy(() -> RaftCodec.membership(new Decoder(out.toBytes())))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("listed twice");
  }

  @Test
  void numbersAreLittleEndian() {
    assertThat(new Encoder().i32(0x01020304).i64(5).toBytes().toArray())
        .containsExactly(4, 3, 2, 1, 5, 0, 0, 0, 0, 0, 0, 0);
  }

  private static void readsOrRefuses(Bytes bytes) {
    try {
      RaftCodec.entries(new Decoder(bytes));
    } catch (MalformedException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }

  @Provide
  Arbitrary<List<Entry>> logs() {
    Arbitrary<Payload> command =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.longs(),
                Arbitraries.longs(),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(400))
            .as(
                (id, number, commit, data) ->
                    new Payload.Command(
                        new Origin(id, number, number + 1, number + 2),
                        commit,
                        Bytes.copyOf(data)));
    Arbitrary<Payload> payload =
        Arbitraries.oneOf(
            Arbitraries.just(new Payload.NoOp()), command, members().map(Payload.Config::new));
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), payload)
        .as(Entry::new)
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<Membership> members() {
    Arbitrary<Member> member =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.longs(),
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.of(Member.Role.class))
            .as(Member::new);
    return member.list().ofMaxSize(7).uniqueElements(Member::id).map(Membership::new);
  }
}
