package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.port.Choices;
import dev.ariadne.server.raft.Origin;
import java.util.function.Supplier;

/**
 * Numbers commands, read rounds and questions of this boot: no two anywhere are ever the same. A
 * member that was put back to an older copy of its disk counts its boots a second time. So the
 * numbers of a boot begin where they are drawn, and those of the former life are told apart.
 */
final class Origins implements Supplier<Origin> {

  private final Identity self;
  private final long boot;
  private final long first;
  private long sequence;

  Origins(Identity self, long boot, Choices choices) {
    this.self = self;
    this.boot = boot;
    this.first = (long) choices.pick("origin", Integer.MAX_VALUE) << 32;
    this.sequence = first;
  }

  /** Whether this member has used it according to others, though it never has in this life. */
  boolean isForgotten(Origin origin) {
    return origin.id() == self.id()
        && origin.incarnation() == self.incarnation()
        && (origin.boot() > boot
            || origin.boot() == boot
                && (origin.sequence() <= first || origin.sequence() > sequence));
  }

  @Override
  public Origin get() {
    return new Origin(self.id(), self.incarnation(), boot, ++sequence);
  }
}
