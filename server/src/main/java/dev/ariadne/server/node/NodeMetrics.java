package dev.ariadne.server.node;

import dev.ariadne.server.kv.Metric;
import dev.ariadne.server.raft.NodeView;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.wal.Wal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node has to say in numbers. What is counted is counted where it happens; here it is only
 * collected, in one go on the loop, so that the numbers belong together.
 */
final class NodeMetrics {

  /** Parts of a node that count or queue something. */
  record Parts(
      Tally tally,
      Refusals refusals,
      Saver saver,
      Proposals proposals,
      Reads reads,
      Snapshots snapshots,
      Wal wal) {}

  private final Parts parts;
  private Status.RoleName role = Status.RoleName.FOLLOWER;
  private long term;
  private int leader;
  private long campaigns;
  private long electionsWon;
  private long leaderChanges;

  NodeMetrics(Parts parts) {
    this.parts = parts;
  }

  /** Counts what has changed since it was last called. */
  void note(NodeView now) {
    boolean another = now.role() != role || now.term() != term;
    if (another && now.role() == Status.RoleName.LEADER) {
      electionsWon++;
    }
    if (now.role() != role && now.role() == Status.RoleName.PRE_CANDIDATE) {
      campaigns++;
    }
    if (now.leader() != leader && now.leader() != 0) {
      leaderChanges++;
    }
    role = now.role();
    term = now.term();
    leader = now.leader();
  }

  List<Metric> read(Status raft) {
    Map<String, Long> roles = new TreeMap<>();
    for (Status.RoleName name : Status.RoleName.values()) {
      roles.put(name.name().toLowerCase(Locale.ROOT), name == raft.role() ? 1L : 0L);
    }
    return List.of(
        Metric.labelledGauge("ariadne_role", "1 for the role that it is in.", "role", roles),
        Metric.gauge("ariadne_term", "Current term.", raft.term()),
        Metric.gauge("ariadne_leader", "Member that leads, 0 if none is known.", raft.leader()),
        Metric.gauge("ariadne_commit_index", "Last index known committed.", raft.commit()),
        Metric.gauge("ariadne_applied_index", "Last index applied.", raft.applied()),
        Metric.gauge("ariadne_stable_index", "Last index durable here.", raft.stable()),
        Metric.gauge("ariadne_log_first_index", "First index in memory.", raft.firstIndex()),
        Metric.gauge("ariadne_log_last_index", "Last index of the log.", raft.lastIndex()),
        Metric.gauge("ariadne_log_segments", "Log segments on disk.", parts.wal().segmentCount()),
        Metric.gauge(
            "ariadne_snapshot_index",
            "Index of the newest snapshot, 0 for none.",
            parts.snapshots().newest().index()),
        Metric.counter(
            "ariadne_snapshots_taken_total",
            "Snapshots taken of the own state.",
            parts.snapshots().takenCount()),
        Metric.counter(
            "ariadne_snapshots_installed_total",
            "Snapshots received from a leader and installed.",
            parts.snapshots().installedCount()),
        Metric.counter("ariadne_campaigns_total", "Times that it asked to be elected.", campaigns),
        Metric.counter("ariadne_elections_won_total", "Times that it became leader.", electionsWon),
        Metric.counter(
            "ariadne_leader_changes_total", "Times that it learned of a leader.", leaderChanges),
        Metric.counters(
            "ariadne_writes_total",
            "Clients' writes by outcome.",
            "outcome",
            parts.tally().writes()),
        Metric.counters(
            "ariadne_reads_total", "Clients' reads by outcome.", "outcome", parts.tally().reads()),
        Metric.counters(
            "ariadne_frames_refused_total",
            "Frames of other servers that were not let in.",
            "reason",
            parts.refusals().counts()),
        parts
            .saver()
            .latency()
            .metric(
                "ariadne_disk_save_seconds",
                "From handing a batch of the log to the disk until it is synced."),
        Metric.gauge(
            "ariadne_writes_waiting", "Writes not yet answered.", parts.proposals().size()),
        Metric.gauge("ariadne_reads_waiting", "Reads not yet answered.", parts.reads().size()),
        Metric.gauge(
            "ariadne_saves_waiting",
            "Saves that wait for the batch under way.",
            parts.saver().pendingCount()));
  }
}
