package dev.ariadne.server.wal;

import dev.ariadne.server.base.Identity;

/** The log is another member's, or another cluster's. Nothing on the disk was changed. */
public final class WrongOwnerException extends Exception {

  private static final long serialVersionUID = 1;

  WrongOwnerException(String file, Identity found, Identity expected) {
    super(
        "%s belongs to %s, but this is %s: start the node that owns it, or give this one another"
                .formatted(file, found, expected)
            + " data directory");
  }
}
