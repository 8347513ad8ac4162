package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;

/**
 * What a key holds.
 *
 * @param bytes as the client sent them; empty is a value
 * @param revision index of the entry that wrote it, from 1
 */
public record Value(Bytes bytes, long revision) {}
