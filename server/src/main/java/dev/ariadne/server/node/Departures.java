package dev.ariadne.server.node;

import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lives of members that left while this node looked on, by committed entries or between two
 * snapshots. In memory only: who was restarted since, and whose log no longer tells, does not know.
 */
final class Departures {

  /** The oldest are forgotten beyond this many. */
  private static final int REMEMBERED_MAX = 1000;

  /** How often those that left are told so unasked, and for how long. */
  static final int TICKS_BETWEEN_NOTICES = 50;

  private static final int NOTICES_MAX = 720;

  /** A life of a member's disk, and where it was. */
  record Left(int id, long incarnation, String address) {}

  private record Life(int id, long incarnation) {}

  private static final class Notice {
    final Left left;
    int ticks;
    int sent;

    Notice(Left left) {
      this.left = left;
    }
  }

  private final Map<Life, Notice> all = new LinkedHashMap<>();

  /**
   * The committed members have changed.
   *
   * @return who left
   */
  List<Left> changed(Membership before, Membership after) {
    List<Left> leaving = new ArrayList<>();
    for (Member member : before.members()) {
      Life life = new Life(member.id(), member.incarnation());
      if (member.incarnation() != Member.UNKNOWN && !isIn(after, life)) {
        Left left = new Left(member.id(), member.incarnation(), member.address());
        leaving.add(left);
        all.put(life, new Notice(left));
      }
    }
    all.keySet().removeIf(life -> isIn(after, life));
    while (all.size() > REMEMBERED_MAX) {
      Iterator<Life> oldest = all.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return leaving;
  }

  private static boolean isIn(Membership members, Life life) {
    return members.member(life.id()).filter(m -> m.incarnation() == life.incarnation()).isPresent();
  }

  /** Whether this life of this member's disk was seen to leave, and has not come back. */
  boolean saw(int id, long incarnation) {
    return all.containsKey(new Life(id, incarnation));
  }

  /** A tick has passed; returns whom to tell now that they were removed. */
  List<Left> due() {
    List<Left> due = new ArrayList<>();
    for (Notice notice : all.values()) {
      if (notice.sent < NOTICES_MAX && notice.ticks++ % TICKS_BETWEEN_NOTICES == 0) {
        notice.sent++;
        due.add(notice.left);
      }
    }
    return due;
  }
}
