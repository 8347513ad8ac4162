package dev.ariadne.harness.ariadne.sim.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes values as long as a world wants them: some of them just below, at or above a size around
 * which something happens, by spaces behind the text. How long a value is depends on the value
 * alone, so that whoever compares with it sends the same bytes; and what comes back has to have its
 * very length, or it is a value that nobody wrote.
 *
 * @param aroundBytes the size, 0 for values as they are
 */
public record ValuePadding(long aroundBytes) {

  /** From here on a value is costly, and fewer are so long. */
  private static final long LARGE_BYTES = 16_384;

  private static final int ONE_OF = 4;
  private static final int ONE_OF_LARGE = 32;

  /** An upper bound for the bytes of an entry without its value. */
  private static final int AROUND_BYTES = 96;

  /** The text of one value as it is written. */
  String padded(String text) {
    int length = length(text);
    return length <= text.length() ? text : text + " ".repeat(length - text.length());
  }

  /** Removes the padding from a value that was read. A value with wrong padding stays as it is. */
  String stripped(String body) {
    if (aroundBytes == 0) {
      return body;
    }
    if (!body.endsWith(",")) {
      return one(body);
    }
    List<String> elements = new ArrayList<>();
    for (String element : body.substring(0, body.length() - 1).split(",", -1)) {
      elements.add(one(element));
    }
    return String.join(",", elements) + ",";
  }

  private String one(String text) {
    String stripped = text.stripTrailing();
    return padded(stripped).equals(text) ? stripped : text;
  }

  /** Of those that are long a third each is one short of the size, the size, one more; or near. */
  private int length(String text) {
    if (aroundBytes == 0) {
      return 0;
    }
    int hash = mix(text.hashCode());
    if (Integer.remainderUnsigned(hash, aroundBytes < LARGE_BYTES ? ONE_OF : ONE_OF_LARGE) != 0) {
      return 0;
    }
    int which = Integer.remainderUnsigned(hash >>> 8, 6);
    int off = which < 3 ? which - 1 : -Integer.remainderUnsigned(hash >>> 16, AROUND_BYTES);
    return Math.toIntExact(aroundBytes) + off;
  }

  private static int mix(int value) {
    int mixed = (value ^ (value >>> 16)) * 0x7feb352d;
    mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
    return mixed ^ (mixed >>> 16);
  }
}
