/**
 * Routing and retries of clients. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.client.Clients}: opens a client for each worker.
 *   <li>{@code RoutedClient}: sends operations to one node or to several in turn, and repeats them
 *       if allowed.
 *   <li>{@link dev.ariadne.harness.client.Retry}: what a client does after an unknown outcome.
 * </ol>
 *
 * <p>Worlds and targets do not use this package.
 */
package dev.ariadne.harness.client;
