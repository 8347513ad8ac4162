package dev.ariadne.harness.cluster;

import java.util.SortedMap;

/**
 * Actions on the machines of a cluster. Only a simulation offers them, because a process among
 * others cannot lose its power or get a failing disk.
 */
public interface Hardware {

  /** Machines can lose their power, and processes can die in the middle of a step on the disk. */
  interface Power extends Capability {

    /** The unsynced data that a crash loses. */
    enum Loss {
      /** None: the process dies, the machine continues. */
      NOTHING,
      /** A random part: the machine loses its power. */
      UNSYNCED
    }

    /**
     * @param steps the number of further steps of its disk; the crash comes in the middle of the
     *     next one. A crash that has not come when the cluster is healed never comes
     * @param bytes of that step that are still written if it is a write
     */
    void crash(String node, Loss loss, int steps, int bytes);

    /** Counters since the last call: {@code crashes}, {@code power-cuts}, {@code mid-step}. */
    SortedMap<String, Long> takeCrashes();
  }

  /** Disks can fail or be slow. */
  interface Disks extends Capability {

    /** The kind of disk error. */
    enum Trouble {
      /** A write fails, and part of it may have happened. */
      WRITE,
      /** A sync fails. */
      SYNC,
      /** No space is left. */
      FULL,
      /** Every step takes long. */
      SLOW
    }

    /**
     * Begins the error. A failure affects the next step of its kind.
     *
     * @param amount bytes of a failing write that are still written, free bytes on a full disk, or
     *     milliseconds for each step on a slow disk
     */
    void trouble(String node, Trouble trouble, int amount);

    /**
     * Ends the error.
     *
     * @return {@code steps-failed}, {@code steps-slowed}
     */
    SortedMap<String, Long> repair(String node);
  }

  /** Clocks can run fast or slow, and jump. */
  interface Clocks extends Capability {

    /**
     * Makes a node's clock gain or lose this number of millionths from now on; it never runs
     * backwards.
     *
     * @param jumpMillis the clock jumps ahead by this time at once, at least 0
     */
    void drift(String node, int ppm, long jumpMillis);

    /** Makes the clock run as at the beginning. */
    void steady(String node);
  }

  /** Every frame between nodes can be lost, repeated or late. */
  interface Network extends Capability {

    /**
     * @param lossPerMille lost frames of a thousand
     * @param doublePerMille repeated frames of a thousand
     * @param latePerMille late frames of a thousand
     * @param lateMillisMax the longest time that a frame is late
     */
    void worsen(int lossPerMille, int doublePerMille, int latePerMille, int lateMillisMax);

    /**
     * Ends these faults.
     *
     * @return {@code frames-lost}, {@code frames-doubled}, {@code frames-late}
     */
    SortedMap<String, Long> restore();
  }
}
