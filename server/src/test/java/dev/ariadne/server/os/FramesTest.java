package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FramesTest {

  private final List<String> damage = new ArrayList<>();

  @Property(tries = 300)
  void framesArriveHoweverTheirBytesAreCut(
      @ForAll("frames") List<Bytes> frames, @ForAll @IntRange(min = 1, max = 60) int size) {
    assertThat(read(stream(frames), size)).isEqualTo(frames);
    assertThat(damage).isEmpty();
  }

  @Property(tries = 1000)
  void aFrameIsNeverAltered(
      @ForAll("frames") List<Bytes> frames,
      @ForAll @IntRange(min = 0) int position,
      @ForAll @IntRange(min = 1, max = 255) int flipped) {
    byte[] bytes = stream(frames);
    bytes[position % bytes.length] ^= (byte) flipped;
    List<Bytes> arrived = read(bytes, 17);
    assertThat(frames.subList(0, arrived.size())).isEqualTo(arrived);
    assertThat(arrived.size()).isLessThan(frames.size());
    assertThat(damage).hasSizeLessThanOrEqualTo(1);
  }

  @Example
  void nothingButZerosIsDamage() {
    assertThat(read(new byte[64], 64)).isEmpty();
    assertThat(damage).containsExactly("it says that it is 0 bytes long");
  }

  @Example
  void aLengthBeyondTheBoundIsDamageBeforeItsContentIsAwaited() {
    ByteBuf header = Unpooled.buffer().writeIntLE(Frames.CONTENT_BYTES_MAX + 1).writeIntLE(0);
    assertThat(read(bytes(header), 8)).isEmpty();
    assertThat(damage).containsExactly("it says that it is 8388609 bytes long");
  }

  @Provide
  Arbitrary<List<Bytes>> frames() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(Bytes::copyOf)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private List<Bytes> read(byte[] bytes, int size) {
    damage.clear();
    EmbeddedChannel channel = new EmbeddedChannel(new Frames.Reader(damage::add, length -> true));
    for (int from = 0; from < bytes.length; from += size) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, from, Math.min(size, bytes.length - from)));
    }
    List<Bytes> arrived = new ArrayList<>();
    for (Bytes frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
      arrived.add(frame);
    }
    channel.finishAndReleaseAll();
    return arrived;
  }

  private static byte[] stream(List<Bytes> frames) {
    ByteBuf all = Unpooled.buffer();
    frames.forEach(frame -> all.writeBytes(Frames.encode(frame)));
    return bytes(all);
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }
}
