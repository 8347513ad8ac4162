package dev.ariadne.server.kv;

/**
 * The first result of a command, kept to answer the same command again.
 *
 * @param index the entry that applied it or, for a client's request id, last used it
 */
record Remembered(Result result, long index) {}
