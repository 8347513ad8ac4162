package dev.ariadne.server.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.port.Disk.Step;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Script.Expected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What no crash does: bytes below the evidence go bad or missing. The node must refuse, whatever
 * they are, and touch nothing; what it does serve is never wrong.
 */
class LogDamageTest {

  private static final String NOTE = LogCrashTest.LOG + "/note";

  private final SimDisk disk;
  private final Expected whole;
  private final Inspection log;

  LogDamageTest() throws Exception {
    disk = LogCrashTest.created();
    Wal wal = LogCrashTest.recover(disk).wal();
    Script script = Script.everything().appends(3).appends(4).votes(9, 2);
    for (Script.Action action : script.actions()) {
      disk.run(Script.steps(action, wal));
      LogCrashTest.complete(wal, action);
    }
    disk.crashProcess();
    whole = script.expected();
    log = WalReader.inspect(disk, LogCrashTest.LOG);
  }

  @Test
  void theNoteVouchesForEverythingThatWasReported() {
    assertThat(log.evidence()).isEqualTo(log.end());
    assertThat(log.evidenceBytes()).isEqualTo(log.fileBytes());
    assertThat(segments()).hasSizeGreaterThan(1);
  }

  @Test
  void aFlippedBitAnywhereBelowTheEvidenceIsDamage() throws Exception {
    for (String segment : segments()) {
      for (int offset = 0; offset < disk.size(segment); offset++) {
        for (int mask : List.of(0x01, 0x80, 0xff)) {
          SimDisk bad = disk.copy(Enumerated.HARMLESS);
          flip(bad, segment, offset, mask);
          refuses(bad, segment + " " + offset);
        }
      }
    }
  }

  @Test
  void aFlippedBitInTheNoteIsMadeUpForByItsOtherSlot() throws Exception {
    for (int offset = 0; offset < disk.size(NOTE); offset++) {
      SimDisk bad = disk.copy(Enumerated.HARMLESS);
      flip(bad, NOTE, offset, 0x10);
      servesTheWholeLog(bad);
    }
  }

  @Test
  void withBothSlotsOfTheNoteBadTheLogIsDamaged() throws Exception {
    flip(disk, NOTE, 20, 1);
    flip(disk, NOTE, Note.SECOND_SLOT + 20, 1);
    refuses(disk, NOTE);
  }

  @Test
  void aCutAnywhereBelowTheEvidenceIsDamage() throws Exception {
    for (String segment : segments()) {
      for (long length = 0; length < disk.size(segment); length++) {
        SimDisk bad = disk.copy(Enumerated.HARMLESS);
        bad.cut(segment, length);
        refuses(bad, segment + " cut to " + length);
      }
    }
  }

  @Test
  void aSegmentThatLacksItsLastBatchIsDamageThoughNoEntryIsGone() throws Exception {
    SimDisk votes = LogCrashTest.created();
    Wal.Options small = new Wal.Options(3, 300);
    Wal wal = Wal.recover(votes, LogCrashTest.LOG, LogCrashTest.OWNER, small).wal();
    String first = wal.syncedSegment();
    for (int term = 1; wal.syncedSegment().equals(first); term++) {
      Script.Action vote = new Script().votes(term, 1).actions().getFirst();
      votes.run(Script.steps(vote, wal));
      LogCrashTest.complete(wal, vote);
    }
    long whole = votes.size(first);
    int lastVote = BatchHeader.BYTES + Chain.FRAME_BYTES + 21;
    votes.cut(first, whole - lastVote);
    refuses(votes, "the last vote of the first segment is gone");
  }

  @Test
  void aMissingFileIsDamageAndNoNewNode() throws Exception {
    List<String> files = new ArrayList<>(segments());
    files.add(NOTE);
    for (String file : files) {
      SimDisk bad = disk.copy(Enumerated.HARMLESS);
      bad.remove(file);
      refuses(bad, file + " is missing");
    }
  }

  @Test
  void aMissingFirstSegmentIsDamageThoughNoEntryFollowsIt() throws Exception {
    SimDisk votes = LogCrashTest.created();
    Wal wal = LogCrashTest.recover(votes).wal();
    String first = wal.syncedSegment();
    for (Script.Action action : new Script().votes(1, 1).appends(2, 3, 4).votes(2, 1).actions()) {
      votes.run(Script.steps(action, wal));
      LogCrashTest.complete(wal, action);
    }
    assertThat(wal.syncedSegment()).isNotEqualTo(first);
    votes.remove(first);
    refuses(votes, "all entries are gone");
  }

  @Test
  void aNoteAloneIsDamageAndNoNewNode() throws Exception {
    for (String segment : segments()) {
      disk.remove(segment);
    }
    assertThat(Wal.anyTrace(disk, LogCrashTest.LOG)).isTrue();
    refuses(disk, "only the note is there");
  }

