/**
 * A client of the server: what it sends over HTTP and what the answers mean. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.client.AriadneClient} carries out operations at one live
 *       node; its table says which answer means which outcome.
 *   <li>{@link dev.ariadne.harness.ariadne.client.KvOperation} is an invocation, taken apart.
 *   <li>{@link dev.ariadne.harness.ariadne.client.RequestEncoder} makes a request of an operation.
 *   <li>{@link dev.ariadne.harness.ariadne.client.Completions} makes a completion of an answer, or
 *       of its absence.
 *   <li>{@link dev.ariadne.harness.ariadne.client.KnownRevisions} knows at which revision each key
 *       had which value.
 *   <li>{@link dev.ariadne.harness.ariadne.client.HttpClientConnection} sends an {@link
 *       dev.ariadne.harness.ariadne.client.HttpRequest} over a socket and says by an {@link
 *       dev.ariadne.harness.ariadne.client.HttpOutcome} how far it got; {@code AnswerReader} reads
 *       the answer.
 *   <li>{@link dev.ariadne.harness.ariadne.client.NodeStatus} is what a node reports about itself
 *       over HTTP.
 *   <li>{@link dev.ariadne.harness.ariadne.client.MemberReport} is what a node reports about the
 *       members in its log.
 * </ol>
 *
 * <p>The simulation encodes requests and reads answers by the same classes, but has no sockets:
 * {@code AriadneClient} and {@code HttpClientConnection} are for live nodes alone.
 */
package dev.ariadne.harness.ariadne.client;
