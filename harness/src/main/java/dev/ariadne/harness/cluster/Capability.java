package dev.ariadne.harness.cluster;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What can be done to a cluster beyond talking to it. Every method returns what it did as counters
 * by name (which are added up over a run and decide whether a fault has bitten), or nothing where
 * nothing can be counted.
 */
public interface Capability {

  /** Processes can die and come back. */
  interface Kill extends Capability {

    /** Ends the node at once, as SIGKILL does; nothing if it is down. */
    void kill(String node);

    /** Starts the node on what its disk holds; nothing if it is up. */
    void start(String node);

    /**
     * Whether the node's process is there now, as the operating system has it: true of one that is
     * paused or cut off, false of one that has ended, also by itself. Where there is no {@link
     * Journal} this alone shows that a node has ended by itself.
     */
    boolean running(String node);
  }

  /** Processes can be stopped in mid-step and go on later. */
  interface Pause extends Capability {
    void pause(String node);

    void resume(String node);
  }

  /** The bytes from one node to another can be held up. */
  interface Links extends Capability {

    /** Holds everything from one node to the other, one way, until healed. */
    void cut(String from, String to);

    /**
     * Lets a link flow again.
     *
     * @param late true: what was held arrives now; false: the connections it was on are reset.
     *     Never is there a gap in what arrives.
     * @return {@code messages-held} or {@code bytes-held}: what the cut has kept back
     */
    SortedMap<String, Long> heal(String from, String to, boolean late);
  }

  /** The bytes from one node to another can be made to take their time. */
  interface SlowLinks extends Capability {

    /**
     * Makes a link slow, one way, until {@link #fast}.
     *
     * @param delayMillis from a byte's being sent to its arrival at the earliest, at least 0
     * @param bytesPerSecond of each connection on it; 0 for no limit
     */
    void slow(String from, String to, long delayMillis, long bytesPerSecond);

    /**
     * Makes it fast again; what is under way arrives now.
     *
     * @return {@code bytes-delayed} or {@code messages-delayed}
     */
    SortedMap<String, Long> fast(String from, String to);
  }

  /** Clients can be cut off from their node. */
  interface ClientLinks extends Capability {

    /** Which way is held between the clients and a node. */
    enum Direction {
      /** Requests do not reach the node. */
      REQUESTS,
      /** Requests reach it, answers do not come back. */
      ANSWERS,
      BOTH
    }

    /** Holds what clients and the node say to each other from each client's next request on. */
    void cutClients(String node, Direction direction);

    /**
     * Lets it flow again.
     *
     * @param late true: what was held arrives now, requests that nobody waits for any more among
     *     it; false: the connections are reset
     * @return {@code bytes-held}
     */
    SortedMap<String, Long> healClients(String node, boolean late);
  }

  /** The end of a dead node's log can be damaged, as a crash in mid-write would. */
  interface TornLog extends Capability {

    /** What is left at the end of the log. */
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
     * Damages the log of a node that is down; never anything that the node may have promised.
     *
     * @param tear which kind; CUT becomes PART_OF_RECORD where there is nothing to cut, and nothing
     *     is done to a log on which no node has served, or that is not there yet
     * @param choice decides lengths and contents
     * @return what was done, resolved: tear, file, offset, bytes
     */
    Torn tear(String node, Tear tear, long choice);

    /**
     * What was done to a log.
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
   * What a dead node has synced can be damaged, which no crash does. The node has to notice and
   * refuse to start. It stays out of service from then on, until it is replaced ({@link
   * Membership#replace}): neither {@link Kill#start} nor {@link Cluster#heal} brings it back.
   */
  interface Damage extends Capability {

    /** What is done. */
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
     * Damages the disk of a node that is down.
     *
     * @param kind where there is no snapshot yet, the log is struck instead
     * @param choice decides the place
     * @return what was done, resolved
     */
    Damaged damage(String node, Kind kind, long choice);

    record Damaged(Kind kind, String file, long offset, long bytesCut, long bitsFlipped) {}

    /** Starts a damaged node and waits, with a bound, until it refuses or serves. */
    Tried tryToStart(String node);

    /**
     * @param said its last words
     */
    record Tried(Reaction reaction, String said) {}

    /** What a damaged node did when it was started. */
    enum Reaction {
      /** It ended by itself and said that it is damaged. */
      NOTICED,
      /** It serves: a violation. */
      SERVED,
      /** It ended otherwise, or neither within the bound. */
      UNCLEAR
    }

    /** The nodes that are out of service, in the cluster's order. */
    List<String> outOfService();
  }

  /**
   * Nodes can join and leave.
   *
   * <p>One change is under way at a time. Whoever wants it goes on asking, now this member, now
   * that one, until the cluster has certainly decided it, whatever is done to the nodes meanwhile:
   * no change is ever called off, so none has an unknown outcome for good.
   *
   * <p>Nodes beyond the first ones are named on: after {@code n5} comes {@code n6}. A node that was
   * a member before comes back under its name with an empty disk; to the cluster it is another.
   */
  interface Membership extends Capability {

