package dev.ariadne.harness.store;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Hardware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The reports that a run's target could give, and the end of the run: {@code run.json} in its
 * store, written at the end. It tells a check without findings whether there was anything to find.
 *
 * @param version of this format; {@link #VERSION}
 * @param capabilities names of the {@link Capability}s that the cluster had
 * @param reports kinds of journal entries that the target reports whenever they happen
 * @param ending how the run ended: one of {@link #COMPLETE}, {@link #STOPPED}, {@link #STUCK},
 *     {@link #NO_ANSWER} and {@link #BY_HAND}
 */
public record RunRecord(
    int version, List<String> capabilities, List<String> reports, String ending) {
  public static final int VERSION = 1;

  /** The run did everything that it had to do. */
  public static final String COMPLETE = "complete";

  /** The user asked the run to stop. */
  public static final String STOPPED = "stopped";

  /** The run waited for an event that could not come any more. */
  public static final String STUCK = "stuck";

  /** The system never answered: the run was stopped. */
  public static final String NO_ANSWER = "no-answer";

  /** A test did the operations itself. */
  public static final String BY_HAND = "by-hand";

  private static final List<Class<? extends Capability>> KNOWN =
      List.of(
          Capability.Kill.class,
          Capability.Pause.class,
          Capability.Links.class,
          Capability.SlowLinks.class,
          Capability.ClientLinks.class,
          Capability.TornLog.class,
          Capability.Damage.class,
          Capability.Membership.class,
          Capability.DiskSpace.class,
          Capability.Views.class,
          Capability.Roles.class,
          Capability.Journal.class,
          Capability.Recovery.class,
          Hardware.Power.class,
          Hardware.Disks.class,
          Hardware.Clocks.class,
          Hardware.Network.class);

  public RunRecord {
    capabilities = List.copyOf(capabilities);
    reports = List.copyOf(reports);
  }

  /** The record of a run on this cluster. */
  public static RunRecord of(Cluster cluster, String ending) {
    List<String> names = new ArrayList<>();
    for (Class<? extends Capability> kind : KNOWN) {
      if (cluster.capability(kind).isPresent()) {
        names.add(kind.getSimpleName());
      }
    }
    Optional<Capability.Journal> journal = cluster.capability(Capability.Journal.class);
    return new RunRecord(
        VERSION, names, journal.map(Capability.Journal::kinds).orElse(List.of()), ending);
  }

  /**
   * The record of a run whose store has none, since it is older or was cut short. If the target
   * reported anything, it is assumed to report everything; otherwise it is assumed to report
   * nothing.
   */
  public static RunRecord assumed(
      List<Capability.Journal.Entry> events, Optional<RecoveryRecord> recovery) {
    TreeSet<String> names = new TreeSet<>();
    if (!events.isEmpty()) {
      names.add(Capability.Journal.class.getSimpleName());
    }
    if (recovery.isPresent()) {
      names.add(Capability.Recovery.class.getSimpleName());
    }
    List<String> reports = events.isEmpty() ? List.of() : Capability.Journal.ASKED_FOR;
    return new RunRecord(VERSION, List.copyOf(names), reports, COMPLETE);
  }

  /** Returns true if the cluster had this capability. */
  public boolean has(Class<? extends Capability> kind) {
    return capabilities.contains(kind.getSimpleName());
  }

  /** The same with another ending. */
  public RunRecord ended(String how) {
    return new RunRecord(version, capabilities, reports, how);
  }
}
