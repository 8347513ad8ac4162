package dev.ariadne.server.raft;

/** A read round is answered: whoever asked may read once this index is applied (6.4). */
public record ReadState(Origin context, long index) {}
