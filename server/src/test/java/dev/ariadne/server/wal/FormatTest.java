package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The bytes on disk are a promise to nodes that were written by an earlier version and to readers
 * made by others. {@code -Dariadne.golden=rewrite} writes the example in {@code docs/wal-format.md}
 * anew, to be reviewed as a diff; a change needs a new format number.
 */
class FormatTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "wal-format.md");
  private static final String BEGIN = "<!-- example: begin -->\n```\n";
  private static final String END = "```\n<!-- example: end -->\n";

  @Test
  void theBytesAreThoseOfTheDocument() throws Exception {
    String example = example();
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    if ("rewrite".equals(System.getProperty("ariadne.golden"))) {
      Files.writeString(DOCUMENT, document.substring(0, from) + example + document.substring(to));
    } else {
      assertThat(example).isEqualTo(document.substring(from, to));
    }
  }

  /** A short life: created, started, written to, compacted, and begun a second segment. */
  private static String example() throws Exception {
    SimDisk disk = new SimDisk(Enumerated.HARMLESS);
    Entry members = new Entry(1, 1, new Payload.Config(Script.MEMBERS));
    disk.run(
        Wal.create(
            LogCrashTest.LOG,
            LogCrashTest.OWNER,
            LogCrashTest.SALT,
            new HardState(1, 0, 1),
            List.of(members)));
    Wal wal =
        Wal.recover(disk, LogCrashTest.LOG, LogCrashTest.OWNER, new Wal.Options(3, 1_000_000))
            .wal();
    Payload put = new Payload.Command(new Origin(1, 11, 1, 1), 1, Bytes.utf8("put x"));
    append(
        disk,
        wal,
        new Save(
            1,
            new HardState(2, 1, 1),
            List.of(new Entry(2, 2, new Payload.NoOp()), new Entry(3, 2, put)),
            Optional.empty()));
    SnapshotMeta meta = new SnapshotMeta(2, 2, Script.MEMBERS);
    Snapshotter snapshots = Snapshotter.open(disk, LogCrashTest.LOG + "-snap", SnapshotMeta.NONE);
    disk.run(Script.save(snapshots, meta, List.of(Bytes.utf8("the state"), Bytes.utf8(" at 2"))));
    append(
        disk,
        wal,
        new Save(
            2, new HardState(2, 1, 3), List.of(), Optional.of(new Save.Marker.Compacted(meta))));
    StringBuilder text = new StringBuilder();
    for (String name : disk.list(LogCrashTest.LOG)) {
      String file = LogCrashTest.LOG + "/" + name;
      Bytes content = disk.read(file, 0, (int) disk.size(file));
      text.append(
          name.equals("note") ? FormatDump.note(file, content) : FormatDump.segment(file, content));
    }
    String snapshot = snapshots.stored(2).orElseThrow().file();
    Bytes content = disk.read(snapshot, 0, (int) disk.size(snapshot));
    return text.append(FormatDump.snapshot(snapshot, content)).toString();
  }

  private static void append(SimDisk disk, Wal wal, Save save) throws Exception {
    disk.run(wal.append(List.of(save)));
    wal.completed();
  }
}
