package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A reader of the formats made from {@code docs/wal-format.md} alone: it uses none of the code that
 * it is to check. Prints every field; fails where a check does not hold.
 */
final class FormatDump {

  private final ByteBuffer in;
  private final StringBuilder out = new StringBuilder();
  private int chain;

  private FormatDump(Bytes file) {
    in = ByteBuffer.wrap(file.toArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  static String segment(String name, Bytes file) {
    FormatDump dump = new FormatDump(file);
    dump.out.append(name).append('\n');
    int salt = 0;
    while (dump.in.hasRemaining()) {
      if (dump.in.getInt(dump.in.position()) == 0xc47461b7) {
        dump.header(salt);
      } else {
        salt = dump.record(salt);
      }
    }
    return dump.out.toString();
  }

  static String note(String name, Bytes file) {
    FormatDump dump = new FormatDump(file);
    dump.out.append(name).append('\n');
    for (int slot : new int[] {0, 512}) {
      dump.in.position(slot);
      long format = dump.in.getLong();
      int salt = dump.in.getInt();
      String said = "segment %d, offset %d".formatted(dump.in.getLong(), dump.in.getLong());
      dump.require(format == 0x45544f4e41495241L, "ARIANOTE");
      dump.require(dump.in.getInt() == crc(dump.in, slot, 28), "slot");
      dump.line("slot: salt %08x, durable up to %s".formatted(salt, said), slot);
    }
    return dump.out.toString();
  }

  static String snapshot(String name, Bytes file) {
    FormatDump dump = new FormatDump(file);
    dump.out.append(name).append('\n');
    while (dump.in.hasRemaining()) {
      int start = dump.framed();
      int length = dump.in.getInt(start);
      String text =
          switch (dump.in.get()) {
            case 1 -> {
              dump.require(dump.in.getLong() == 0x31504e5341495241L, "ARIASNP1");
              yield "head: " + dump.meta();
            }
            case 2 -> {
              dump.in.position(dump.in.position() + length - 1);
              yield "piece of the body: %d bytes".formatted(length - 1);
            }
            case 3 -> "end: %d bytes of body".formatted(dump.in.getLong());
            default -> throw new AssertionError("kind");
          };
      dump.line(text, start);
    }
    return dump.out.toString();
  }

  private void header(int salt) {
    int start = in.position();
    in.getInt();
    int length = in.getInt();
    String said = "segment %d, offset %d".formatted(in.getLong(), in.getLong());
    ByteBuffer salted = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    salted.putInt(salt).put(in.slice(start, 24)).flip();
    require(in.getInt() == crc(salted, 0, 28), "batch header");
    line("batch header: %d bytes follow; durable before it: %s".formatted(length, said), start);
  }

  private int framed() {
    int start = in.position();
    int length = in.getInt();
    int expected = in.getInt();
    ByteBuffer chained = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    chained.putInt(chain).putInt(length).put(in.slice(start + 8, length)).flip();
    chain = crc(chained, 0, 8 + length);
    require(chain == expected, "frame at " + start);
    return start;
  }

  private int record(int salt) {
    int start = framed();
    int[] known = {salt};
    String text =
        switch (in.get()) {
          case 1 -> {
            require(in.getLong() == 0x31454e4441495241L, "ARIADNE1");
            String owner =
                "cluster %016x, member %d, incarnation %016x"
                    .formatted(in.getLong(), in.getInt(), in.getLong());
            known[0] = in.getInt();
            yield "metadata: %s, salt %08x, segment %d".formatted(owner, known[0], in.getLong());
          }
          case 2 ->
              "seed: previous chain %08x, previous length %d, last index %d"
                  .formatted(in.getInt(), in.getLong(), in.getLong());
          case 3 ->
              "hard state: term %d, vote %d, commit %d"
                  .formatted(in.getLong(), in.getInt(), in.getLong());
          case 4 -> "boot: %d".formatted(in.getLong());
          case 5 -> "snapshot, " + (in.get() == 1 ? "compacted: " : "installed: ") + meta();
          case 6 -> "entry: index %d, term %d, ".formatted(in.getLong(), in.getLong()) + payload();
          default -> throw new AssertionError("type");
        };
    require(in.position() == start + 8 + in.getInt(start), "length");
    line(text, start);
    return known[0];
  }

  private String payload() {
    return switch (in.get()) {
      case 0 -> "no-op";
      case 1 -> {
        String origin =
            "origin (%d, %x, %d, %d)"
                .formatted(in.getInt(), in.getLong(), in.getLong(), in.getLong());
        yield "command: %s, known commit %d, data \"%s\"".formatted(origin, in.getLong(), text());
      }
      case 2 -> "members: " + members();
      default -> throw new AssertionError("payload");
    };
  }

  private String meta() {
    return "index %d, term %d, members ".formatted(in.getLong(), in.getLong()) + members();
  }

  private String members() {
    StringBuilder members = new StringBuilder("[");
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      members.append(i == 0 ? "" : "; ");
      members.append("%d incarnation %x ".formatted(in.getInt(), in.getLong()));
      members.append(text()).append(in.get() == 1 ? " votes" : " learns");
    }
    return members.append("]").toString();
  }

  private String text() {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int crc(ByteBuffer buffer, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(from, length));
    return (int) crc.getValue();
  }

  private void line(String text, int start) {
    out.append("  ").append(text).append('\n');
    for (int at = start; at < in.position(); at += 16) {
      out.append("    %08x ".formatted(at));
      for (int i = at; i < Math.min(at + 16, in.position()); i++) {
        out.append(" %02x".formatted(in.get(i)));
      }
      out.append('\n');
    }
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what + " is not as documented");
    }
  }
}
