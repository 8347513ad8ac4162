/**
 * The way in for clients: HTTP in, {@link dev.ariadne.server.kv.Request} values to the node, {@link
 * dev.ariadne.server.kv.Reply} values out as HTTP. The original's {@code httpKVAPI}.
 *
 * <p>In reading order:
 *
 * <ul>
 *   <li>{@code RequestParser}, with {@code Options} for the headers: what a request means. No
 *       sockets. A request that is wrong is a {@code Rejection}, which carries its answer.
 *   <li>{@code Answers}, with {@code StatusJson}: what a reply looks like. No sockets either.
 *   <li>{@link dev.ariadne.server.http.HttpMeaning}: these two for whoever has no sockets.
 *   <li>{@code HeadReader} and {@code Head}, {@code BodyReader}: where a request ends, and which
 *       bytes are none. Whatever two readers could read in two ways is refused.
 *   <li>{@code HttpConnection}: one client's connection, one request at a time.
 *   <li>{@link dev.ariadne.server.http.HttpKvApi}: the listening socket, and what all connections
 *       together may take ({@link dev.ariadne.server.http.HttpBounds}).
 * </ul>
 *
 * <p>Invariants: a request reaches the node once, whole, or not at all; every request that reached
 * it is answered or its connection is closed; {@code docs/http-api.md} says the same as the code.
 *
 * <p>Uses {@code kv} for the values, {@code os} for the I/O thread, and nothing of raft but what a
 * report shows.
 *
 * <p>{@code BodyBytes} holds the bytes of one body and {@code SharedBytes} counts those of all
 * connections; {@code OneRead} gives each connection one read at a time.
 */
package dev.ariadne.server.http;