  @Test
  void aZeroedSectorIsDamage() throws Exception {
    for (String segment : segments()) {
      for (long offset = 0; offset < disk.size(segment); offset += 512) {
        SimDisk bad = disk.copy(Enumerated.HARMLESS);
        int length = (int) Math.min(512, disk.size(segment) - offset);
        bad.decay(segment, offset, Bytes.copyOf(new byte[length]));
        refuses(bad, segment + " zeroed at " + offset);
      }
    }
  }

  @Test
  void aBatchHeaderBeyondTheBadBytesIsEvidenceThatTheyWereDurable() throws Exception {
    // The note is as old as the segment, as a power cut may leave it.
    Position old = new Position(log.evidence().segment(), 0);
    disk.decay(NOTE, 0, new Note(LogCrashTest.SALT, old).file());
    int lastBatch = lastBatch();
    flip(disk, log.file(), lastBatch - 1, 1);
    refuses(disk, "the batch before the last is bad");
    flip(disk, log.file(), lastBatch - 1, 1);
    flip(disk, log.file(), lastBatch + BatchHeader.BYTES + 9, 1);
    Recovered recovered = LogCrashTest.recover(disk);
    assertThat(recovered.torn())
        .contains(new TornEnd(log.file(), lastBatch, log.fileBytes() - lastBatch));
  }

  @Test
  void damageNamesFileOffsetAndIndexAndWhatToDo() throws Exception {
    String first = segments().getFirst();
    flip(disk, first, (int) disk.size(first) - 1, 1);
    DamageException damage = (DamageException) catchThrowable(() -> LogCrashTest.recover(disk));
    assertThat(damage.file()).isEqualTo(first);
    assertThat(damage.offset()).isPositive().isLessThan(disk.size(first));
    assertThat(damage.index()).isPositive();
    assertThat(damage)
        .hasMessageContaining(first)
        .hasMessageContaining("offset " + damage.offset())
        .hasMessageContaining("entry " + damage.index())
        .hasMessageContaining("add it again with an empty data directory");
  }

  @Test
  void anotherMembersLogIsRefusedByName() {
    Identity other = new Identity(7, 1, 12);
    assertThatThrownBy(() -> Wal.recover(disk, LogCrashTest.LOG, other, LogCrashTest.TINY))
        .isInstanceOf(WrongOwnerException.class)
        .hasMessageContaining(LogCrashTest.OWNER.toString())
        .hasMessageContaining(other.toString());
  }

  @Test
  void aForgedHeaderInAnEntryIsNoEvidence() throws Exception {
    // A client that knows everything but the salt writes headers that claim what never was.
    Encoder forged = new Encoder();
    new BatchHeader(1, new Position(9, 9_999)).encode(forged, LogCrashTest.SALT + 1);
    int lastBatch = lastBatch();
    Position before = new Position(log.evidence().segment(), lastBatch);
    disk.decay(NOTE, 0, new Note(LogCrashTest.SALT, before).file());
    disk.decay(log.file(), lastBatch, forged.toBytes());
    assertThat(LogCrashTest.recover(disk).torn()).isPresent();
  }

  // The language.

  private List<String> segments() {
    return disk.list(LogCrashTest.LOG).stream()
        .filter(name -> name.endsWith(".wal"))
        .map(name -> LogCrashTest.LOG + "/" + name)
        .toList();
  }

  /** Where the last batch begins. */
  private int lastBatch() throws Exception {
    Bytes content = disk.read(log.file(), 0, (int) log.fileBytes());
    for (int at = content.length() - BatchHeader.BYTES; ; at--) {
      if (BatchHeader.at(content, at, LogCrashTest.SALT).isPresent()) {
        return at;
      }
    }
  }

  private static void flip(SimDisk disk, String file, int offset, int mask) throws Exception {
    byte changed = (byte) (disk.read(file, offset, 1).at(0) ^ mask);
    disk.decay(file, offset, Bytes.copyOf(new byte[] {changed}));
  }

  private static void refuses(SimDisk bad, String why) {
    long steps = bad.stepsDone();
    assertThat(catchThrowable(() -> LogCrashTest.recover(bad)))
        .as(why)
        .isInstanceOf(DamageException.class);
    assertThat(bad.stepsDone()).as("steps on a damaged disk").isEqualTo(steps);
  }

  private void servesTheWholeLog(SimDisk bad) throws Exception {
    Recovered found = LogCrashTest.recover(bad);
    assertThat(whole.matches(found.hardState(), found.snapshot(), found.entries())).isTrue();
    bad.run(List.of(new Step.Sync(NOTE)));
    assertThat(found.torn()).isEmpty();
  }
}
