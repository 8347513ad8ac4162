package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Who is who among the other servers, as this node knows it: by the membership, and by what they
 * say of themselves where the membership here does not tell (yet).
 */
final class Acquaintances {

  /** Senders that the membership does not list are forgotten beyond this many, oldest first. */
  private static final int STRANGERS_MAX = 2 * Membership.MEMBERS_MAX;

  /** What this node knows of the cluster's members. */
  interface Members {
    /** By the last entry in the log, committed or not. */
    Membership inEffect();

    /** As of the last applied entry. */
    Membership committed();

    /** The cluster's first members, whose hash is its id. */
    Membership first();

    /** Whether whoever is no member by now, and in no later term than this, was removed. */
    boolean isCertain(long term);

    /** Who leads, 0 if nobody is known to. */
    int leader();

    /** The current term. */
    long term();
  }

  /** What becomes of a frame from another server. */
  enum Admission {
    ADMITTED,
    OTHER_CLUSTER,
    FOR_ANOTHER_INCARNATION,
    FROM_ANOTHER_INCARNATION,
    FROM_ANOTHER_ADDRESS,
    /** From a former member: it is told. */
    REMOVED;

    String reason() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Identity self;
  private final Members members;
  private final Departures departures;
  private final IntConsumer learnerReplaced;

  /** Senders that the membership here does not list (yet) as they introduced themselves. */
  private final LinkedHashMap<Integer, Member> strangers = new LinkedHashMap<>();

  /**
   * The lives of learners' disks as they were last heard; recorded by the promotion. A learner is
   * another one as soon as another life of its disk speaks.
   */
  private final Map<Integer, Long> learners = new TreeMap<>();

  /**
   * @param learnerReplaced told of a learner that speaks with another disk than before
   */
  Acquaintances(
      Identity self, Members members, Departures departures, IntConsumer learnerReplaced) {
    this.self = self;
    this.members = members;
    this.departures = departures;
    this.learnerReplaced = learnerReplaced;
  }

  /**
   * Whether a frame counts. Another life of a member than the one known here may lead all the same,
   * or stand for election, since what is known here may be older; it neither votes nor
   * acknowledges.
   *
   * @param term the sender's, or the highest there is if the frame does not tell
   * @param leads whether only who leads, or wants to, says such a thing
   */
  Admission admit(Identity from, String fromAddress, Identity to, long term, boolean leads) {
    if (from.cluster() != self.cluster()) {
      return Admission.OTHER_CLUSTER;
    }
    boolean forMe = to.incarnation() == self.incarnation() || to.incarnation() == Member.UNKNOWN;
    if (to.id() != self.id() || !forMe) {
      return Admission.FOR_ANOTHER_INCARNATION;
    }
    if (isRemoved(from.id(), from.incarnation(), term)) {
      strangers.remove(from.id());
      return Admission.REMOVED;
    }
    Optional<Member> known = members.inEffect().member(from.id());
    if (known.isEmpty()) {
      meet(from, fromAddress);
      return Admission.ADMITTED;
    }
    boolean learns = isUnknown(known.get());
    boolean same =
        learns
            ? known.get().address().equals(fromAddress)
            : known.get().incarnation() == from.incarnation();
    if (same) {
      strangers.remove(from.id());
      if (learns) {
        heard(from.id(), from.incarnation());
      }
      return Admission.ADMITTED;
    }
    if (leads && !members.isCertain(term)) {
      meet(from, fromAddress);
      return Admission.ADMITTED;
    }
    return learns ? Admission.FROM_ANOTHER_ADDRESS : Admission.FROM_ANOTHER_INCARNATION;
  }

  private void meet(Identity from, String address) {
    strangers.remove(from.id());
    strangers.put(
        from.id(), new Member(from.id(), from.incarnation(), address, Member.Role.LEARNER));
    if (strangers.size() > STRANGERS_MAX) {
      strangers.remove(strangers.firstEntry().getKey());
    }
  }

  /** A learner's life, by its own word. Only its leader has to know, but anybody may lead next. */
  void heard(int learner, long incarnation) {
    Long before = learners.put(learner, incarnation);
    if (before != null && before != incarnation) {
      learnerReplaced.accept(learner);
    }
  }

  /** The incarnation that a learner was last heard with. */
  Optional<Long> learner(int id) {
    return Optional.ofNullable(learners.get(id));
  }

  /** The committed members have changed: who is no learner any more may come back as another. */
  void membersChanged() {
    learners
        .keySet()
        .removeIf(id -> members.inEffect().member(id).filter(this::isUnknown).isEmpty());
  }

  /** Who is to get what is sent to a member, if it may be contacted. */
  Optional<Member> peer(int id) {
    Optional<Member> member = members.inEffect().member(id);
    if (member.isPresent() && isUnknown(member.get()) && !isAnswered(id)) {
      // Nobody contacts a joiner whose addition may yet fall back; one that speaks has begun.
      boolean mayBe = isCommitted(member.get()) || learners.containsKey(id);
      return mayBe ? member : Optional.empty();
    }
    return Optional.ofNullable(strangers.get(id)).or(() -> member);
  }

  /** A follower only ever answers; a leader has to reach the learner that its membership names. */
  private boolean isAnswered(int stranger) {
    return members.leader() != self.id() && strangers.containsKey(stranger);
  }

  /** That member in full. */
  Identity identity(Member member) {
    long incarnation =
        isUnknown(member)
            ? learners.getOrDefault(member.id(), Member.UNKNOWN)
            : member.incarnation();
    return new Identity(self.cluster(), member.id(), incarnation);
  }

  /**
   * Whether this life of a member's disk has been removed for certain: its leaving was seen, or
   * this node leads and would know it.
   */
  boolean isRemoved(int id, long incarnation, long term) {
    Membership now = members.inEffect();
    Membership committed = members.committed();
    if (isMember(now, id, incarnation) || isMember(committed, id, incarnation)) {
      return false;
    }
    return departures.saw(id, incarnation)
        || now.member(id).isEmpty() && committed.member(id).isEmpty() && members.isCertain(term);
  }

  private static boolean isMember(Membership membership, int id, long incarnation) {
    return membership.member(id).filter(m -> m.incarnation() == incarnation).isPresent();
  }

  boolean isUnknown(Member member) {
    return member.incarnation() == Member.UNKNOWN;
  }

  private boolean isCommitted(Member member) {
    return members.committed().member(member.id()).equals(Optional.of(member));
  }
}
