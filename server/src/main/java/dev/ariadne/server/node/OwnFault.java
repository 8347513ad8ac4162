package dev.ariadne.server.node;

import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.LogFault;
import dev.ariadne.server.raft.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a node ends whose own log has turned out not to be what it was: it refuses its clients and
 * says why, so that the report reaches the leader meanwhile, then stops.
 */
final class OwnFault {

  private final ServerOptions options;
  private final Ports ports;
  private final Event.Sink events;
  private final Origins origins;
  private final Consumer<LogFault> found;
  private final Consumer<Disk.Outcome.Failed> diskFailed;
  private final Consumer<String> end;

  private Optional<String> refusal = Optional.empty();

  /**
   * @param found told of a fault that raft does not see itself
   * @param end told in one line why this node cannot go on
   */
  OwnFault(
      ServerOptions options,
      Ports ports,
      Event.Sink events,
      Origins origins,
      Consumer<LogFault> found,
      Consumer<Disk.Outcome.Failed> diskFailed,
      Consumer<String> end) {
    this.options = options;
    this.ports = ports;
    this.events = events;
    this.origins = origins;
    this.found = found;
    this.diskFailed = diskFailed;
    this.end = end;
  }

  /** Why no more requests are taken, if that is so. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Looks for commands of this member that it does not know of. */
  void look(List<Entry> committed) {
    for (Entry entry : committed) {
      if (entry.payload() instanceof Payload.Command command
          && origins.isForgotten(command.origin())) {
        found.accept(new LogFault.Forgotten(entry.index(), command.origin().boot()));
        return;
      }
    }
  }

  /** As {@link #look(List)}, in a state that was received as of this index. */
  void look(long index, KvStore store) {
    store
        .origin(origins::isForgotten)
        .ifPresent(origin -> found.accept(new LogFault.Forgotten(index, origin.boot())));
  }

  /** Begins to end the node, once there is a fault. */
  void consider(Optional<LogFault> fault) {
    if (fault.isEmpty() || refusal.isPresent()) {
      return;
    }
    String why = fault.get().text(options.id());
    refusal = Optional.of(why);
    events.accept(Event.of("log-fault", "why", why));
    switch (fault.get()) {
      case LogFault.Lost lost -> mark(why);
      case LogFault.Forgotten forgotten -> mark(why);
      // It may be this history that is to be kept: nothing is done to the disk.
      case LogFault.Conflict conflict -> endSoon(why);
    }
  }

  private void mark(String why) {
    try {
      ports
          .disk()
          .submit(
              LostMark.store(ports.disk(), options.logDirectory(), why),
              outcome -> {
                switch (outcome) {
                  case Disk.Outcome.Done() -> endSoon(why);
                  case Disk.Outcome.Failed failure -> diskFailed.accept(failure);
                }
              });
    } catch (IOException e) {
      end.accept(why);
    }
  }

  private void endSoon(String why) {
    long nanos = Ending.TICKS_TO_RETIRE * options.tickMillis() * 1_000_000;
    ports.clock().after(nanos, () -> end.accept(why));
  }
}
