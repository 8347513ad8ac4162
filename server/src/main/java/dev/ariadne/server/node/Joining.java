package dev.ariadne.server.node;

import dev.ariadne.server.raft.Membership;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * How a server that others have added finds its cluster: it introduces itself to the members that
 * it was told of, and to whoever contacts it, until one of them knows its addition to be committed.
 * Its incarnation is durable before it says it.
 */
final class Joining {

  private static final int CONTACTS_MAX = 2 * Membership.MEMBERS_MAX;

  private final int id;
  private final long incarnation;
  private final String address;
  private final TreeSet<String> contacts = new TreeSet<>();
  private final BiConsumer<String, Frame> send;
  private final ObjLongConsumer<Membership> begin;
  private final Consumer<String> fatal;
  private boolean heard;
  private boolean begun;

  /**
   * @param begin given the cluster's first members and the term to begin in, once
   * @param fatal told why this server can never join as it is
   */
  Joining(
      int id,
      long incarnation,
      String address,
      Collection<String> contacts,
      BiConsumer<String, Frame> send,
      ObjLongConsumer<Membership> begin,
      Consumer<String> fatal) {
    this.id = id;
    this.incarnation = incarnation;
    this.address = address;
    this.contacts.addAll(contacts);
    this.contacts.remove(address);
    this.send = send;
    this.begin = begin;
    this.fatal = fatal;
  }

  /** Introduces itself to everybody it knows of. */
  void tick() {
    if (!begun) {
      contacts.forEach(this::introduce);
    }
  }

  /** Somebody takes this server for a member, so it knows more: it is asked like the others. */
  void contacted(String by) {
    if (!begun && contacts.size() < CONTACTS_MAX && contacts.add(by)) {
      introduce(by);
    }
  }

  void received(Frame.Welcome welcome) {
    if (begun || welcome.id() != id || welcome.incarnation() != incarnation) {
      return;
    }
    heard = true;
    if (!welcome.firstMembers().members().isEmpty()) {
      begun = true;
      begin.accept(welcome.firstMembers(), welcome.term());
    }
  }

  void received(Frame.Refusal refusal) {
    if (!begun && refusal.id() == id && refusal.incarnation() == incarnation) {
      fatal.accept(refusal.why());
    }
  }

  String waitingFor() {
    return heard
        ? "joining: the cluster has not added this server yet, send one of its members POST /"
            + id
            + " with "
            + address
        : "joining: waiting to hear from one of " + String.join(",", contacts);
  }

  private void introduce(String to) {
    send.accept(to, new Frame.Join(0, id, incarnation, address, false, 0));
  }
}
