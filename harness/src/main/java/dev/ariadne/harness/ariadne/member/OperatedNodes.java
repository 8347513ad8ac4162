package dev.ariadne.harness.ariadne.member;

import dev.ariadne.harness.cluster.Capability.Membership.Member;
import java.util.List;
import java.util.function.Consumer;

/**
 * The nodes of a cluster as a {@link MembershipOperator} needs them. It contains all differences
 * between real processes, which are asked in threads, and simulated ones, whose answers come as
 * events.
 */
public interface OperatedNodes {

  /**
   * The outcome of a request to change the members.
   *
   * @param conflict true if it is useless to ask again, unless a former leader gave this answer
   * @param text the answer for people
   */
  record Answer(boolean conflict, String text) {}

  /** The members as of the latest entry that any node has reported as applied. */
  List<Member> members();

  /** The nodes that belong to the cluster or run, in the order of their numbers. */
  List<String> nodes();

  String nextName();

  /**
   * Returns true if a node keeps the whole log.
   *
   * @throws IllegalArgumentException if no such node has ever existed
   */
  boolean isKeeper(String node);

  boolean running(String node);

  /** Gives an empty disk to a former node, or to the next new node. */
  void prepare(String node);

  void start(String node);

  /** Ends a node's process, if it runs. */
  void end(String node);

  /** The time that passes between two requests. */
  long betweenTriesNanos();

  /** The time now, from an arbitrary start. */
  long nowNanos();

  /** Begins work that may take long. The work runs before this returns or in another thread. */
  void begin(Runnable work);

  /** Does work later, never within this call. No other begun work runs at the same time. */
  void after(long nanos, Runnable work);

  /** The members that are asked in turn, out of the running ones; empty only if none runs. */
  List<String> preferred(List<String> running);

  /**
   * Asks a member to add a node, or to remove it. A removal names the present incarnation that the
   * member knows, so a late request does not remove a later incarnation.
   *
   * @param answered called at most once, before this returns or later
   */
  void ask(String member, boolean add, String node, Consumer<Answer> answered);
}
