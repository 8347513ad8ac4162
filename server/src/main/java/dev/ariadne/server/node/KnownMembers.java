package dev.ariadne.server.node;

import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Node;
import dev.ariadne.server.raft.NodeView;

/** The cluster's members as this node's log and state tell them. */
final class KnownMembers implements Acquaintances.Members {

  private final Node node;
  private final NodeView raft;
  private final Membership first;

  /** As of the last applied entry. */
  private Membership committed;

  KnownMembers(Node node, Membership first, Membership committed) {
    this.node = node;
    this.raft = node.view();
    this.first = first;
    this.committed = committed;
  }

  /** A membership is committed and applied. */
  void committed(Membership membership) {
    committed = membership;
  }

  @Override
  public Membership inEffect() {
    return node.membership();
  }

  @Override
  public Membership committed() {
    return committed;
  }

  @Override
  public Membership first() {
    return first;
  }

  @Override
  public boolean isCertain(long term) {
    return node.knowsMembers() && term <= term();
  }

  @Override
  public int leader() {
    return raft.leader();
  }

  @Override
  public long term() {
    return raft.term();
  }
}
