/** The state machine and what clients ask of it. */
package dev.ariadne.server.kv;
