package dev.ariadne.server.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.MalformedException;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CommandTest {

  @Property(tries = 500)
  void whatIsWrittenIsReadAgain(@ForAll("commands") Command command) throws MalformedException {
    assertThat(Command.decode(Command.encode(command))).isEqualTo(command);
  }

  @Property(tries = 300)
  void aCommandCutShortOrWithMoreBehindIsNone(
      @ForAll("commands") Command command, @ForAll @IntRange(min = 0) int length) {
    Bytes whole = Command.encode(command);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Command.decode(whole.slice(0, length % whole.length())));
    byte[] longer = new byte[whole.length() + 1];
    System.arraycopy(whole.toArray(), 0, longer, 0, whole.length());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Command.decode(Bytes.copyOf(longer)));
  }

  @Property(tries = 1000)
  void damagedBytesAreNoCommandOrExactlyAnother(
      @ForAll("commands") Command command,
      @ForAll @IntRange(min = 0) int position,
      @ForAll @IntRange(min = 1, max = 255) int flipped) {
    byte[] damaged = Command.encode(command).toArray();
    damaged[position % damaged.length] ^= (byte) flipped;
    isNoCommandOrHasOneForm(Bytes.copyOf(damaged));
  }

  @Property(tries = 500)
  void anyBytesAreNoCommandOrExactlyOne(@ForAll byte[] bytes) {
    isNoCommandOrHasOneForm(Bytes.copyOf(bytes));
  }

  @Example
  void theBytesAreTheseForEver() {
    Command put =
        new Command.Put(
            "/k",
            Bytes.utf8("v"),
            new Condition.RevisionIs(258),
            Optional.of(new RequestId("c", 7)));
    assertThat(HexFormat.of().formatHex(Command.encode(put).toArray()))
        .isEqualTo(
            "0101" // version, put
                + "020000002f6b" // key
                + "030201000000000000" // revision 258
                + "010100000063" // request id of client c
                + "0700000000000000" // sequence 7
                + "0100000076"); // value
  }

  @Example
  void soAreThoseOfTheOtherKinds() {
    assertThat(hex(new Command.Delete("/k", new Condition.Always(), Optional.empty())))
        .isEqualTo("0102" + "020000002f6b" + "00" + "00");
    assertThat(
            hex(
                new Command.Append(
                    "/k", Bytes.utf8("v"), new Condition.Absent(), Optional.empty())))
        .isEqualTo("0103" + "020000002f6b" + "01" + "00" + "0100000076");
    assertThat(hex(new Command.Increment("/k", -2, Optional.empty())))
        .isEqualTo("0104" + "020000002f6b" + "00" + "feffffffffffffff");
  }

  private static String hex(Command command) {
    return HexFormat.of().formatHex(Command.encode(command).toArray());
  }

  private static void isNoCommandOrHasOneForm(Bytes bytes) {
    Command command;
    try {
      command = Command.decode(bytes);
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(Command.encode(command)).isEqualTo(bytes);
  }

  @Provide
  Arbitrary<Command> commands() {
    Arbitrary<String> keys =
        Arbitraries.of("/", "/k", "/a?x=%2F&y", "/\u00c3\u00a9", "/\ud83d\ude00");
    Arbitrary<Bytes> values =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(50).map(Bytes::copyOf);
    Arbitrary<Condition> conditions =
        Arbitraries.oneOf(
            Arbitraries.just(new Condition.Always()),
            Arbitraries.just(new Condition.Absent()),
            values.map(Condition.ValueIs::new),
            Arbitraries.longs().map(Condition.RevisionIs::new));
    Arbitrary<RequestId> ids =
        Combinators.combine(
                Arbitraries.strings().withCharRange('0', 'z').ofMinLength(1).ofMaxLength(128),
                Arbitraries.longs().greaterOrEqual(0))
            .as(RequestId::new);
    return Arbitraries.oneOf(
        Combinators.combine(keys, values, conditions, ids.optional()).as(Command.Put::new),
        Combinators.combine(keys, conditions, ids.optional()).as(Command.Delete::new),
        Combinators.combine(keys, values, conditions, ids.optional()).as(Command.Append::new),
        Combinators.combine(keys, Arbitraries.longs(), ids.optional()).as(Command.Increment::new));
  }
}
