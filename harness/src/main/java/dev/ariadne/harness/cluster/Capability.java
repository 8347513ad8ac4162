package dev.ariadne.harness.cluster;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Further actions on a cluster, such as faults. Every method returns counters of its effects by
 * name, or nothing where nothing can be counted. The counters are added up over a run and decide
 * whether a fault had an effect.
 */
public interface Capability {

  /** Processes can die and come back. */
  interface Kill extends Capability {

    /** Ends the node at once, as SIGKILL does. Does nothing if the node is down. */
    void kill(String node);

    /** Starts the node with the data on its disk. Does nothing if the node is up. */
    void start(String node);

    /**
     * Returns true if the node's process exists now, according to the operating system. It is true
     * for a paused or cut-off node, and false for a node that has ended, also by itself. Without a
     * {@link Journal} this method alone shows that a node has ended by itself.
     */
    boolean running(String node);
  }

  /** Processes can be stopped in the middle of a step and continued later. */
  interface Pause extends Capability {
    void pause(String node);

    void resume(String node);
  }

  /** The bytes from one node to another can be held. */
  interface Links extends Capability {

    /** Holds all bytes from one node to the other, in one direction, until healed. */
    void cut(String from, String to);

    /**
     * Opens a link again.
     *
     * @param late true: the held bytes arrive now; false: their connections are reset. There is
     *     never a gap in what arrives.
     * @return {@code messages-held} or {@code bytes-held}: the number of held messages or bytes
     */
    SortedMap<String, Long> heal(String from, String to, boolean late);
  }

  /** The bytes from one node to another can be delayed. */
  interface SlowLinks extends Capability {

    /**
     * Makes a link slow, in one direction, until {@link #fast}.
     *
     * @param delayMillis least time from the sending of a byte to its arrival, at least 0
     * @param bytesPerSecond limit for each connection on the link; 0 for no limit
     */
    void slow(String from, String to, long delayMillis, long bytesPerSecond);

    /**
     * Makes the link fast again; bytes in flight arrive now.
     *
     * @return {@code bytes-delayed} or {@code messages-delayed}
     */
    SortedMap<String, Long> fast(String from, String to);
  }

  /** Clients can be cut off from their node. */
  interface ClientLinks extends Capability {

    /** The direction that is held between the clients and a node. */
    enum Direction {
      /** Requests do not reach the node. */
      REQUESTS,
      /** Requests reach it, answers do not come back. */
      ANSWERS,
      BOTH
    }

    /** Holds one direction between clients and the node, from each client's next request on. */
    void cutClients(String node, Direction direction);

    /**
     * Opens the direction again.
     *
     * @param late true: the held bytes arrive now, even requests whose clients have given up;
     *     false: the connections are reset
     * @return {@code bytes-held}
     */
    SortedMap<String, Long> healClients(String node, boolean late);
  }

  /** The end of a dead node's log can be damaged, as a crash during a write would do. */
  interface TornLog extends Capability {

    /** The way in which the end of the log is changed. */
    enum Tear {
      /** Bytes that were written but not yet known to be synced are cut off, as many as chosen. */
      CUT,
      /** The beginning of what could have been the next record. */
      PART_OF_RECORD,
      /** Bytes that are no record. */
      GARBAGE,
      /** Zeros. */
      ZEROS
    }

    /**
     * Damages the log of a node that is down, but never data that the node may have promised.
     *
     * @param tear the kind; CUT becomes PART_OF_RECORD if there is nothing to cut. A log on which
     *     no node has served, or that does not exist yet, is not changed
     * @param choice decides lengths and contents
     * @return the actual damage: tear, file, offset, bytes
     */
    Torn tear(String node, Tear tear, long choice);

    /**
     * The actual damage to a log.
     *
     * @param file empty if there was nothing to damage
     */
    record Torn(Tear tear, String file, long offset, long bytesCut, long bytesAdded) {

      /** There was nothing to damage. */
      public static Torn nothing(Tear tear) {
        return new Torn(tear, "", 0, 0, 0);
      }

      public boolean isNothing() {
        return file.isEmpty();
      }
    }
  }

  /**
   * Synced data of a dead node can be damaged, which no crash does. The node has to notice and
   * refuse to start. It stays out of service until it is replaced ({@link Membership#replace}):
   * neither {@link Kill#start} nor {@link Cluster#heal} starts it.
   */
  interface Damage extends Capability {

    /** The kind of damage. */
    enum Kind {
      /** A segment of the log is cut at any byte that was synced. */
      CUT,
      SEGMENT_GONE,
      SNAPSHOT_GONE,
      SNAPSHOT_CUT,
      /** A bit of a live record of the log changes. */
      BIT,
      SNAPSHOT_BIT
    }

    /**
     * @param kind if there is no snapshot yet, the log is damaged instead
     * @param choice decides the place
     * @return the actual damage
     */
    Damaged damage(String node, Kind kind, long choice);

    record Damaged(Kind kind, String file, long offset, long bytesCut, long bitsFlipped) {}

    /** Starts a damaged node and waits, with a limit, until it refuses or serves. */
    Tried tryToStart(String node);

    /**
     * @param said the node's last line
     */
    record Tried(Reaction reaction, String said) {}

    /** The reaction of a damaged node to its start. */
    enum Reaction {
      /** It ended by itself and said that it is damaged. */
      NOTICED,
      /** It serves: a violation. */
      SERVED,
      /** It ended with another message, or did not end or serve within the limit. */
      UNCLEAR
    }

    /** The nodes that are out of service, in the cluster's order. */
    List<String> outOfService();
  }

