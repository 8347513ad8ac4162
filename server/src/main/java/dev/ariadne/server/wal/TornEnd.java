package dev.ariadne.server.wal;

/**
 * What a crash had left in the middle of a write, and recovery has cut off.
 *
 * @param file relative to the data directory
 * @param offset where the cut is; 0 if the whole file went
 * @param bytes how many were cut off
 */
public record TornEnd(String file, long offset, long bytes) {}
