/**
 * Raft's values as bytes, little-endian, for the log and for the wire alike. {@link
 * dev.ariadne.server.codec.Encoder} and {@link dev.ariadne.server.codec.Decoder} know primitives,
 * {@link dev.ariadne.server.codec.RaftCodec} knows entries and what they are made of.
 *
 * <p>A decoder trusts nothing: lengths and counts are checked against what remains before anything
 * is allocated, and bytes that are no such value are a {@link
 * dev.ariadne.server.codec.MalformedException}, never a guess.
 */
package dev.ariadne.server.codec;
