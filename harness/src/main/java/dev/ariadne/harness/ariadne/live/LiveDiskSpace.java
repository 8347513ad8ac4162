package dev.ariadne.harness.ariadne.live;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.process.SmallFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A small file system for each node's data, from {@link #confine} to the cluster's end. */
final class LiveDiskSpace implements Capability.DiskSpace {

  /** The size of a disk. It is many times the size of the data that a run leaves. */
  private static final long DISK_BYTES = 24L << 20;

  private final LiveCluster cluster;
  private final Map<String, SmallFileSystem> disks = new ConcurrentSkipListMap<>();

  LiveDiskSpace(LiveCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<String> confine() {
    for (String name : cluster.nodes()) {
      boolean ran = cluster.running(name);
      cluster.end(name);
      try {
        disks.put(name, SmallFileSystem.over(cluster.node(name).data(), DISK_BYTES));
      } catch (IOException e) {
        return Optional.of("a file system of its own cannot be mounted: " + e.getMessage());
      } finally {
        if (ran) {
          cluster.start(name);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public long fill(String node, long leaveBytes) {
    SmallFileSystem disk = disks.get(node);
    try {
      return disk == null ? 0 : disk.fill(leaveBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(node + "'s disk cannot be filled", e);
    }
  }

  @Override
  public void free(String node) {
    SmallFileSystem disk = disks.get(node);
    try {
      if (disk != null) {
        disk.free();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(node + "'s disk cannot be freed", e);
    }
  }

  void freeAll() {
    disks.keySet().forEach(this::free);
  }

  /** Unmounts all. Their content is then in the directories where it would be without them. */
  void close() {
    IOException failed = null;
    for (SmallFileSystem disk : disks.values()) {
      try {
        disk.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    disks.clear();
    if (failed != null) {
      throw new UncheckedIOException("a small file system cannot be unmounted", failed);
    }
  }
}
