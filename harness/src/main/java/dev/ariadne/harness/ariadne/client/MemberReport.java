package dev.ariadne.harness.ariadne.client;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.Membership.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members at an entry that a node has applied, from a line in its log: {@code event=members
 * index=7 members=1,2,4(learner)}.
 *
 * @param index the index of that entry; 0 for the first members, before any report
 */
public record MemberReport(long index, List<Member> members) {

  private static final String LEARNER = "(learner)";

  /** The report about the latest entry that any node has applied. */
  public static Optional<MemberReport> newest(List<Capability.Journal.Entry> journal) {
    Optional<Capability.Journal.Entry> newest = Optional.empty();
    for (Capability.Journal.Entry entry : journal) {
      if (entry.kind().equals("members")
          && (newest.isEmpty() || index(entry) > index(newest.get()))) {
        newest = Optional.of(entry);
      }
    }
    return newest.map(entry -> new MemberReport(index(entry), parsed(entry)));
  }

  public static MemberReport first(List<String> nodes) {
    return new MemberReport(0, nodes.stream().map(node -> new Member(node, true)).toList());
  }

  public boolean has(String node) {
    return members.stream().anyMatch(member -> member.node().equals(node));
  }

  private static long index(Capability.Journal.Entry entry) {
    return Long.parseLong(entry.fields().get("index"));
  }

  private static List<Member> parsed(Capability.Journal.Entry entry) {
    List<Member> members = new ArrayList<>();
    for (String word : entry.fields().get("members").split(",")) {
      boolean votes = !word.endsWith(LEARNER);
      String id = votes ? word : word.substring(0, word.length() - LEARNER.length());
      members.add(new Member("n" + id, votes));
    }
    return members;
  }
}
