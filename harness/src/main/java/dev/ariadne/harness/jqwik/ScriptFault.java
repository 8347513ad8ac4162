package dev.ariadne.harness.jqwik;

/**
 * What is done to a node, or to the whole network, and undone again.
 *
 * @param node from 1; counted round where there are fewer; of no matter to the network
 * @param atMillis after the beginning, at least 0
 * @param forMillis how long it lasts, more than 0
 */
public record ScriptFault(Kind kind, int node, int atMillis, int forMillis) {

  public ScriptFault {
    Script.within("ScriptFault", "node", node, 1, Integer.MAX_VALUE);
    Script.within("ScriptFault", "atMillis", atMillis, 0, Integer.MAX_VALUE);
    Script.within("ScriptFault", "forMillis", forMillis, 1, Integer.MAX_VALUE);
  }

  /** The simpler ones first. */
  public enum Kind {
    /** The process dies; its machine goes on. */
    KILLED("is killed", "is started again"),
    PAUSED("is paused", "is resumed"),
    /** What it had not synced is gone, or not, as chance has it. */
    POWERLESS("loses power", "is started again"),
    /** Nobody hears it, and it hears nobody; what was held arrives afterwards. */
    CUT_OFF("is cut off from the other nodes", "is connected to the other nodes again"),
    DEAF("receives nothing from the other nodes", "receives from the other nodes again"),
    MUTE("does not reach the other nodes", "reaches the other nodes again"),
    /** Every step takes half a second longer. */
    SLOW_DISK("has a slow disk", "has a fast disk again"),
    /** The next write to its disk fails. */
    BAD_DISK("has a disk that cannot be written", "has a sound disk again"),
    /** Its last write has left the beginning of a record. */
    TORN("is killed in the middle of a write", "is started again"),
    LOSSY("the network loses one message of three", "the network loses no message"),
    TWICE("each message arrives twice", "each message arrives once"),
    LATE("half of the messages are late, by up to 3 s", "the messages are in time");

    private final String begins;
    private final String ends;

    Kind(String begins, String ends) {
      this.begins = begins;
      this.ends = ends;
    }

    /** Whether it strikes a node, and not the network. */
    public boolean isOfNode() {
      return compareTo(LOSSY) < 0;
    }
  }

  /**
   * How it is told that it begins.
   *
   * @param name of the node
   */
  String begins(String name) {
    return kind.isOfNode() ? name + " " + kind.begins : kind.begins;
  }

  /** How it is told that it ends. */
  String ends(String name) {
    return kind.isOfNode() ? name + " " + kind.ends : kind.ends;
  }
}
