package dev.ariadne.harness.ariadne.damage;

import java.io.IOException;

/** Finds the disks of stopped nodes, on the operating system or in a simulated world. */
@FunctionalInterface
public interface StoppedDisks {

  /**
   * The disk of a node.
   *
   * @throws IllegalStateException if the node runs
   */
  StoppedDisk open(String node) throws IOException;
}
