package dev.ariadne.harness.ariadne.damage;

import dev.ariadne.harness.cluster.Capability.TornLog.Tear;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.wal.Inspection;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a stopped node's log as a crash in mid-write could have left it. Nothing below what is
 * durable is touched, so nothing that the node may have promised is lost, and recovery has to cope.
 *
 * @param tear what it came to
 * @param file the only file that is changed
 * @param offset up to where it stays as it is
 * @param bytesCut how many bytes from there on go
 * @param bytesAdded how many come in their place
 * @param steps for {@link dev.ariadne.server.port.Disk#run}
 */
record TornTail(
    Tear tear, String file, long offset, long bytesCut, long bytesAdded, List<Step> steps) {

  private static final int BYTES_MAX = 300;

  /**
   * Chooses what is left at the end; changes nothing.
   *
   * @param durableBytes up to where the last segment is durable; at least the log's evidence
   * @param choice decides lengths and contents, whatever it is
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

  /** Somewhere from what is durable to the end. */
  private static long from(Inspection log, long durableBytes, long choice) {
    return durableBytes
        + SplitMix64.pick(SplitMix64.mix(choice), log.fileBytes() - durableBytes + 1);
  }

  private static int length(long choice) {
    return 1 + (int) SplitMix64.pick(choice, BYTES_MAX);
  }

  private static Bytes garbage(long choice) {
    Encoder out = new Encoder();
    // The first byte is no batch header's and no length of a record that would fit.
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