    /**
     * Who belongs to the cluster now, in the order of their numbers, as whoever knows most among
     * those that answer soon has it; nobody if none answers.
     */
    List<Member> members();

    /**
     * @param votes not yet, while it is catching up
     */
    record Member(String node, boolean votes) {}

    /** The name of the next node that there has never been. */
    String nextName();

    /**
     * Starts a node with an empty disk and begins to ask the cluster to add it. Returns at once.
     *
     * @return false, and nothing was begun, if another change is under way
     * @throws IllegalArgumentException if it is a member
     */
    boolean add(String node);

    /**
     * Begins to ask the cluster to remove a node, which goes on running until it hears of that and
     * ends by itself, or until {@link #retire}. Returns at once.
     *
     * @return false, and nothing was begun, if another change is under way
     * @throws IllegalArgumentException if it is no member, or the one that keeps every entry
     */
    boolean remove(String node);

    /**
     * Begins what an operator does about a node that is damaged beyond use: removes it, wipes its
     * disk, and adds it under the same name. It is in service again when that is done. Returns at
     * once.
     *
     * @return false, and nothing was begun, if another change is under way
     */
    boolean replace(String node);

    /** What has come so far of the change that was begun last; empty before the first. */
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
      /** Committed. What was added may still be catching up. */
      DONE,
      /** It certainly did not and will not happen. */
      REFUSED
    }

    /** The nodes that were removed and still run, in the order of their numbers. */
    List<String> leftRunning();

    /** Ends a removed node for good; nothing if it has ended. */
    void retire(String node);
  }

  /** Disks can be full. */
  interface DiskSpace extends Capability {

    /**
     * Gives every node a small disk of its own, with what it has on its disk; restarts those that
     * run. Once, before anything else.
     *
     * @return why that is not possible here, for a person; empty if it was done
     */
    Optional<String> confine();

    /**
     * Fills a node's disk, whether it runs or not.
     *
     * @param leaveBytes that stay free, about
     * @return how many bytes were taken; 0 if the node has no small disk
     */
    long fill(String node, long leaveBytes);

    /** Gives the space back; nothing if the disk is not full. */
    void free(String node);
  }

  /** Nodes can be looked into, in a simulation. */
  interface Views extends Capability {

    /** One line or more for each node: whatever a person wants to know of it. */
    List<String> views();
  }

  /** Somebody knows who leads. */
  interface Roles extends Capability {

    /** The node that leads in the highest term among those that answer soon. */
    Optional<Leader> leader();

    record Leader(String node, long term) {}
  }

  /** What the nodes themselves report of what happened to them. */
  interface Journal extends Capability {

    /** A node ended although nobody had ended it. */
    String EXITED = "exited-by-itself";

    /** The kinds that checks ask for. */
    List<String> ASKED_FOR =
        List.of(EXITED, "torn-end-repaired", "snapshot-installed", "segment-purged", "state-hash");

    /**
     * The kinds of {@link #ASKED_FOR} that this target reports whenever they happen. A check takes
     * the absence of an entry for evidence only if its kind is declared here. Of a kind that is
     * neither declared nor found in {@link #entries} nothing is claimed.
     */
    default List<String> kinds() {
      return List.of();
    }

    /**
     * Everything reported since the start, in order for each node, over all its restarts: {@code
     * torn-end-repaired}, {@code snapshot-installed}, {@code segment-purged}, {@code state-hash},
     * {@code became-leader} …; {@code exited-by-itself} with {@code code} and {@code last} (words)
     * if a node ended although nobody had ended it.
     */
    List<Entry> entries();

    record Entry(String node, String kind, SortedMap<String, String> fields) {}
  }

  /**
   * Nodes can be recovered from copies of their disks, apart from the cluster. {@link #recover} and
   * {@link #replay} come after {@link Cluster#close}.
   */
  interface Recovery extends Capability {

    /**
     * Waits, with a bound, until all nodes have applied the same index and nothing is under way.
     *
     * @return that index, or empty if they did not get there
     */
    Optional<Long> settle();

    /** Recovers a stopped node's disk, copied, up to an index, from its newest snapshot. */
    Recovered recover(String node, long until);

    /**
     * Replays a stopped node's log, copied, from its first entry, without any snapshot.
     *
     * @param every reports the hash at each index divisible by this
     */
    Replay replay(String node, long every);

    /** Empty hash and a reason where it failed. */
    record Recovered(
        String node, long index, long term, String stateHash, Optional<String> error) {}

    /** Hashes by index, as far as the log has no gap; empty if it does not begin at entry 1. */
    record Replay(String node, SortedMap<Long, String> hashes, Optional<String> error) {}
  }
}
