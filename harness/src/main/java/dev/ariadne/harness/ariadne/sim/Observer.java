package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.node.Event;

/**
 * Looks on while a world runs. It may read whatever the world, its nodes and their disks show, and
 * changes nothing; what it finds wrong it tells {@link SimWorld#complain}. Everything is called on
 * the world's one thread, in the order of what happens.
 */
public interface Observer {

  /** An event has come to its end. Called millions of times in a run. */
  default void happened(SimWorld world) {}

  /** A node hands a frame to the network; it is not known yet what becomes of it. */
  default void sent(SimWorld world, SimNode from, int to, Bytes frame) {}

  /** A frame is about to be given to a node, perhaps long after its sender has died. */
  default void delivered(SimWorld world, int from, SimNode to, Bytes frame) {}

  /** A client's request has come to a node, which is about to take it. */
  default void asked(SimWorld world, SimNode node, Request request) {}

  /** A node answers a client; whether the answer arrives is open. */
  default void replied(SimWorld world, SimNode node, Request request, Reply reply) {}

  /** A node is about to be started on what its disk holds. */
  default void starting(SimWorld world, SimNode node) {}

  /** A node has been started: it serves, waits for others, or has ended already. */
  default void started(SimWorld world, SimNode node) {}

  /** A node has ended. */
  default void ended(SimWorld world, SimNode node, SimNode.End end, String why) {}

  /** A node reports something to its operator. */
  default void reported(SimWorld world, SimNode node, Event event) {}

  /** The harness has changed what is on a node's disk, behind the node's back. */
  default void meddled(SimWorld world, SimNode node) {}

  /** All faults have been taken away. */
  default void healed(SimWorld world) {}
}
