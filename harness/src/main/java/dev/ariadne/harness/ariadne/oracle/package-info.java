/**
 * Oracles: rules that must hold inside the nodes of a cluster at every moment, independent of what
 * clients see. {@code docs/oracles.md} explains each rule.
 *
 * <p>Observation, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.Oracles}: all oracles of one cluster; receives
 *       events in order and collects violations.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.Violation}: one broken rule.
 *   <li>{@code ViolationLog}: adds event and time to what the oracles find.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.EventTime}: the number and the virtual time of an
 *       event.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.ObservedProcess}: one start of a server: its
 *       state and its disk.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.NodeView}: what oracles read of a serving node.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.DurableImage}: what a power failure at this
 *       moment would leave on a disk.
 *   <li>{@code NodeInspector}: finds what changed in a node, and calls the oracles for it.
 *   <li>{@code ObservedNode}: what the last look at a node's incarnation found.
 *   <li>{@code DiskIncarnation}: one incarnation of a member's disk.
 *   <li>{@code DiskIncarnations}: all incarnations of all members, ended ones too.
 * </ol>
 *
 * <p>Independent readers and models, in reading order. They do not use the server's own readers,
 * votes or state machine, so a bug there does not hide itself:
 *
 * <ol>
 *   <li>{@code PeerClaim}: what a frame between servers promises, read from its bytes.
 *   <li>{@code DurableLog}: a node's log, read from its durable image.
 *   <li>{@code LogEnd}: a position between two batches in the log's files.
 *   <li>{@code LittleEndian}: little-endian numbers in an array.
 *   <li>{@code EntryHash}: hashes of entries, equal in memory and on disk.
 *   <li>{@code TermsAndHashes}: a log as terms and hashes.
 *   <li>{@code CommittedEntries}: all entries that the cluster has committed.
 *   <li>{@code ReferenceStore}: a plain state machine that replays the committed entries.
 * </ol>
 *
 * <p>Elections, in reading order:
 *
 * <ol>
 *   <li>{@code OneLeader}: at most one leader is elected in a term.
 *   <li>{@code OneVote}: a node votes for one candidate in a term.
 *   <li>{@code CompleteVotes}: a node votes only for a candidate whose log is at least as complete
 *       as its own.
 *   <li>{@code Electability}: whether a node may stand for election; no rule by itself.
 *   <li>{@code ElectedByMajority}: a leader has votes from a majority of the voters.
 *   <li>{@code CandidateEligibility}: only voters stand for election, after a pre-vote or a
 *       handover.
 *   <li>{@code LeadershipTransfer}: a handover elects a voter that holds the leader's whole log.
 *   <li>{@code LeaderCompleteness}: a leader's log holds all entries committed in earlier terms.
 * </ol>
 *
 * <p>Logs and disks, in reading order:
 *
 * <ol>
 *   <li>{@code LogMatching}: two logs with the same entry at an index agree up to it.
 *   <li>{@code MatchAsAcknowledged}: a leader counts only what a follower acknowledged in this
 *       term.
 *   <li>{@code CommitOnQuorum}: a committed entry is durable at a majority.
 *   <li>{@code CommittedForEver}: a committed entry is never replaced or removed.
 *   <li>{@code DurableBeforeSent}: a node's promises are on its disk before it sends them.
 *   <li>{@code DurableLogRules}: judges what an incarnation's durable log says.
 *   <li>{@code NothingBackwards}: term, commit and state of a node never go back.
 *   <li>{@code SnapshotEquivalence}: a durable snapshot equals a replay of the log.
 * </ol>
 *
 * <p>State, clients and members, in reading order:
 *
 * <ol>
 *   <li>{@code EqualState}: nodes at the same applied index have the same state.
 *   <li>{@code AppliedOnce}: the state contains each command once.
 *   <li>{@code OkIsCommitted}: an acknowledged change is committed.
 *   <li>{@code RefusedNeverHappens}: a refused write has no effect.
 *   <li>{@code CurrentReads}: a linearizable read sees everything committed before it began.
 *   <li>{@link dev.ariadne.harness.ariadne.oracle.HttpAsDocumented}: a request means what its bytes
 *       say, and a reply is told as the page on HTTP says.
 *   <li>{@code ConfirmedReads}: a linearizable read waits for a heartbeat round of a majority.
 *   <li>{@code MemberChange}: the one difference between two memberships; no rule by itself.
 *   <li>{@code MembershipRules}: members change one at a time.
 *   <li>{@code RequestedMembers}: members change only as somebody has requested.
 *   <li>{@code MembersInEffect}: a node uses the newest membership in its log.
 * </ol>
 *
 * <p>Calls go down these lists. Nothing here changes a node, draws a choice or depends on the order
 * of a hash table, so a run is the same with and without oracles.
 */
package dev.ariadne.harness.ariadne.oracle;
