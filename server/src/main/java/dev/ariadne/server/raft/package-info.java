/** The raft algorithm. */
package dev.ariadne.server.raft;
