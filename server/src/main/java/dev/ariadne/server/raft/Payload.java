package dev.ariadne.server.raft;

import dev.ariadne.server.base.Bytes;

/** What an entry is for. */
public sealed interface Payload {

  /** Roughly how many bytes it takes on the wire and on disk. */
  int weight();

  /** A new leader's first entry, which lets it commit what its predecessors left (3.6.2). */
  record NoOp() implements Payload {
    @Override
    public int weight() {
      return 0;
    }
  }

  /**
   * A command for the state machine.
   *
   * @param origin who proposed it; the state machine applies each origin at most once
   * @param knownCommit the commit index that the proposing node knew on taking it: an entry that
   *     lands too far beyond it is not applied
   */
  record Command(Origin origin, long knownCommit, Bytes data) implements Payload {
    @Override
    public int weight() {
      return 40 + data.length();
    }
  }

  /** The members from this entry on, in effect as soon as it is in a log (4.1). */
  record Config(Membership membership) implements Payload {
    @Override
    public int weight() {
      int weight = 0;
      for (Member member : membership.members()) {
        weight += 64 + member.address().length();
      }
      return weight;
    }
  }
}
