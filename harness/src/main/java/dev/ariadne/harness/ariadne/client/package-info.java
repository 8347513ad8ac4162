/**
 * The client side of this project's HTTP interface, for live and simulated nodes. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.client.KvOperation}: an invocation, parsed into the
 *       operations that a node offers.
 *   <li>{@link dev.ariadne.harness.ariadne.client.RequestEncoder}: turns an operation into an HTTP
 *       request.
 *   <li>{@link dev.ariadne.harness.ariadne.client.HttpRequest}: an HTTP request.
 *   <li>{@link dev.ariadne.harness.ariadne.client.HttpClientConnection}: one connection to a
 *       server; it is kept open and sends a request at most once.
 *   <li>{@code AnswerReader}: reads one HTTP response, whole or not at all.
 *   <li>{@link dev.ariadne.harness.ariadne.client.HttpOutcome}: how far a request got.
 *   <li>{@link dev.ariadne.harness.ariadne.client.Completions}: decides what an outcome means: ok,
 *       fail or info.
 *   <li>{@link dev.ariadne.harness.ariadne.client.RevisionCache}: the revision and value of each
 *       key that nodes last reported.
 *   <li>{@link dev.ariadne.harness.ariadne.client.AriadneClient}: carries out operations at one
 *       live node.
 *   <li>{@link dev.ariadne.harness.ariadne.client.NodeStatus}: a node's report at {@code
 *       /-/status}.
 *   <li>{@link dev.ariadne.harness.ariadne.client.MemberReport}: the members that a node reports in
 *       its log.
 * </ol>
 *
 * <p>Outcomes have the same meaning for live and for simulated nodes, because both use {@code
 * Completions}.
 */
package dev.ariadne.harness.ariadne.client;
