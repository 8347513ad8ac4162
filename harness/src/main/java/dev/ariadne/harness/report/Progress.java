package dev.ariadne.harness.report;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.history.HistoryRecorder;
import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.scene.Scenes;
import java.util.Locale;
import java.util.Optional;

/** The progress of a run. One thread updates it, any thread may read it. */
public final class Progress implements HistoryRecorder {

  /** The phase of a run. */
  public enum Phase {
    STARTING("starting"),
    RUNNING("running"),
    HEALING("healing"),
    READING("reading back"),
    RECOVERING("recovering disks"),
    CHECKING("checking"),
    DONE("done");

    private final String words;

    Phase(String words) {
      this.words = words;
    }
  }

  /**
   * @param nanos of test time at the last event
   * @param fault the fault in force, if any
   */
  public record Moment(
      Phase phase, long nanos, long ok, long fail, long info, Optional<String> fault) {

    /** One line without its end, at most 120 characters unless names are very long. */
    public String line(Optional<String> leader) {
      return String.format(
          Locale.ROOT,
          "%6.1f s  %-16s  %6d ok  %4d failed  %4d unknown  leader %-9s  %s",
          nanos / 1e9,
          phase.words,
          ok,
          fail,
          info,
          leader.orElse("?"),
          fault.orElse("no fault"));
    }
  }

  private Phase phase = Phase.STARTING;
  private long nanos;
  private long ok;
  private long fail;
  private long info;
  private Optional<String> fault = Optional.empty();
  private boolean nemesisBusy;

  public synchronized Moment now() {
    return new Moment(phase, nanos, ok, fail, info, fault);
  }

  public synchronized void enter(Phase next) {
    phase = next;
  }

  @Override
  public synchronized void record(Op op) {
    nanos = op.time();
    if (op.process() instanceof Op.Process.Named) {
      nemesis(op);
      return;
    }
    switch (op.type()) {
      case INVOKE -> {}
      case OK -> ok++;
      case FAIL -> fail++;
      case INFO -> info++;
    }
  }

  private void nemesis(Op op) {
    nemesisBusy = !nemesisBusy;
    if (nemesisBusy) {
      return;
    }
    if (Scenes.isOf(op)) {
      boolean over = Edn.name(op.value(), "act", "").equals("end");
      fault = over ? Optional.empty() : Optional.of("scene " + Edn.get(op.value(), "scene"));
    } else if (!FaultKinds.isBesideOthers(op.f())) { // such a change leaves in force what is
      fault = FaultKinds.begunBy(op.f()).map(kind -> kind.describe(op));
    }
  }
}
