package dev.ariadne.harness.check;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RecoveryRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Snapshots lose nothing and add nothing. All nodes recover from their disks to the same state. All
 * had the same state at each index at which they reported it. The keeper's log, replayed from its
 * first entry without any snapshot, gives the same states.
 */
final class SnapshotRecoveryCheck implements Check {

  @Override
  public String name() {
    return "snapshot-recovery";
  }

  @Override
  public Result check(Evidence evidence) {
    SortedMap<Long, SortedMap<String, String>> reported = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Capability.Journal.Entry event : evidence.events()) {
      if (event.kind().equals("state-hash")) {
        long index = Long.parseLong(event.fields().get("index"));
        String hash = event.fields().get("hash");
        String before =
            reported.computeIfAbsent(index, i -> new TreeMap<>()).put(event.node(), hash);
        if (before != null && !before.equals(hash)) {
          wrong.add(event.node() + " had two states at index " + index);
        }
      }
    }
    compareReports(reported, wrong);
    evidence.recovery().ifPresent(recovery -> compareDisks(recovery, reported, wrong));
    long installed = FaultEffects.count(evidence.events(), "snapshot-installed");
    long purged = FaultEffects.count(evidence.events(), "segment-purged");
    Map<Object, Object> data = Edn.map();
    Edn.put(data, "indices-compared", (long) reported.size());
    Edn.put(data, "snapshots-installed", installed);
    Edn.put(data, "segments-purged", purged);
    evidence.recovery().ifPresent(recovery -> Edn.put(data, "settled", recovery.settled()));
    Result result =
        wrong.isEmpty()
            ? found(evidence, reported, installed, purged)
            : Result.of(
                    name(),
                    Verdict.INVALID,
                    "Nodes that applied the same entries do not recover to the same state, or had"
                        + " different states.")
                .withDetails(wrong);
    return result.withData(data);
  }

  private static void compareReports(
      SortedMap<Long, SortedMap<String, String>> reported, List<String> wrong) {
    reported.forEach(
        (index, hashes) -> {
          if (distinct(hashes.values()) > 1) {
            wrong.add("the nodes had different states at index " + index + ": " + hashes);
          }
        });
  }

  private static long distinct(Iterable<String> hashes) {
    Set<String> set = new HashSet<>();
    hashes.forEach(set::add);
    return set.size();
  }

  private static void compareDisks(
      RecoveryRecord recovery,
      SortedMap<Long, SortedMap<String, String>> reported,
      List<String> wrong) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (RecoveryRecord.Node node : recovery.nodes()) {
      if (!node.error().isEmpty()) {
        wrong.add(node.node() + " cannot recover from its disk: " + node.error());
      } else if (node.index() != recovery.settled()) {
        wrong.add(
            node.node()
                + " had applied the entries up to "
                + recovery.settled()
                + ", but recovers only to "
                + node.index());
      } else {
        hashes.put(node.node(), node.stateHash());
      }
    }
    if (distinct(hashes.values()) > 1) {
      wrong.add(
          "the nodes recovered to different states at index " + recovery.settled() + ": " + hashes);
    }
    recovery
        .replayed()
        .forEach(
            (index, hash) -> {
              SortedMap<String, String> said = reported.getOrDefault(index, new TreeMap<>());
              if (!said.isEmpty() && !said.containsValue(hash)) {
                wrong.add(
                    "at index "
                        + index
                        + " a replay of the log of "
                        + recovery.keeper()
                        + " gives the state "
                        + hash
                        + ", but the nodes had "
                        + said);
              }
            });
  }

  private Result found(
      Evidence evidence,
      SortedMap<Long, SortedMap<String, String>> reported,
      long installed,
      long purged) {
    if (evidence.recovery().isEmpty()) {
      boolean cut = evidence.healed() < 0 || !evidence.ended() || !evidence.complete();
      return cut && evidence.run().has(Capability.Recovery.class) || !evidence.ended()
          ? Result.of(
              name(), Verdict.UNKNOWN, "The run was cut short before the recovery from the disks.")
          : Result.notChecked(
              name(),
              "this target cannot recover its nodes from copies of their disks (it has no"
                  + " capability Recovery).");
    }
    RecoveryRecord recovery = evidence.recovery().get();
    if (recovery.settled() < 0) {
      return Result.of(
          name(), Verdict.UNKNOWN, "The nodes did not reach the same applied index in time.");
    }
    if (!recovery.replayError().isEmpty()) {
      return Result.of(
          name(),
          Verdict.UNKNOWN,
          "The log of " + recovery.keeper() + " could not be replayed: " + recovery.replayError());
    }
    boolean silent = recovery.nodes().stream().anyMatch(node -> node.stateHash().isEmpty());
    if (recovery.nodes().isEmpty() || silent) {
      return Result.of(
          name(),
          Verdict.UNKNOWN,
          "The target did not report the states to which the disks recover.");
    }
    boolean one = evidence.scenario().cluster().nodes() == 1;
    boolean disturbed = !evidence.scenario().faults().kinds().isEmpty();
    List<String> missing = new ArrayList<>();
    long compared = reported.values().stream().filter(hashes -> one || hashes.size() > 1).count();
    // Few or none where the keeper itself was given a snapshot early: its log has a gap there.
    long replayed = recovery.replayed().keySet().stream().filter(reported::containsKey).count();
    if (compared == 0 && evidence.tells("state-hash")) {
      missing.add("there was no index at which states could be compared");
    }
    // Only who was held up, or came with an empty disk, is so far behind that a snapshot is needed.
    if (installed == 0 && !one && disturbed && evidence.tells("snapshot-installed")) {
      missing.add("no snapshot was installed");
    }
    if (purged == 0 && evidence.tells("segment-purged")) {
      missing.add("no segment was purged");
    }
    if (!missing.isEmpty()) {
      return Result.of(
          name(), Verdict.VACUOUS, "Too little happened: " + String.join(", ", missing) + ".");
    }
    List<String> untold =
        List.of("state-hash", "snapshot-installed", "segment-purged").stream()
            .filter(kind -> !evidence.tells(kind))
            .toList();
    return Result.of(
        name(),
        Verdict.VALID,
        String.format(
            "All %d nodes recover to one state at index %d. The nodes' states agree at %d indices."
                + " A replay of the whole log agrees with them at %d indices. %d snapshots were"
                + " installed, %d segments purged%s.",
            recovery.nodes().size(),
            recovery.settled(),
            compared,
            replayed,
            installed,
            purged,
            untold.isEmpty()
                ? ""
                : " (this target does not report " + String.join(", ", untold) + ")"));
  }
}
