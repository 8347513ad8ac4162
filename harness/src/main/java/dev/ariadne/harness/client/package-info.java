/**
 * Which node a client talks to, and what it does about a doubtful outcome: {@link
 * dev.ariadne.harness.client.Clients} opens a client for each worker over the connections that a
 * cluster offers. Worlds and targets know nothing of it.
 */
package dev.ariadne.harness.client;
