/**
 * The HTTP interface for clients. HTTP requests become {@link dev.ariadne.server.kv.Request} values
 * for the node; {@link dev.ariadne.server.kv.Reply} values become HTTP responses. It corresponds to
 * {@code httpKVAPI} in etcd's raftexample.
 *
 * <p>Meaning, without sockets, in reading order:
 *
 * <ol>
 *   <li>{@code RequestParser}: turns method, target and headers into a request or a rejection.
 *   <li>{@code Parsed}: the result of a parsed head, before the body is known.
 *   <li>{@code Options}: the request headers that change the meaning of a request.
 *   <li>{@code Rejection}: an exception for an invalid request; holds the response.
 *   <li>{@code Answers}: turns a node's reply into a response.
 *   <li>{@link dev.ariadne.server.http.Answer}: an HTTP response without the headers of the
 *       connection.
 *   <li>{@code StatusJson}: a node's status as one line of JSON.
 *   <li>{@code MetricsText}: metrics in Prometheus' text format.
 *   <li>{@link dev.ariadne.server.http.HttpMeaning}: parser and responses together, for a
 *       simulation without sockets.
 * </ol>
 *
 * <p>Bytes and connections, in reading order:
 *
 * <ol>
 *   <li>{@code HeadReader}: collects the bytes of a request's head.
 *   <li>{@code Head}: a parsed head according to RFC 9112; an ambiguous head is refused.
 *   <li>{@code BodyReader}: finds the end of a request's body, with or without chunks.
 *   <li>{@code BodyBytes}: the bytes of one body; memory grows with what has arrived.
 *   <li>{@code SharedBytes}: a byte count that all connections share.
 *   <li>{@code OneRead}: gives each connection one socket read at a time.
 *   <li>{@code HttpConnection}: one client connection, one request at a time.
 *   <li>{@link dev.ariadne.server.http.HttpBounds}: limits on headers, connections, memory and
 *       time.
 *   <li>{@link dev.ariadne.server.http.HttpKvApi}: the listening socket and all its connections.
 * </ol>
 *
 * <p>Invariants: a request reaches the node once and whole, or not at all. Each request that
 * reached the node is answered, or its connection is closed. {@code docs/http-api.md} describes the
 * same behaviour as the code.
 *
 * <p>This package uses {@code kv} for the values and {@code os} for the I/O thread. Of {@code raft}
 * it uses only what a status report shows.
 */
package dev.ariadne.server.http;
