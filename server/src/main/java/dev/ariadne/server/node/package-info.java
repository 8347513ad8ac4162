/**
 * One server, put together. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.node.Server}: opens what the disk holds, or takes part in the
 *       first start, then runs a {@code RaftNode}; what HTTP calls
 *   <li>{@code FirstStart}, {@code Joining}, {@code IdentityFile}, {@code Opening}: how a server
 *       comes to know who it is
 *   <li>{@code RaftNode}: the one event loop around {@code raft.Node}: saves, sends, applies
 *   <li>{@code Clients}, and who waits behind it: {@code Proposals}, {@code Reads}, {@code
 *       MemberChanges}
 *   <li>{@code Saver}: group commit, and messages that wait for it
 *   <li>{@code Applier}: committed entries and snapshots into the state machine
 *   <li>{@code Snapshots}, {@code SnapshotSender}, {@code SnapshotReceiver}: taken, sent, received
 *   <li>{@code Transport}, {@code Frame}, {@code FrameCodec}: to and from the other servers
 *   <li>{@code Acquaintances}, {@code KnownMembers}, {@code FrameCheck}, {@code Refusals}: which
 *       frames are let in, and where answers go
 *   <li>{@code Introductions}, {@code Departures}, {@code MemberDuties}: what members say to those
 *       that are none yet or no more, and do about them unasked
 *   <li>{@code OwnFault}, {@code LostMark}: a node whose disk was put back ends with the story, and
 *       does not start again; {@code MemberFaults}: a leader tells of members that are so
 *   <li>{@code Ending}: a node that is asked to stop, or was removed
 * </ol>
 *
 * <p>Everything here runs on the node's one loop; nothing blocks once it serves, nothing knows a
 * thread, a socket or a wall clock. {@link dev.ariadne.server.node.Event} is what it tells the
 * world.
 */
package dev.ariadne.server.node;
