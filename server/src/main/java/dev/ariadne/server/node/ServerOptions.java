package dev.ariadne.server.node;

import dev.ariadne.server.raft.Node;
import java.util.SortedMap;

/**
 * How one server is to run.
 *
 * @param id its number, from 1
 * @param peers advertised peer URLs of the first members by id, this one among them
 * @param join true for a server that others have added: it starts with no peers
 * @param snapshotCount a snapshot, and a new log segment, every so many entries; at least 1. After
 *     a large snapshot also as many bytes of log as it has come before the next
 * @param keepEntries how many entries stay behind a snapshot for followers that lag; at least 0
 * @param keepLog true to delete no segment of the log, though a snapshot covers it: the disk then
 *     has the whole history, while memory keeps only {@code keepEntries} behind a snapshot
 * @param tickMillis one tick; an election takes {@link #ELECTION_TICKS} at the least
 * @param requestMillis after this a request is answered, whatever has become of it
 * @param requestsMax how many requests may wait at once; beyond it they are refused
 * @param window how many indexes after its known commit a command may still land and be applied
 * @param bounds of what it sends and stores at a time
 */
public record ServerOptions(
    int id,
    SortedMap<Integer, String> peers,
    boolean join,
    long snapshotCount,
    long keepEntries,
    boolean keepLog,
    long tickMillis,
    long requestMillis,
    int requestsMax,
    long window,
    Bounds bounds) {

  /**
   * How much is sent and stored at a time.
   *
   * @param appendBytesMax see {@link Node.Config}, as the next three
   * @param segmentBytesMax a log segment that is as long as this is the last batch's
   * @param readsPendingMax reads that wait at a leader
   * @param chunkBytesMax of a snapshot's file, sent at a time, at least 1
   */
  public record Bounds(
      long appendBytesMax,
      int appendEntriesMax,
      int inflightMax,
      long uncommittedBytesMax,
      long segmentBytesMax,
      int readsPendingMax,
      int chunkBytesMax) {

    public static final Bounds DEFAULT =
        new Bounds(1 << 20, 4096, 16, 64 << 20, 64 * 1024 * 1024, 10_000, 512 * 1024);

    /** The same but for one. */
    public Bounds uncommitted(long bytesMax) {
      return new Bounds(
          appendBytesMax,
          appendEntriesMax,
          inflightMax,
          bytesMax,
          segmentBytesMax,
          readsPendingMax,
          chunkBytesMax);
    }
  }

  /** With the default bounds. */
  public ServerOptions(
      int id,
      SortedMap<Integer, String> peers,
      boolean join,
      long snapshotCount,
      long keepEntries,
      boolean keepLog,
      long tickMillis,
      long requestMillis,
      int requestsMax,
      long window) {
    this(
        id,
        peers,
        join,
        snapshotCount,
        keepEntries,
        keepLog,
        tickMillis,
        requestMillis,
        requestsMax,
        window,
        Bounds.DEFAULT);
  }

  /** The same with other bounds. */
  public ServerOptions with(Bounds others) {
    return new ServerOptions(
        id,
        peers,
        join,
        snapshotCount,
        keepEntries,
        keepLog,
        tickMillis,
        requestMillis,
        requestsMax,
        window,
        others);
  }

  public static final int ELECTION_TICKS = 10;
  public static final int HEARTBEAT_TICKS = 1;

  /** A server that is told to stop does so within this time. */
  public static final long LEAVE_MILLIS_MAX = 3_000;

  /** The log's directory, as the original names it. */
  public String logDirectory() {
    return "raftexample-" + id;
  }

  /** The snapshots' directory, as the original names it. */
  public String snapshotDirectory() {
    return "raftexample-" + id + "-snap";
  }

  /** How its raft is to behave in this life of its disk. */
  Node.Config raft(long incarnation) {
    return new Node.Config(
        id,
        incarnation,
        ELECTION_TICKS,
        HEARTBEAT_TICKS,
        bounds.appendBytesMax(),
        bounds.appendEntriesMax(),
        bounds.inflightMax(),
        bounds.uncommittedBytesMax(),
        bounds.readsPendingMax());
  }

  public String address() {
    return peers.get(id);
  }
}
