package dev.ariadne.harness.jqwik;

/**
 * A fault of a node or of the whole network, with its end.
 *
 * @param node the number of the node, from 1, counted round; {@link #LEADER} for the node that
 *     leads when the fault begins. The network ignores it
 * @param atMillis the start of the fault after the start of the script, at least 0
 * @param forMillis the duration of the fault, more than 0
 */
public record ScriptFault(Kind kind, int node, int atMillis, int forMillis) {

  /** The node that leads when the fault begins; the first node if no leader is known. */
  public static final int LEADER = 0;

  public ScriptFault {
    Script.within("ScriptFault", "node", node, LEADER, Integer.MAX_VALUE);
    Script.within("ScriptFault", "atMillis", atMillis, 0, Integer.MAX_VALUE);
    Script.within("ScriptFault", "forMillis", forMillis, 1, Integer.MAX_VALUE);
  }

  /** The kinds, the simpler ones first. */
  public enum Kind {
    /** The process ends; its machine continues. */
    KILLED("is killed", "is started again"),
    PAUSED("is paused", "is resumed"),
    /** The machine loses power. Data that was not synced may be lost; the world decides. */
    POWERLESS("loses power", "is started again"),
    /** No link of the node works in either direction. Held messages arrive afterwards. */
    CUT_OFF("is cut off from the other nodes", "is connected to the other nodes again"),
    DEAF("receives nothing from the other nodes", "receives from the other nodes again"),
    MUTE("does not reach the other nodes", "reaches the other nodes again"),
    /** Every step of the disk takes half a second longer. */
    SLOW_DISK("has a slow disk", "has a fast disk again"),
    /** The next write to its disk fails. */
    BAD_DISK("has a disk that cannot be written", "has a sound disk again"),
    /** The node is killed, and its last write has left only the beginning of a record. */
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

    /** Returns true for a fault of a node, and false for a fault of the network. */
    public boolean isOfNode() {
      return compareTo(LOSSY) < 0;
    }
  }

  /**
   * The text of its start.
   *
   * @param name the name of the node
   */
  String begins(String name) {
    return kind.isOfNode() ? name + " " + kind.begins : kind.begins;
  }

  /** The text of its end. */
  String ends(String name) {
    return kind.isOfNode() ? name + " " + kind.ends : kind.ends;
  }
}
