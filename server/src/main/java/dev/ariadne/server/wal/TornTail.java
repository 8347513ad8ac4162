package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves the end of a stopped node's log as a crash in mid-write could have left it. For tools that
 * put recovery to the test; no server uses it. Nothing below the evidence is touched, so nothing
 * that the node may have promised is lost, and recovery has to cope.
 */
public final class TornTail {

  private static final int BYTES_MAX = 300;

  private TornTail() {}

  /** What is left at the end. */
  public enum Kind {
    /** Bytes beyond the evidence are cut off; where there are none, this is PART_OF_BATCH. */
    CUT,
    /** The beginning of a real next batch, sound but for its being incomplete. */
    PART_OF_BATCH,
    /** Bytes that are no batch. */
    GARBAGE,
    ZEROS
  }

  /**
   * What is to be done, resolved.
   *
   * @param kind what it came to
   * @param file the only file that is changed
   * @param offset up to where it stays as it is
   * @param bytesCut how many bytes from there on go
   * @param bytesAdded how many come in their place
   * @param steps for {@link dev.ariadne.server.port.Disk#run}
   */
  public record Tear(
      Kind kind, String file, long offset, long bytesCut, long bytesAdded, List<Step> steps) {}

  /**
   * @param choice decides lengths and contents, whatever it is
   */
  public static Tear tear(Inspection log, Kind kind, long choice) {
    long unsynced = log.fileBytes() - log.evidenceBytes();
    return switch (kind) {
      case CUT ->
          unsynced == 0
              ? tear(log, Kind.PART_OF_BATCH, choice)
              : steps(log, kind, log.evidenceBytes() + pick(choice, unsynced), Bytes.EMPTY);
      case PART_OF_BATCH -> {
        int length = 1 + (int) pick(choice, log.nextBatch().length() - 1);
        yield steps(log, kind, log.evidenceBytes(), log.nextBatch().slice(0, length));
      }
      case GARBAGE -> steps(log, kind, from(log, choice), garbage(choice));
      case ZEROS -> steps(log, kind, from(log, choice), zeros(length(choice)));
    };
  }

  /** Somewhere from the evidence to the end. */
  private static long from(Inspection log, long choice) {
    return log.evidenceBytes() + pick(mix(choice), log.fileBytes() - log.evidenceBytes() + 1);
  }

  private static int length(long choice) {
    return 1 + (int) pick(choice, BYTES_MAX);
  }

  private static Bytes garbage(long choice) {
    Encoder out = new Encoder();
    // The first byte is no batch header's and no length of a record that would fit.
    out.u8(0xff);
    long state = choice;
    for (int i = 1; i < length(choice); i++) {
      state = mix(state);
      out.u8((int) state);
    }
    return out.toBytes();
  }

  private static Bytes zeros(int length) {
    return Bytes.copyOf(new byte[length]);
  }

  private static Tear steps(Inspection log, Kind kind, long offset, Bytes added) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Truncate(log.file(), offset));
    if (added.length() > 0) {
      steps.add(new Step.Write(log.file(), offset, added));
    }
    steps.add(new Step.Sync(log.file()));
    return new Tear(
        kind, log.file(), offset, log.fileBytes() - offset, added.length(), List.copyOf(steps));
  }

  static long pick(long choice, long bound) {
    return Math.floorMod(mix(choice), bound);
  }

  /** SplitMix64's finalizer. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