  /**
   * Nodes can join and leave.
   *
   * <p>One change is in progress at a time. The target asks one member after the other until the
   * cluster has certainly decided the change, whatever faults occur meanwhile. A change is never
   * given up, so no outcome stays unknown.
   *
   * <p>New nodes continue the names of the first ones: after {@code n5} comes {@code n6}. A former
   * member comes back under its name with an empty disk; to the cluster it is another member.
   */
  interface Membership extends Capability {

    /**
     * The present members, in the order of their numbers, according to the best informed node of
     * those that answer soon. Empty if none answers.
     */
    List<Member> members();

    /**
     * @param votes false while the member is catching up
     */
    record Member(String node, boolean votes) {}

    /** The name of the next new node, which was never used before. */
    String nextName();

    /**
     * Starts a node with an empty disk and begins to ask the cluster to add it. Returns at once.
     *
     * @return false if another change is in progress; then nothing was begun
     * @throws IllegalArgumentException if it is a member
     */
    boolean add(String node);

    /**
     * Begins to ask the cluster to remove a node. The node runs until it learns of its removal and
     * ends by itself, or until {@link #retire}. Returns at once.
     *
     * @return false if another change is in progress; then nothing was begun
     * @throws IllegalArgumentException if it is no member, or the one that keeps every entry
     */
    boolean remove(String node);

    /**
     * Begins the replacement of a damaged node, as an operator does it: removes the node, wipes its
     * disk, and adds it under the same name. After that it is in service again. Returns at once.
     *
     * @return false if another change is in progress; then nothing was begun
     */
    boolean replace(String node);

    /** The state of the change that was begun last; empty before the first. */
    Optional<Change> change();

    /**
     * @param why the last answer that was not a success, for a person
     */
    record Change(Wish wish, String node, Stage stage, String why) {}

    enum Wish {
      ADD,
      REMOVE,
      REPLACE
    }

    enum Stage {
      /** Not decided yet. */
      UNDER_WAY,
      /** Committed. An added node may still be catching up. */
      DONE,
      /** It certainly did not and will not happen. */
      REFUSED
    }

    /** The nodes that were removed and still run, in the order of their numbers. */
    List<String> leftRunning();

    /** Ends a removed node for good. Does nothing if it has ended. */
    void retire(String node);
  }

  /** Disks can be full. */
  interface DiskSpace extends Capability {

    /**
     * Gives every node a small disk of its own with its present data, and restarts the nodes that
     * run. Called once, before anything else.
     *
     * @return the reason, for a person, if that is not possible here; empty if it was done
     */
    Optional<String> confine();

    /**
     * Fills a node's disk, whether the node runs or not.
     *
     * @param leaveBytes approximate number of bytes that stay free
     * @return number of bytes taken; 0 if the node has no small disk
     */
    long fill(String node, long leaveBytes);

    /** Frees the disk again. Does nothing if the disk is not full. */
    void free(String node);
  }

  /** The state of nodes can be read, in a simulation. */
  interface Views extends Capability {

    /** One line or more for each node, for a person. */
    List<String> views();
  }

  /**
   * The target carries out an operation with a request id once, however often it is sent, to
   * whatever nodes, and over their restarts: see {@link Client}.
   */
  interface RequestIds extends Capability {}

  /** The target knows which node leads. */
  interface Roles extends Capability {

    /** The node that leads in the highest term among those that answer soon. */
    Optional<Leader> leader();

    record Leader(String node, long term) {}
  }

  /** Events that the nodes themselves report. */
  interface Journal extends Capability {

    /** A node ended although the harness had not ended it. */
    String EXITED = "exited-by-itself";

    /** The kinds that checks ask for. */
    List<String> ASKED_FOR =
        List.of(EXITED, "torn-end-repaired", "snapshot-installed", "segment-purged", "state-hash");

    /**
     * The kinds of {@link #ASKED_FOR} that this target reports whenever they happen. A check uses
     * the absence of an entry as evidence only if its kind is declared here. It claims nothing
     * about a kind that is neither declared nor found in {@link #entries}.
     */
    default List<String> kinds() {
      return List.of();
    }

    /**
     * Everything reported since the start, in order for each node, over all its restarts: {@code
     * torn-end-repaired}, {@code snapshot-installed}, {@code segment-purged}, {@code state-hash},
     * {@code became-leader} …; {@code exited-by-itself} with {@code code} and {@code last} (words)
     * if a node ended although the harness had not ended it.
     */
    List<Entry> entries();

    record Entry(String node, String kind, SortedMap<String, String> fields) {}
  }

  /**
   * Nodes can be recovered from copies of their disks, separately from the cluster. {@link
   * #recover} and {@link #replay} are called after {@link Cluster#close}.
   */
  interface Recovery extends Capability {

    /**
     * Waits, with a limit, until all nodes have applied the same index and nothing is in progress.
     *
     * @return that index, or empty if the limit was reached
     */
    Optional<Long> settle();

    /** Recovers a copy of a stopped node's disk up to an index, from its newest snapshot. */
    Recovered recover(String node, long until);

    /**
     * Replays a copy of a stopped node's log from its first entry, without any snapshot.
     *
     * @param every reports the hash at each index divisible by this
     */
    Replay replay(String node, long every);

    /** The result of a recovery; an empty hash and a reason if it failed. */
    record Recovered(
        String node, long index, long term, String stateHash, Optional<String> error) {}

    /**
     * Hashes by index, up to the first gap of the log; empty if the log does not begin at entry 1.
     */
    record Replay(String node, SortedMap<Long, String> hashes, Optional<String> error) {}
  }
}
