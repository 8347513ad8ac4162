package dev.ariadne.harness.cluster;

import java.util.SortedMap;

/**
 * What can be done to the machines of a cluster, which only a simulation can do: no process that
 * runs beside others may have its power cut or its disk fail.
 */
public interface Hardware {

  /** Machines can lose their power, and processes can die in the middle of a step on the disk. */
  interface Power extends Capability {

    /** What a crash leaves of what was not synced. */
    enum Loss {
      /** Everything: the process dies, the machine goes on. */
      NOTHING,
      /** What chance leaves: the machine loses its power. */
      UNSYNCED
    }

    /**
     * Crashes a node, at once if it does not run or {@code steps} is 0.
     *
     * @param steps so many more steps its disk does, then it crashes in the middle of the next; a
     *     crash that has not come when the cluster is healed never comes
     * @param bytes of that step that are still written if it is a write
     */
    void crash(String node, Loss loss, int steps, int bytes);

    /** Counters since the last question: {@code crashes}, {@code power-cuts}, {@code mid-step}. */
    SortedMap<String, Long> takeCrashes();
  }

  /** Disks can fail or be slow. */
  interface Disks extends Capability {

    /** What is wrong with a disk. */
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
     * Begins the trouble; an error strikes the next such step.
     *
     * @param amount bytes still written of a write that fails, bytes left on a full disk,
     *     milliseconds that each step takes on a slow one
     */
    void trouble(String node, Trouble trouble, int amount);

    /**
     * Ends it.
     *
     * @return {@code steps-failed}, {@code steps-slowed}
     */
    SortedMap<String, Long> repair(String node);
  }

  /** Clocks can run fast or slow, and jump. */
  interface Clocks extends Capability {

    /**
     * From now on a node's clock gains so many millionths, or loses them; it never runs backwards.
     *
     * @param jumpMillis it shows so much more at once, at least 0
     */
    void drift(String node, int ppm, long jumpMillis);

    /** It runs as it did at the beginning. */
    void steady(String node);
  }

  /** Every frame between nodes can be lost, doubled or late. */
  interface Network extends Capability {

    /**
     * @param lossPerMille of a thousand frames so many are lost
     * @param doublePerMille so many arrive twice
     * @param latePerMille so many are late
     * @param lateMillisMax by so much at the most
     */
    void worsen(int lossPerMille, int doublePerMille, int latePerMille, int lateMillisMax);

    /**
     * Ends it.
     *
     * @return {@code frames-lost}, {@code frames-doubled}, {@code frames-late}
     */
    SortedMap<String, Long> restore();
  }
}
