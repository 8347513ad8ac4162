/**
 * One complete server. Everything here runs on the node's one event loop. Nothing blocks once the
 * node serves, and nothing uses a thread, a socket or a wall clock directly.
 *
 * <p>Start and identity, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.node.Server}: opens the data directory, takes part in the first
 *       start, then runs a {@code RaftNode}.
 *   <li>{@link dev.ariadne.server.node.ServerOptions}: the settings of one server.
 *   <li>{@link dev.ariadne.server.node.Ports}: clock, disk, network and choices of one server.
 *   <li>{@link dev.ariadne.server.node.StartException}: the server cannot start; one line says why
 *       and what to do.
 *   <li>{@code Opening}: recovers a data directory, or prepares it for a first start.
 *   <li>{@code IdentityFile}: the file {@code identity}: member, incarnation and stage of the first
 *       start.
 *   <li>{@code FirstStart}: the protocol by which the first members agree on the member list.
 *   <li>{@code Joining}: how an added server finds its cluster.
 *   <li>{@code Digest}: short hashes that identify things; not for secrecy.
 * </ol>
 *
 * <p>The event loop, in reading order:
 *
 * <ol>
 *   <li>{@code RaftNode}: the event loop around {@link dev.ariadne.server.raft.Node}: saves, sends,
 *       applies.
 *   <li>{@code Saver}: group commit; holds messages back until their save is durable.
 *   <li>{@code Applier}: applies committed entries and snapshots to the state machine.
 *   <li>{@code RoleLog}: logs when this node becomes leader and when it stops.
 *   <li>{@code Health}: says whether clients should use this node.
 * </ol>
 *
 * <p>Requests of clients, in reading order:
 *
 * <ol>
 *   <li>{@code Clients}: gives each request to the part that answers it, or refuses it.
 *   <li>{@code Origins}: numbers commands and read rounds so that no number repeats.
 *   <li>{@code Proposals}: writes that wait for their result; each is answered once.
 *   <li>{@code Reads}: linearizable reads that wait for a read round.
 *   <li>{@code MemberChanges}: membership changes that wait for their result.
 * </ol>
 *
 * <p>Snapshots, in reading order:
 *
 * <ol>
 *   <li>{@code Snapshots}: takes snapshots and deletes what they replace.
 *   <li>{@code SnapshotSender}: sends snapshot files to followers, chunk by chunk.
 *   <li>{@code SnapshotReceiver}: receives one snapshot at a time into a file and checks it.
 * </ol>
 *
 * <p>Messages between servers, in reading order:
 *
 * <ol>
 *   <li>{@code Transport}: encodes and sends frames; accepts only frames that are for this node.
 *   <li>{@code Frame}: a message between servers, with sender and receiver.
 *   <li>{@code FrameCodec}: frames as bytes.
 *   <li>{@link dev.ariadne.server.node.FrameText}: frames as text, for a reader outside the
 *       cluster.
 *   <li>{@code FrameCheck}: refuses frames that no correct server sends.
 *   <li>{@code Refusals}: counts refused frames and logs each reason once for each sender.
 * </ol>
 *
 * <p>Members, in reading order:
 *
 * <ol>
 *   <li>{@code KnownMembers}: the members according to this node's log and state.
 *   <li>{@code Acquaintances}: identities and addresses of other servers, as this node knows them.
 *   <li>{@code Introductions}: messages between members and servers that are no members.
 *   <li>{@code Departures}: incarnations of members whose removal this node saw.
 *   <li>{@code MemberDuties}: membership tasks without a request: promotes learners, informs
 *       removed members.
 *   <li>{@code MemberFaults}: logs followers whose disk was restored or has lost data.
 *   <li>{@code LostMark}: the file {@code lost}: this disk lacks acknowledged data.
 *   <li>{@code OwnFault}: stops a node whose own log turned out to be wrong.
 *   <li>{@code Ending}: stops a node on request or after its removal.
 * </ol>
 *
 * <p>What an operator sees, in reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.node.Event}: an event that is logged as one line.
 *   <li>{@code NodeMetrics}: collects the node's metrics.
 *   <li>{@code Tally}: counts the outcomes of client requests.
 *   <li>{@code Histogram}: counts durations by length.
 *   <li>{@link dev.ariadne.server.node.ServerView}: reads the state of a serving node and changes
 *       nothing.
 * </ol>
 */
package dev.ariadne.server.node;
