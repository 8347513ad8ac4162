package dev.ariadne.harness.store;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of recovering the nodes from copies of their disks alone.
 *
 * @param settled index that all nodes had applied before they were stopped; -1 if they did not
 *     reach one within the target's limit
 * @param nodes in the cluster's order; empty if they did not settle
 * @param keeper the node whose log was replayed from its first entry; empty if there was none
 * @param replayed hash of the state by index, from that log; empty if it could not be replayed
 * @param replayError the reason if it could not be replayed; empty if it could
 */
public record RecoveryRecord(
    long settled,
    List<Node> nodes,
    String keeper,
    SortedMap<Long, String> replayed,
    String replayError) {

  /**
   * @param index the index that the recovery reached
   * @param stateHash empty if recovery failed
   * @param error the reason if recovery failed; empty if it did not
   */
  public record Node(String node, long index, long term, String stateHash, String error) {}

  public RecoveryRecord {
    nodes = List.copyOf(nodes);
    replayed = new TreeMap<>((Map<Long, String>) replayed);
  }

  /** The result if the nodes did not settle. */
  public static RecoveryRecord unsettled() {
    return new RecoveryRecord(-1, List.of(), "", new TreeMap<>(), "");
  }
}
