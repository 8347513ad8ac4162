package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.List;
import java.util.Optional;

/** What the state machine has been given. Starts at the snapshot that it was restored from. */
final class Delivery {

  /** Handed out in a {@link Ready}; applied <= handed <= commit. */
  private long handed;

  /** Reported back; never falls. */
  private long applied;

  /** A received snapshot that is to be handed out as soon as its marker is durable. */
  private Optional<SnapshotMeta> restore = Optional.empty();

  /** The save that carries the marker, 0 until it has begun. */
  private long restoreSave;

  Delivery(long snapshotIndex) {
    this.handed = snapshotIndex;
    this.applied = snapshotIndex;
  }

  long handed() {
    return handed;
  }

  long applied() {
    return applied;
  }

  void applied(long index) {
    Invariant.check(index <= handed, "applied %d, handed out only %d", index, handed);
    applied = Math.max(applied, index);
  }

  void installed(SnapshotMeta snapshot) {
    restore = Optional.of(snapshot);
    restoreSave = 0;
  }

  void saveBegun(Save save) {
    if (save.marker().isPresent() && save.marker().get() instanceof Save.Marker.Installed) {
      restoreSave = save.number();
    }
  }

  boolean isDue(Core core) {
    return isRestoreDue(core.saves())
        || restore.isEmpty() && handed < Math.min(core.commit(), core.saves().stable());
  }

  Optional<SnapshotMeta> drainRestore(Saves saves) {
    if (!isRestoreDue(saves)) {
      return Optional.empty();
    }
    Optional<SnapshotMeta> due = restore;
    handed = restore.get().index();
    restore = Optional.empty();
    return due;
  }

  /** Committed entries that are durable here. None overtakes a snapshot that is being installed. */
  List<Entry> drainCommitted(Core core) {
    long to = Math.min(core.commit(), core.saves().stable());
    if (restore.isPresent() || to <= handed) {
      return List.of();
    }
    List<Entry> committed = core.log().slice(handed + 1, to);
    handed = to;
    return committed;
  }

  private boolean isRestoreDue(Saves saves) {
    return restore.isPresent() && restoreSave > 0 && saves.isDone(restoreSave);
  }
}
