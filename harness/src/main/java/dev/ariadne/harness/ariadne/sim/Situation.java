package dev.ariadne.harness.ariadne.sim;

/**
 * A situation that a world counts. Those that make raft hard come first: a sweep has to get into
 * each of them. The others say how a world went.
 */
public enum Situation {
  CONFLICT_TRUNCATED("conflict truncated"),
  OVERWRITTEN_SAVE("save of entries that were overwritten meanwhile"),
  SNAPSHOT_INSTALLED("snapshot installed"),
  SNAPSHOT_INSTALLED_OVER_CONFLICT("snapshot installed over a conflicting log"),
  SNAPSHOT_TAKEN("snapshot taken"),
  LEADER_CHANGED("leader changed"),
  LEADER_CHANGED_IN_MEMBER_CHANGE("leader changed with a membership change in flight"),
  TORN_END_REPAIRED("torn end repaired"),
  CRASHED_TWICE("two crashes of a node in one run"),
  UNSYNCED_LOST("power cut with something unsynced"),
  CRASHED_MID_STEP("crash in the middle of a step"),
  STOPPED_BY_DISK("node stopped by an error of its disk"),
  DAMAGE_NOTICED("damage noticed"),
  FRAME_OUTLIVED_SENDER("frame outlived its sender"),
  LEARNER_PROMOTED("learner promoted"),
  REMOVED_WHILE_RUNNING("removed node told that it is none any more"),
  OUTCOME_UNKNOWN("unknown outcome"),
  OUTCOME_SEEN_LATER("unknown outcome later seen"),
  LATE_ANSWER("answer after its client gave up"),
  FRAME_LOST("frames-lost"),
  FRAME_DOUBLED("frames-doubled"),
  FRAME_LATE("frames-late"),

  MEMBER_CHANGE_TRUNCATED("membership change cut out of a log", false),
  WRITE_IN_SNAPSHOT("write jumped over by an installed snapshot", false),
  WRITE_TOO_LARGE("write refused as too large", false),
  FRAME_OF_ANOTHER_CLUSTER("frames of another cluster", false),
  MEMBER_ADDED_LATE("member added by a late request", false),
  MEMBER_REMOVED_LATE("member removed by a late request", false),
  BACKGROUND_POWER_CUT("unrest-power-cuts", false),
  BACKGROUND_KILL("unrest-kills", false),
  BACKGROUND_STOP("unrest-stops", false),
  BACKGROUND_LINK_CUT("unrest-links-cut", false),
  NEW_LEADER_STRUCK("unrest-new-leaders-struck", false),
  SUCCESSOR_STRUCK("unrest-successors-struck", false),
  LEADER_STRUCK_IN_MEMBER_CHANGE("unrest-leaders-struck-in-a-change", false);

  private final String label;
  private final boolean wanted;

  Situation(String label) {
    this(label, true);
  }

  Situation(String label, boolean wanted) {
    this.label = label;
    this.wanted = wanted;
  }

  /** The name under which it is printed; never changes. */
  public String label() {
    return label;
  }

  /** Returns true if a sweep of many worlds has to reach this situation. */
  public boolean wanted() {
    return wanted;
  }
}
