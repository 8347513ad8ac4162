package dev.ariadne.server.node;

import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Origin;
import java.util.function.Supplier;

/** Numbers commands, read rounds and questions of this boot: no two anywhere are ever the same. */
final class Origins implements Supplier<Origin> {

  private final Identity self;
  private final long boot;
  private long sequence;

  Origins(Identity self, long boot) {
    this.self = self;
    this.boot = boot;
  }

  @Override
  public Origin get() {
    return new Origin(self.id(), self.incarnation(), boot, ++sequence);
  }
}
