/**
 * The raft algorithm: events in, a {@link dev.ariadne.server.raft.Ready} out. It imports {@code
 * java.util} and {@code dev.ariadne.server.base} only; it does no I/O, reads no clock, starts no
 * thread and logs nothing. Time is ticks, randomness is handed in, and the same events in the same
 * order give the same results. Section numbers are those of Ongaro's dissertation, "Consensus:
 * Bridging Theory and Practice" (2014), figures those of the paper before it; effects as data,
 * progress states and numbered saves follow etcd's raft.
 *
 * <p>In reading order:
 *
 * <ol>
 *   <li>values: {@link dev.ariadne.server.raft.Entry} with its {@link
 *       dev.ariadne.server.raft.Payload}, {@link dev.ariadne.server.raft.HardState}, {@link
 *       dev.ariadne.server.raft.Membership}, {@link dev.ariadne.server.raft.SnapshotMeta}, {@link
 *       dev.ariadne.server.raft.Origin}, {@link dev.ariadne.server.raft.LogFault}, and every {@link
 *       dev.ariadne.server.raft.Message};
 *   <li>{@link dev.ariadne.server.raft.Node}, the one class to call: it dispatches by message and
 *       by role, and collects the {@link dev.ariadne.server.raft.Ready}, whose Javadoc is the order
 *       of doing. It starts from a {@link dev.ariadne.server.raft.Restored} and answers with {@link
 *       dev.ariadne.server.raft.Proposal}, {@link dev.ariadne.server.raft.ReadRequest} and {@link
 *       dev.ariadne.server.raft.Status};
 *   <li>the roles, one class each with only that role's data: {@code Follower}, {@code
 *       PreCandidate}, {@code Candidate} (both with a {@code Ballot}) and {@code Leader}, sealed
 *       under {@code Role}; a follower's {@code LogFaultClaim} is what its leader says against its
 *       log;
 *   <li>{@code Core}, what a server keeps in every role: term, vote, commit, and
 *   <li>its parts: {@code RaftLog} (entries in memory, behind a snapshot), {@code Saves} (what is
 *       durable), {@code Delivery} (what the state machine has been given), {@code Outbox};
 *   <li>{@link dev.ariadne.server.raft.MessageCheck}: what another server may say, to be asked
 *       before {@code Node.step};
 *   <li>a leader's parts: {@code Progress} (one for each follower), {@code ReadRounds}, {@code
 *       Quorum}.
 * </ol>
 *
 * <p>Calls go down this list, never up: {@code Node} replaces roles and calls them; roles call
 * {@code Core} and their own parts and return the role that follows; parts know nobody. From
 * outside, one thread at a time calls {@code Node}.
 *
 * <p>Invariants, checked in every run:
 *
 * <ul>
 *   <li>applied &lt;= handed out &lt;= commit &lt;= last index; snapshot &lt;= commit; stable &lt;=
 *       last index;
 *   <li>a term never falls, and has one vote (3.4); both are durable before a vote is asked for,
 *       granted or counted, and before an append is acknowledged in that term (3.8);
 *   <li>at most one leader is heard in a term (3.4); a leader never cuts its log, and nobody cuts
 *       what is committed (3.5, 3.6);
 *   <li>a leader commits by counting only entries of its own term (3.6.2), itself counted only for
 *       what it has saved (10.2.1);
 *   <li>a follower's commit and acknowledgement go no further than what that very append has
 *       verified (3.5);
 *   <li>no pre-vote changes anybody's state, and no vote is looked at while a leader is heard
 *       (4.2.3, 9.6); a leader that hears no quorum steps down (6.2);
 *   <li>a read waits for a commit in the leader's term and for a round of heartbeats begun after it
 *       (6.4);
 *   <li>a membership counts from the moment it is in the log, and no longer (4.1).
 * </ul>
 *
 * <p>What no correct server brings about but a disk that was put back does, is no invariant: a
 * follower that finds it takes no further part ({@link dev.ariadne.server.raft.LogFault}).
 *
 * <p>Bounds: entries and bytes in an append, appends in flight to a follower, bytes not yet
 * committed, reads that wait ({@link dev.ariadne.server.raft.Node.Config}).
 *
 * <p>Members change one at a time ({@link dev.ariadne.server.raft.Change}): proposed by the leader
 * alone, not before it has committed an entry of its term, not while another change is uncommitted
 * (4.1). Whoever is added is a learner first; when to promote it is the caller's to ask, whether it
 * has caught up the leader's to say. Votes, commits and reads count by the membership of the
 * moment; a leader that takes itself out hands over once that is committed (4.2.2, 3.10). A server
 * stands for election only where its own incarnation votes: of what a former life of its id has
 * promised it knows nothing.
 */
package dev.ariadne.server.raft;
