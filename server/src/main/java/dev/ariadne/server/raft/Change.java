package dev.ariadne.server.raft;

import java.util.OptionalLong;

/**
 * A change of the members by one server (4.1): majorities before and after it have a server in
 * common, so no two of them can decide differently.
 */
public sealed interface Change {

  /** The server that it is about. */
  int id();

  /**
   * A server joins as a learner, to be promoted by whichever leader sees it caught up (4.2.1). Its
   * incarnation is not known yet and stands as {@link Member#UNKNOWN}.
   */
  record Add(int id, String address) implements Change {}

  /**
   * A learner that has caught up becomes a voter.
   *
   * @param incarnation the life of its disk that has caught up: no other ever votes as it
   */
  record Promote(int id, long incarnation) implements Change {}

  /**
   * A server leaves, perhaps the leader itself (4.2.2).
   *
   * @param incarnation the life of its disk that is meant, {@link Member#UNKNOWN} for that of a
   *     learner: a request that comes late finds another one in its place. Empty: whichever it is
   */
  record Remove(int id, OptionalLong incarnation) implements Change {

    /** Whichever life of its disk it is. */
    public Remove(int id) {
      this(id, OptionalLong.empty());
    }
  }

  /** What became of a change that was handed to {@link Node#change}. */
  sealed interface Outcome {

    /**
     * It is in this leader's log, and in effect; it holds for good once that entry is committed.
     */
    record Appended(long index, long term) implements Outcome {}

    /** It certainly does not happen. */
    record Refused(Why why) implements Outcome {}
  }

  enum Why {
    /** Only a leader changes members. */
    NOT_LEADER,
    /** This leader has not committed an entry of its own term yet. */
    TERM_NOT_COMMITTED,
    /** This leader is handing over, and takes no more. */
    HANDING_OVER,
    /** Another change is not committed yet. */
    UNDER_WAY,
    /** There is a member of this id already. */
    ID_TAKEN,
    /** Another member has this address. */
    ADDRESS_TAKEN,
    /** There are {@link Membership#MEMBERS_MAX} members. */
    TOO_MANY,
    /** There is no such member; for a promotion, no such learner. */
    NO_SUCH_MEMBER,
    /** The member of this id is another life of its disk than the one that was meant. */
    ANOTHER_LIFE,
    /** Nobody would be left to vote. */
    LAST_VOTER,
    /** The learner has not caught up. */
    BEHIND
  }
}
