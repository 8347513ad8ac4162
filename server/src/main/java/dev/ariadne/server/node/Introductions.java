package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What a member and a server that is none say to each other: a joiner introduces itself, a former
 * member is told so, an emptied disk is told what to do. Only what is committed is said, and what
 * cannot be taken back is left to a node that is certain; any other hands the question on to the
 * leader, which answers whoever asked.
 */
final class Introductions {

  private final Identity self;
  private final String address;
  private final Acquaintances.Members members;
  private final Acquaintances acquaintances;
  private final Refusals refusals;
  private final BiConsumer<String, Frame> send;

  Introductions(
      Identity self,
      String address,
      Acquaintances.Members members,
      Acquaintances acquaintances,
      Refusals refusals,
      BiConsumer<String, Frame> send) {
    this.self = self;
    this.address = address;
    this.members = members;
    this.acquaintances = acquaintances;
    this.refusals = refusals;
    this.send = send;
  }

  /** Asks the other members, and these, whether this node still is one. */
  void askWhetherMember(Collection<String> others) {
    TreeSet<String> all = new TreeSet<>(others);
    members.inEffect().members().forEach(member -> all.add(member.address()));
    all.remove(address);
    Frame.Join question =
        new Frame.Join(
            self.cluster(), self.id(), self.incarnation(), address, true, members.term());
    all.forEach(to -> send.accept(to, question));
  }

  /** A server wants to know whether it is a member. */
  void answer(Frame.Join join) {
    if (join.begun() && join.cluster() != self.cluster()) {
      refusals.add(
          Acquaintances.Admission.OTHER_CLUSTER.reason(),
          new Identity(join.cluster(), join.id(), join.incarnation()));
      return;
    }
    if (join.begun() && acquaintances.isRemoved(join.id(), join.incarnation(), join.term())) {
      tellRemoved(join.id(), join.incarnation(), join.address());
      return;
    }
    Optional<Member> known = members.committed().member(join.id());
    if (known.isEmpty()) {
      if (!join.begun()) {
        welcome(join, Membership.NONE, 0);
      }
      handOn(join);
    } else if (acquaintances.isUnknown(known.get())) {
      answerAsLearner(join, known.get());
    } else if (known.get().incarnation() != join.incarnation() || !join.begun()) {
      // In the second case it was promoted with a log, and the log is gone.
      answerAsAnotherDisk(join);
    }
  }

  private void answerAsLearner(Frame.Join join, Member known) {
    if (known.address().equals(join.address())) {
      if (members.inEffect().member(join.id()).equals(Optional.of(known))) {
        acquaintances.heard(join.id(), join.incarnation());
      }
      welcome(join, members.first(), members.term());
      if (join.begun()) {
        handOn(join);
      }
    } else if (members.isCertain(join.term())) {
      refusals.add(
          Acquaintances.Admission.FROM_ANOTHER_ADDRESS.reason(),
          new Identity(join.cluster(), join.id(), join.incarnation()));
      tellRefused(
          join,
          "cluster %016x has added member %d as %s, this one is at %s"
              .formatted(self.cluster(), join.id(), known.address(), join.address()));
    } else {
      handOn(join);
    }
  }

  private void answerAsAnotherDisk(Frame.Join join) {
    if (members.isCertain(join.term())) {
      refusals.add(
          "unknown-incarnation", new Identity(join.cluster(), join.id(), join.incarnation()));
      tellRefused(join, anotherDisk(join.id()));
    } else {
      if (!join.begun()) {
        welcome(join, Membership.NONE, 0);
      }
      handOn(join);
    }
  }

  /** Nobody hands a question on but to the leader, and a leader does not: so it ends. */
  private void handOn(Frame.Join join) {
    int leader = members.leader();
    if (leader != self.id() && leader != join.id()) {
      acquaintances.peer(leader).ifPresent(to -> send.accept(to.address(), join));
    }
  }

  private void welcome(Frame.Join join, Membership first, long term) {
    send.accept(join.address(), new Frame.Welcome(join.id(), join.incarnation(), first, term));
  }

  /** Tells a former member that its removal is committed. */
  void tellRemoved(int id, long incarnation, String at) {
    send.accept(
        at,
        new Frame.Removed(
            self.cluster(),
            id,
            incarnation,
            "cluster %016x has removed member %d".formatted(self.cluster(), id)));
  }

  private void tellRefused(Frame.Join join, String why) {
    send.accept(
        join.address(), new Frame.Refusal(join.id(), join.incarnation(), join.begun(), why));
  }

  private String anotherDisk(int id) {
    return "cluster %016x knows member %d by another disk: if that one is lost, remove member %d and add it as a new one, to start with --join"
        .formatted(self.cluster(), id, id);
  }

  /**
   * A first member asks again whether this one has stored the list, or a disk was emptied. A first
   * member begins with that list even if it has been removed since: that it hears as any other does
   * that was away.
   */
  void answer(Frame.Hello hello) {
    if (hello.answer()) {
      return;
    }
    Optional<Member> known = members.inEffect().member(hello.id());
    Optional<Member> asked =
        members
            .first()
            .member(hello.id())
            .or(() -> known)
            .filter(member -> member.incarnation() == hello.incarnation());
    if (asked.isPresent()) {
      send.accept(
          asked.get().address(),
          new Frame.Hello(
              self.id(), self.incarnation(), address, hello.peers(), self.cluster(), true, true));
      return;
    }
    refusals.add("unknown-incarnation", new Identity(0, hello.id(), hello.incarnation()));
    send.accept(
        hello.address(),
        new Frame.Refusal(hello.id(), hello.incarnation(), false, whyNotFirst(known, hello.id())));
  }

  private String whyNotFirst(Optional<Member> known, int id) {
    if (known.isEmpty()) {
      return "cluster %016x has begun without member %d: add it as a new one, to start with --join"
          .formatted(self.cluster(), id);
    }
    return acquaintances.isUnknown(known.get())
        ? "cluster %016x has added member %d: start it with --join".formatted(self.cluster(), id)
        : anotherDisk(id);
  }
}
