package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import java.util.Optional;

/**
 * A log as a tool sees it that changes nothing.
 *
 * @param evidence everything up to here was durable at some time, as far as the disk can tell
 * @param end where the last sound batch ends; at or after the evidence
 * @param file the last segment that is there, relative to the data directory
 * @param fileBytes its size; what lies after {@code end} in it is a torn end
 * @param evidenceBytes how many of its bytes are below the evidence
 * @param lastIndex the log's last index
 * @param boot how many times a node has begun to serve on it; 0 if it was only laid down
 * @param torn what recovery would cut off
 * @param nextBatch what the next batch's bytes could be if it were written at {@code evidence}:
 *     sound in itself, an entry and its header
 */
public record Inspection(
    Identity identity,
    Position evidence,
    Position end,
    String file,
    long fileBytes,
    long evidenceBytes,
    long lastIndex,
    long boot,
    Optional<TornEnd> torn,
    Bytes nextBatch) {}
