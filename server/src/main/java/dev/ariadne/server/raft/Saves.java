package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * What of this node's state is on disk, on its way there, or still to be saved.
 *
 * <p>How a late completion could lie: save 1 carries entry 5; a new leader replaces entry 5, so
 * save 2 carries another one; then save 1 completes. Counting "up to 5 is durable" would now vouch
 * for the second entry 5, and comparing terms would not help once a third leader brings the first
 * one back. So whoever cuts the log at an index takes everything from there on out of all saves
 * that are under way.
 */
final class Saves {

  /** A save under way; its entries may have been cut to none (last < first) since. */
  private static final class Begun {
    final long number;
    final HardState hardState;
    final long first;
    final long installed;
    long last;

    Begun(long number, HardState hardState, long first, long last, long installed) {
      this.number = number;
      this.hardState = hardState;
      this.first = first;
      this.last = last;
      this.installed = installed;
    }
  }

  private final ArrayDeque<Begun> underWay = new ArrayDeque<>();

  /** Last index up to which the log as it now stands is durable here. */
  private long stable;

  /** Entries from here on are in no save yet. */
  private long unsaved;

  private long begun;
  private long done;

  /** Term and vote of the last save begun. */
  private HardState begunState;

  /** Term and vote that are durable. */
  private HardState durableState;

  private Optional<Save.Marker> marker = Optional.empty();

  /** Whatever was restored is durable. */
  Saves(HardState hardState, long lastIndex) {
    this.begunState = hardState;
    this.durableState = hardState;
    this.stable = lastIndex;
    this.unsaved = lastIndex + 1;
  }

  long stable() {
    return stable;
  }

  /** Number of the last save begun, 0 if none was. */
  long begun() {
    return begun;
  }

  boolean isDone(long number) {
    return number <= done;
  }

  /** Whether this vote in this term, or nobody's in it, is on disk. */
  boolean isDurable(long term, int vote) {
    return durableState.term() == term && durableState.vote() == vote;
  }

  boolean installs() {
    return marker.isPresent() && marker.get() instanceof Save.Marker.Installed;
  }

  /** The log was cut: what it held from the index on is worth nothing any more. */
  void cut(long from) {
    stable = Math.min(stable, from - 1);
    unsaved = Math.min(unsaved, from);
    for (Begun save : underWay) {
      save.last = Math.min(save.last, from - 1);
    }
  }

  /** The log gave way to a snapshot; of what it held only the committed part is still true. */
  void install(SnapshotMeta snapshot, long commitBefore) {
    stable = Math.min(stable, commitBefore);
    unsaved = snapshot.index() + 1;
    for (Begun save : underWay) {
      save.last = save.first - 1;
    }
    marker = Optional.of(new Save.Marker.Installed(snapshot));
  }

  void compact(SnapshotMeta snapshot) {
    marker = Optional.of(new Save.Marker.Compacted(snapshot));
  }

  boolean isNeeded(long term, int vote, RaftLog log) {
    return marker.isPresent()
        || unsaved <= log.lastIndex()
        || begunState.term() != term
        || begunState.vote() != vote;
  }

  Save begin(HardState hardState, RaftLog log) {
    Save save = new Save(++begun, hardState, log.slice(unsaved, log.lastIndex()), marker);
    Invariant.check(
        !installs() || save.entries().isEmpty(), "save %d installs and has entries", save.number());
    long installed = installs() ? marker.get().snapshot().index() : 0;
    underWay.add(new Begun(begun, hardState, unsaved, log.lastIndex(), installed));
    begunState = hardState;
    unsaved = log.lastIndex() + 1;
    marker = Optional.empty();
    return save;
  }

  /** Saves up to a number are durable. */
  void persisted(long number) {
    Invariant.check(number <= begun, "save %d is durable, the last begun is %d", number, begun);
    for (Iterator<Begun> saves = underWay.iterator(); saves.hasNext(); ) {
      Begun save = saves.next();
      if (save.number > number) {
        break;
      }
      durableState = save.hardState;
      stable = Math.max(stable, save.installed);
      if (save.last >= save.first) {
        stable = Math.max(stable, save.last);
      }
      saves.remove();
    }
    done = Math.max(done, number);
  }
}
