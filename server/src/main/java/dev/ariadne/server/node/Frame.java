package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.SnapshotMeta;

/** What travels between servers, one at a time. Each says who sends it. */
sealed interface Frame {

  /**
   * A message of the raft algorithm. Sender and receiver are named in full, so that nothing from or
   * for a former life of a disk, or another cluster, is ever taken for its namesake's.
   *
   * @param fromAddress where an answer is to go, also while the receiver's membership lacks the
   *     sender
   */
  record Raft(Identity from, String fromAddress, Identity to, Message message) implements Frame {}

  /**
   * A part of a snapshot's file.
   *
   * @param term the sender's term when the transfer began
   * @param size of the whole file, in bytes
   */
  record SnapshotChunk(
      Identity from,
      String fromAddress,
      Identity to,
      long term,
      SnapshotMeta snapshot,
      long size,
      long offset,
      Bytes bytes)
      implements Frame {}

  /**
   * How much of a snapshot's file the receiver holds, from its beginning.
   *
   * @param index of the snapshot
   * @param received equal to the size once the file is whole and durable; -1 if it cannot be taken
   */
  record SnapshotAck(Identity from, String fromAddress, Identity to, long index, long received)
      implements Frame {}

  /**
   * A first member introduces itself.
   *
   * @param peers the first members as its operator listed them
   * @param storedList hash of the complete list that it has stored, 0 for none yet
   * @param answer true if this answers another hello, and so needs none
   */
  record Hello(
      int id, long incarnation, String address, String peers, long storedList, boolean answer)
      implements Frame {}

  /** You are not who this cluster knows by your id: what to do about it. */
  record Refusal(int id, long incarnation, String why) implements Frame {}
}
