package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.harness.cluster.Capability.TornLog.Tear;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.wal.Inspection;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a stopped node's log as a crash during a write could have left it. Durable data is not
 * touched, so nothing is lost that the node may have promised. Recovery has to handle it.
 *
 * @param tear the kind of change that was made
 * @param file the only file that is changed
 * @param offset the offset up to which the file stays as it is
 * @param bytesCut the number of bytes from the offset on that are removed
 * @param bytesAdded the number of bytes that replace them
 * @param steps the steps for {@link dev.ariadne.server.port.Disk#run}
 */
record TornTail(
    Tear tear, String file, long offset, long bytesCut, long bytesAdded, List<Step> steps) {

  private static final int BYTES_MAX = 300;

  /**
   * Chooses the new end of the log and changes nothing.
   *
   * @param durableBytes the number of durable bytes of the last segment; at least the number that
   *     the log proves
   * @param choice any number; it decides lengths and contents
   */
  static TornTail choose(Inspection log, long durableBytes, Tear tear, long choice) {
    long unsynced = log.fileBytes() - durableBytes;
    return switch (tear) {
      case CUT ->
          unsynced == 0
              ? choose(log, durableBytes, Tear.PART_OF_RECORD, choice)
              : at(log, tear, durableBytes + SplitMix64.pick(choice, unsynced), Bytes.EMPTY);
      case PART_OF_RECORD -> {
        int length = 1 + (int) SplitMix64.pick(choice, log.nextBatch().length() - 1);
        yield at(log, tear, durableBytes, log.nextBatch().slice(0, length));
      }
      case GARBAGE -> at(log, tear, from(log, durableBytes, choice), garbage(choice));
      case ZEROS -> at(log, tear, from(log, durableBytes, choice), zeros(length(choice)));
    };
  }

  /** An offset between the durable part and the end. */
  private static long from(Inspection log, long durableBytes, long choice) {
    return durableBytes
        + SplitMix64.pick(SplitMix64.mix(choice), log.fileBytes() - durableBytes + 1);
  }

  private static int length(long choice) {
    return 1 + (int) SplitMix64.pick(choice, BYTES_MAX);
  }

  private static Bytes garbage(long choice) {
    Encoder out = new Encoder();
    // The first byte begins neither a batch header nor a record length that would fit.
    out.u8(0xff);
    long state = choice;
    for (int i = 1; i < length(choice); i++) {
      state = SplitMix64.mix(state);
      out.u8((int) state);
    }
    return out.toBytes();
  }

  private static Bytes zeros(int length) {
    return Bytes.copyOf(new byte[length]);
  }

  private static TornTail at(Inspection log, Tear tear, long offset, Bytes added) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Truncate(log.file(), offset));
    if (added.length() > 0) {
      steps.add(new Step.Write(log.file(), offset, added));
    }
    steps.add(new Step.Sync(log.file()));
    return new TornTail(
        tear, log.file(), offset, log.fileBytes() - offset, added.length(), List.copyOf(steps));
  }
}
