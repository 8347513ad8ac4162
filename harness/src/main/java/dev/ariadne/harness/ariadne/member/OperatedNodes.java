package dev.ariadne.harness.ariadne.member;

import dev.ariadne.harness.cluster.Capability.Membership.Member;
import java.util.List;
import java.util.function.Consumer;

/**
 * The nodes of a cluster as a {@link MembershipOperator} needs them: all that differs between real
 * processes, whose answers are waited for, and simulated ones, whose answers come as events.
 */
public interface OperatedNodes {

  /**
   * What came of a request to change the members.
   *
   * @param conflict whether asking again is no use, unless it was the answer of a leader that is
   *     none any more
   * @param text for a person
   */
  record Answer(boolean conflict, String text) {}

  /** The members as of the latest entry that any node has reported as applied. */
  List<Member> members();

  /** The nodes that belong to the cluster or run, in the order of their numbers. */
  List<String> nodes();

  String nextName();

  /**
   * Whether a node keeps the whole log.
   *
   * @throws IllegalArgumentException if there has never been such a node
   */
  boolean isKeeper(String node);

  boolean running(String node);

  /** Gives an empty disk to a node that there has been, or to the next one that there has not. */
  void prepare(String node);

  void start(String node);

  /** Ends a node's process, if it runs. */
  void end(String node);

  /** The time that passes between two requests. */
  long betweenTriesNanos();

  /** The time now, from some moment on. */
  long nowNanos();

  /** Begins work that may take its time: before this returns, or beside the caller. */
  void begin(Runnable work);

  /** Does work later, never within this call; nothing that was begun is done at the same time. */
  void after(long nanos, Runnable work);

  /** Of the members that run, those that are to be asked in turn; not empty if they are not. */
  List<String> preferred(List<String> running);

  /**
   * Asks a member to add a node, or to remove it in its present incarnation as the member knows it:
   * a request that comes late removes no later one.
   *
   * @param answered called once at the most, before this returns or later
   */
  void ask(String member, boolean add, String node, Consumer<Answer> answered);
}
