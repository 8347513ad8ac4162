package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.raft.NodeView;

/**
 * Reads what a serving node holds as it stands, and changes nothing: for whoever watches a cluster
 * from outside.
 */
public final class ServerView {

  private final Identity identity;
  private final long boot;
  private final NodeView raft;
  private final Applier applier;

  ServerView(Identity identity, long boot, NodeView raft, Applier applier) {
    this.identity = identity;
    this.boot = boot;
    this.raft = raft;
    this.applier = applier;
  }

  public Identity identity() {
    return identity;
  }

  /** The number of this start of the node, from 1. */
  public long boot() {
    return boot;
  }

  public NodeView raft() {
    return raft;
  }

  /** The state machine as it stands; to be read only. */
  public KvStore store() {
    return applier.store();
  }
}
