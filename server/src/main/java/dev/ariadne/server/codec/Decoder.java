package dev.ariadne.server.codec;

import dev.ariadne.server.base.Bytes;

/** Reads what {@link Encoder} wrote. */
public final class Decoder {

  private final Bytes source;
  private int position;

  public Decoder(Bytes source) {
    this.source = source;
  }

  public int u8() throws MalformedException {
    return Byte.toUnsignedInt(source.at(next(1)));
  }

  public boolean bool() throws MalformedException {
    int value = u8();
    if (value > 1) {
      throw new MalformedException("a truth value is 0 or 1, not " + value);
    }
    return value == 1;
  }

  public int i32() throws MalformedException {
    return source.i32At(next(Integer.BYTES));
  }

  public long i64() throws MalformedException {
    return source.i64At(next(Long.BYTES));
  }

  public Bytes raw(int length) throws MalformedException {
    int from = next(length);
    return source.slice(from, from + length);
  }

  public Bytes bytes() throws MalformedException {
    return raw(i32());
  }

  public String text() throws MalformedException {
    return bytes().utf8();
  }

  /** A text of so many bytes at the most. */
  public String text(int bytesMax) throws MalformedException {
    int length = i32();
    if (length > bytesMax) {
      throw new MalformedException(
          "a text of %d bytes at %d, at most %d".formatted(length, position - 4, bytesMax));
    }
    return raw(length).utf8();
  }

  /**
   * A count of things that follow.
   *
   * @param bytesEachMin what each takes at the least, so that a wild count is refused before memory
   *     is set aside for it
   */
  public int count(int bytesEachMin) throws MalformedException {
    int count = i32();
    if (count < 0 || (long) count * bytesEachMin > remaining()) {
      throw new MalformedException(
          "count " + count + " at " + (position - 4) + " is more than what follows");
    }
    return count;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return source.length() - position;
  }

  /** Says that everything has been read. */
  public void end() throws MalformedException {
    if (remaining() > 0) {
      throw new MalformedException(remaining() + " bytes too many");
    }
  }

  /** Where so many bytes begin, which are taken then. */
  private int next(int length) throws MalformedException {
    if (length < 0 || length > remaining()) {
      throw new MalformedException(
          "%d bytes wanted at %d, %d there".formatted(length, position, remaining()));
    }
    int at = position;
    position += length;
    return at;
  }
}
