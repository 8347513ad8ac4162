/**
 * The raft algorithm: events go in, a {@link dev.ariadne.server.raft.Ready} comes out. It imports
 * {@code java.util} and {@code dev.ariadne.server.base} only. It does no I/O, reads no clock,
 * starts no thread and logs nothing. Time is counted in ticks, and randomness is an argument. The
 * same events in the same order give the same results. Section numbers are those of Ongaro's
 * dissertation, "Consensus: Bridging Theory and Practice" (2014); figures are those of the raft
 * paper. Effects as data, progress states and numbered saves follow etcd's raft.
 *
 * <p>Values, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.raft.Entry}: one entry of the replicated log.
 *   <li>{@link dev.ariadne.server.raft.Payload}: the content of an entry.
 *   <li>{@link dev.ariadne.server.raft.HardState}: term, vote and commit index; what a server must
 *       not forget.
 *   <li>{@link dev.ariadne.server.raft.Member}: one server of the cluster.
 *   <li>{@link dev.ariadne.server.raft.Membership}: the servers of a cluster, by id.
 *   <li>{@link dev.ariadne.server.raft.Change}: a membership change by one server.
 *   <li>{@link dev.ariadne.server.raft.SnapshotMeta}: index, term and members that a snapshot
 *       stands for.
 *   <li>{@link dev.ariadne.server.raft.Origin}: the unique name of a proposal or a read round.
 *   <li>{@link dev.ariadne.server.raft.LogFault}: evidence that a disk has lost promised data.
 *   <li>{@link dev.ariadne.server.raft.Message}: a message between servers.
 *   <li>{@link dev.ariadne.server.raft.MessageCheck}: refuses messages that no correct server
 *       sends; called before {@code Node.step}.
 * </ol>
 *
 * <p>The interface of the core, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.raft.Node}: the raft algorithm of one server; the one class to
 *       call. It answers requests for votes itself ({@code answer}).
 *   <li>{@link dev.ariadne.server.raft.Restored}: the state that a node starts from.
 *   <li>{@link dev.ariadne.server.raft.Ready}: what the caller has to do, and in which order.
 *   <li>{@link dev.ariadne.server.raft.Save}: what must be durable before certain messages are
 *       sent.
 *   <li>{@link dev.ariadne.server.raft.Proposal}: the answer to a proposed command.
 *   <li>{@link dev.ariadne.server.raft.ReadRequest}: the answer to a request for a read index.
 *   <li>{@link dev.ariadne.server.raft.ReadState}: an answered read round.
 *   <li>{@link dev.ariadne.server.raft.Status}: a node's current state, for reports.
 *   <li>{@link dev.ariadne.server.raft.NodeView}: reads a node's state and changes nothing.
 * </ol>
 *
 * <p>Roles, one class each with that role's data only:
 *
 * <ol>
 *   <li>{@code Role}: the current role of a server (sealed).
 *   <li>{@code Follower}: follows a leader; waits for an election timeout.
 *   <li>{@code LogFaultClaim}: a leader's claim that this follower's log is wrong, and how often it
 *       came.
 *   <li>{@code PreCandidate}: asks whether it would win an election.
 *   <li>{@code Candidate}: asks for votes in a new term.
 *   <li>{@code Ballot}: the votes collected in one campaign.
 *   <li>{@code Leader}: replicates the log, commits entries and serves reads.
 * </ol>
 *
 * <p>Parts, in reading order:
 *
 * <ol>
 *   <li>{@code Core}: the state that a server has in every role: term, vote, log and commit.
 *   <li>{@code RaftLog}: the entries in memory, after a snapshot.
 *   <li>{@code Saves}: which state is durable, on its way to the disk, or not saved yet.
 *   <li>{@code Delivery}: what the state machine has been given.
 *   <li>{@code Outbox}: messages that wait for the next {@code Ready}.
 *   <li>{@code Progress}: the replication state of one follower, at the leader.
 *   <li>{@code ReadRounds}: a leader's read rounds.
 *   <li>{@code Quorum}: majorities of voters.
 * </ol>
 *
 * <p>Calls go down these lists, never up. {@code Node} replaces roles and calls them. Roles call
 * {@code Core} and their own parts, and return the next role. Parts call no role and not {@code
 * Node}. From outside, one thread at a time calls {@code Node}.
 *
 * <p>Invariants, checked in every run:
 *
 * <ul>
 *   <li>applied &lt;= handed out &lt;= commit &lt;= last index; snapshot &lt;= commit; stable &lt;=
 *       last index;
 *   <li>a term never falls, and a server votes once in it (3.4); both are durable before a vote is
 *       asked for, granted or counted, and before an append is acknowledged in that term (3.8);
 *   <li>a server hears at most one leader in a term (3.4); a leader never cuts its log, and no
 *       server cuts a committed entry (3.5, 3.6);
 *   <li>a leader commits by counting only entries of its own term (3.6.2), and counts itself only
 *       for entries that it has saved (10.2.1);
 *   <li>a follower's commit and acknowledgement go no further than this append has verified (3.5);
 *   <li>a pre-vote changes no server's state, and a server ignores vote requests while it hears a
 *       leader (4.2.3, 9.6); a leader that hears no quorum steps down (6.2);
 *   <li>a read waits for a commit in the leader's term, and for a round of heartbeats that began
 *       after the read (6.4);
 *   <li>a membership is in effect as soon as it is in the log, and as long as it is there (4.1).
 * </ul>
 *
 * <p>A restored disk can cause situations that no correct server causes. These are no invariants: a
 * follower that finds such a situation takes no further part ({@link
 * dev.ariadne.server.raft.LogFault}).
 *
 * <p>Bounds: entries and bytes in an append, appends in flight to a follower, uncommitted bytes,
 * reads that wait ({@link dev.ariadne.server.raft.Node.Config}).
 *
 * <p>Members change one at a time. Only the leader proposes a change, after it has committed an
 * entry of its term, and while no other change is uncommitted (4.1). An added server is a learner
 * first. The caller asks for its promotion; the leader says whether it has caught up. Votes,
 * commits and reads count by the current membership. A leader that removes itself hands over once
 * the removal is committed (4.2.2, 3.10). A server stands for election only where its own
 * incarnation votes, because it does not know the promises of an earlier incarnation of its id.
 */
package dev.ariadne.server.raft;
