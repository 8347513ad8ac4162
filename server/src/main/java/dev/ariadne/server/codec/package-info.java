/**
 * Raft's values as bytes, little-endian, for the log and for the network. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.codec.Encoder}: writes primitive values into memory that grows.
 *   <li>{@link dev.ariadne.server.codec.Decoder}: reads what {@code Encoder} wrote.
 *   <li>{@link dev.ariadne.server.codec.RaftCodec}: writes and reads entries, members, hard states
 *       and snapshot descriptions.
 *   <li>{@link dev.ariadne.server.codec.MalformedException}: the bytes are not a valid value.
 * </ol>
 *
 * <p>Invariant: a decoder checks every length and count against the bytes that remain before it
 * allocates memory. Invalid bytes cause a {@code MalformedException}; the decoder never guesses.
 */
package dev.ariadne.server.codec;
