package dev.ariadne.server.raft;

import java.util.ArrayList;
import java.util.List;

/** Memberships for tests: voters from 1 on, then learners. */
final class Members {

  private Members() {}

  static Membership of(int voters, int learners) {
    List<Member> members = new ArrayList<>();
    for (int id = 1; id <= voters + learners; id++) {
      Member.Role role = id <= voters ? Member.Role.VOTER : Member.Role.LEARNER;
      members.add(new Member(id, 100 + id, "http://127.0.0.1:" + (9020 + id), role));
    }
    return new Membership(members);
  }
}
