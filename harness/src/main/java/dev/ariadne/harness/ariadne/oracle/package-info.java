/**
 * Oracles: what must hold inside the nodes of a cluster at every moment, whatever clients see. In
 * reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.Oracles} is told what happens, and has a {@link
 *       dev.ariadne.harness.ariadne.oracle.Violation} for each rule that was broken
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.ObservedProcess}, {@link
 *       dev.ariadne.harness.ariadne.oracle.NodeView}, {@link
 *       dev.ariadne.harness.ariadne.oracle.DurableImage}: what is read of a node and of its disk
 *   <li>{@code NodeInspector} finds what has changed in a node since it last looked, by its {@code
 *       ObservedNode} (one for each {@code DiskIncarnation} of a disk), and asks about that
 *   <li>{@code PeerClaim} reads frames, {@code DurableLog} the log on a disk, each on its own: a
 *       bug in the server's writer, reader or voter does not blind them. {@code EntryHash}, {@code
 *       TermsAndHashes}, {@code CommittedEntries} and {@code ReferenceStore} are what is remembered
 *   <li>the rules, a class and a name each. Elections: {@code OneLeader}, {@code OneVote}, {@code
 *       CompleteVotes}, {@code ElectedByMajority}, {@code LeaderCompleteness}. Logs: {@code
 *       LogMatching}, {@code CommittedForEver}, {@code CommitOnQuorum}. Disks: {@code
 *       DurableBeforeSent}, {@code NothingBackwards}, {@code SnapshotEquivalence}. States: {@code
 *       EqualState}, {@code AppliedOnce}. Clients: {@code OkIsCommitted}, {@code CurrentReads}.
 *       Members: {@code MembershipRules}
 * </ol>
 *
 * <p>Calls go down this list. Nothing here changes a node, draws a choice or depends on the order
 * of a hash table; a run is the same with oracles and without. {@code docs/oracles.md} says what
 * each rule means.
 */
package dev.ariadne.harness.ariadne.oracle;
