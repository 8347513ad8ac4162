package dev.ariadne.server.node;

import dev.ariadne.server.port.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each byte of a data directory is for, read by {@code docs/wal-format.md} alone. */
final class DirectoryMap {

  private static final int BATCH_MAGIC = 0xC47461B7;
  private static final int BATCH_HEADER_BYTES = 28;
  private static final int FRAME_BYTES = 8;
  private static final int SECOND_SLOT = 512;
  private static final int SLOT_BYTES = 32;

  private static final List<String> RECORDS =
      List.of("", "metadata", "seed", "hard state", "boot", "snapshot marker", "entry");
  private static final List<String> FRAMES = List.of("", "head", "piece", "end");

  private DirectoryMap() {}

  /**
   * One byte.
   *
   * @param name its class: the file's role, and what it is in there
   */
  record Place(String name, String file, int offset) {}

  /**
   * Every byte of the files.
   *
   * @param roles a role for each file
   */
  static List<Place> places(Disk disk, Map<String, String> roles) throws IOException {
    List<Place> places = new ArrayList<>();
    for (Map.Entry<String, String> role : roles.entrySet()) {
      String file = role.getKey();
      ByteBuffer bytes =
          ByteBuffer.wrap(disk.read(file, 0, (int) disk.size(file)).toArray())
              .order(ByteOrder.LITTLE_ENDIAN);
      Marker marker = new Marker(role.getValue(), file, places);
      if (file.endsWith(".wal")) {
        segment(bytes, marker);
      } else if (file.endsWith(".snap")) {
        snapshot(bytes, marker);
      } else if (file.endsWith("/note")) {
        note(bytes, marker);
      } else {
        marker.mark("", 0, bytes.limit());
      }
    }
    return places;
  }

  private record Marker(String role, String file, List<Place> places) {
    void mark(String what, int from, int length) {
      String name = what.isEmpty() ? role : role + ": " + what;
      for (int offset = from; offset < from + length; offset++) {
        places.add(new Place(name, file, offset));
      }
    }
  }

  private static void segment(ByteBuffer bytes, Marker marker) {
    String part = "opening, ";
    for (int at = 0; at < bytes.limit(); ) {
      if (bytes.getInt(at) == BATCH_MAGIC) {
        part = "";
        marker.mark("batch header", at, BATCH_HEADER_BYTES);
        at += BATCH_HEADER_BYTES;
      } else {
        at += frame(bytes, at, part, RECORDS, marker);
      }
    }
  }

  private static void snapshot(ByteBuffer bytes, Marker marker) {
    for (int at = 0; at < bytes.limit(); ) {
      at += frame(bytes, at, "", FRAMES, marker);
    }
  }

  private static int frame(
      ByteBuffer bytes, int at, String part, List<String> kinds, Marker marker) {
    int length = bytes.getInt(at);
    String kind = kinds.get(bytes.get(at + FRAME_BYTES));
    String body = part.isEmpty() ? kind + ", body" : part + kind + ", body";
    String frame = kinds == FRAMES ? kind + ", " : part.isEmpty() ? "record " : part;
    marker.mark(frame + "length", at, 4);
    marker.mark(frame + "check", at + 4, 4);
    marker.mark(body, at + FRAME_BYTES, length);
    return FRAME_BYTES + length;
  }

  private static void note(ByteBuffer bytes, Marker marker) {
    boolean secondIsNewer = position(bytes, SECOND_SLOT) > position(bytes, 0);
    marker.mark(secondIsNewer ? "older slot" : "newer slot", 0, SLOT_BYTES);
    marker.mark("between the slots", SLOT_BYTES, SECOND_SLOT - SLOT_BYTES);
    marker.mark(secondIsNewer ? "newer slot" : "older slot", SECOND_SLOT, SLOT_BYTES);
  }

  /** Segments of a test are far below 4 GiB. */
  private static long position(ByteBuffer bytes, int slot) {
    return (bytes.getLong(slot + 12) << 32) + bytes.getLong(slot + 20);
  }
}
