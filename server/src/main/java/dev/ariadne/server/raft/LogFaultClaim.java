package dev.ariadne.server.raft;

/**
 * What a follower's leader has claimed against its log. One frame proves nothing: it may be forged
 * or damaged. A leader whose log differs sends the same again and again, so a claim is believed
 * when the same one has come {@link #SIGHTINGS_MIN} times over a minimum of time, and nothing that
 * the leader sent in between has contradicted it.
 */
final class LogFaultClaim {

  /** How often a claim has to be made before it is believed. */
  static final int SIGHTINGS_MIN = 3;

  private final int ticksMin;

  /** The last claim; null if there is none, or it has been contradicted. */
  private LogFault claim;

  private int sightings;

  /** Ticks since the first sighting. */
  private int ticks;

  /**
   * @param ticksMin ticks between the first sighting of a claim and the one by which it is believed
   */
  LogFaultClaim(int ticksMin) {
    this.ticksMin = ticksMin;
  }

  void tick() {
    ticks++;
  }

  /** Takes down a claim; true if it is to be believed. */
  boolean made(LogFault now) {
    if (!isSame(now)) {
      claim = now;
      sightings = 0;
      ticks = 0;
    }
    sightings++;
    return sightings >= SIGHTINGS_MIN && ticks >= ticksMin;
  }

  /** The leader takes no more for acknowledged than this server has. */
  void acknowledgedIsHeld() {
    if (claim instanceof LogFault.Lost) {
      claim = null;
    }
  }

  /** The leader's log and this one hold the same entry at an index, so all before it, too. */
  void agreesUpTo(long index) {
    if (claim instanceof LogFault.Conflict conflict && conflict.index() <= index) {
      claim = null;
    }
  }

  private boolean isSame(LogFault now) {
    return claim instanceof LogFault.Lost was && now instanceof LogFault.Lost is
        ? was.acknowledged() == is.acknowledged()
        : now.equals(claim);
  }
}
