/** The log and the snapshots of a member on disk. */
package dev.ariadne.server.wal;
