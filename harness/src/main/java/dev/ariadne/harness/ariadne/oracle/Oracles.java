package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All oracles of a cluster. Whoever runs the cluster tells what happens, in order and as it
 * happens; what is found wrong is in {@link #violations}. Only the node that an event touched is
 * looked at, and of it only what has changed.
 */
public final class Oracles {

  /** A node that is up. */
  private record Slot(Host host, Examiner.Subject subject) {}

  private final Complaints complaints = new Complaints();
  private final Rules rules;
  private final Examiner examiner;
  private final TreeMap<Integer, Slot> up = new TreeMap<>();
  private final TreeMap<Integer, Host> starting = new TreeMap<>();

  /**
   * @param window how many indexes after its known commit a command is still applied
   */
  public Oracles(long window) {
    this.rules = new Rules(complaints, window);
    this.examiner = new Examiner(rules);
  }
}
