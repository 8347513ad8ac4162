package dev.ariadne.harness.check;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.read.Format;
import dev.ariadne.checker.read.HistoryReader;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.store.RecoveryRecord;
import dev.ariadne.harness.store.RunDirectory;
import dev.ariadne.harness.store.RunRecord;
import dev.ariadne.harness.store.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run has left, in memory or in its store.
 *
 * @param history all operations, also those of the nemesis
 * @param events the reports of the nodes, in order for each node
 * @param recovery the result of recovering the disks; empty if the run did not get there or its
 *     target does not support recovery
 * @param ended whether the run came to its end; if not, missing events and a missing recovery say
 *     nothing about whether they happened
 * @param run what the target could report, and how the run ended
 */
public record Evidence(
    Scenario scenario,
    List<Op> history,
    List<Capability.Journal.Entry> events,
    Optional<RecoveryRecord> recovery,
    boolean ended,
    RunRecord run) {

  /** Evidence of a complete run. */
  public Evidence(
      Scenario scenario,
      List<Op> history,
      List<Capability.Journal.Entry> events,
      Optional<RecoveryRecord> recovery) {
    this(scenario, history, events, recovery, true);
  }

  /** Evidence without a run record: its events show which kinds the target can report. */
  public Evidence(
      Scenario scenario,
      List<Op> history,
      List<Capability.Journal.Entry> events,
      Optional<RecoveryRecord> recovery,
      boolean ended) {
    this(scenario, history, events, recovery, ended, RunRecord.assumed(events, recovery));
  }

  public Evidence {
    history = List.copyOf(history);
    events = List.copyOf(events);
  }

  /**
   * Loads what the store has of a run, finished or not. An incomplete last line, from the moment
   * when the harness died, is left out.
   *
   * @throws IOException if something there cannot be read; the message names the file
   */
  public static Evidence load(RunDirectory run) throws IOException {
    try {
      String file = run.history().toString();
      String text = HistoryReader.text(run.history());
      if (run.isComplete() && !text.endsWith("\n")) {
        throw new IOException(
            file
                + ": damaged: it ends in the middle of a line, though the run came to its end. Put"
                + " it back from a copy of the run.");
      }
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      List<Op> history =
          HistoryReader.entries(file, whole, Format.EDN).stream().map(History.Entry::op).toList();
      List<Capability.Journal.Entry> events = run.readEvents();
      Optional<RecoveryRecord> recovery = run.readRecovery();
      RunRecord record = run.readRun().orElse(RunRecord.assumed(events, recovery));
      return new Evidence(run.scenario(), history, events, recovery, run.isComplete(), record);
    } catch (HistoryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Returns true if a missing journal entry of a kind means that it did not happen. This holds if
   * the target declares the kind or has reported it.
   */
  boolean tells(String kind) {
    return run.reports().contains(kind)
        || events.stream().anyMatch(event -> event.kind().equals(kind));
  }

  /** Returns true if the run did everything that it had to do. */
  boolean complete() {
    return run.ending().equals(RunRecord.COMPLETE);
  }

  /** The index of the final heal's completion; -1 if the run was cut short. */
  long healed() {
    long begun = -1;
    for (Op op : history) {
      if (op.f().equals("heal") && op.process() instanceof Op.Process.Named) {
        if (begun >= 0) {
          return op.index();
        }
        begun = op.index();
      }
    }
    return -1;
  }
}
