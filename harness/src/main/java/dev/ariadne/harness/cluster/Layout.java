package dev.ariadne.harness.cluster;

import dev.ariadne.harness.Choices;
import java.nio.file.Path;

/**
 * The cluster that a test asks for.
 *
 * @param nodes how many, at least 1
 * @param directory the run's own directory, which exists. The target puts what belongs to a node,
 *     logs and data alike, below a directory of the node's name in here.
 * @param choices where whatever the target itself has to choose comes from; its sites begin with
 *     the target's name
 * @param snapshotCount entries between two snapshots, at least 1; also how often the nodes report
 *     their state hash (see {@link Capability.Journal})
 * @param keepEntries entries kept behind a snapshot, at least 0
 * @param keeper number of the one node, from 0 in the order of {@link Cluster#nodes}, that keeps
 *     every entry so that its log can be replayed from nothing; -1 for none
 * @param staleReads clients ask their node for its local copy when they read, which is wrong on
 *     purpose
 */
public record Layout(
    int nodes,
    Path directory,
    Choices choices,
    long snapshotCount,
    long keepEntries,
    int keeper,
    boolean staleReads) {}
