package dev.ariadne.server.node;

import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.LogFault;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a node ends whose own log has turned out not to be what it was: it refuses its clients and
 * says why, so that the report reaches the leader meanwhile, then stops.
 */
final class OwnFault {

  private final ServerOptions options;
  private final Ports ports;
  private final long tickNanos;
  private final Event.Sink events;
  private final Consumer<Disk.Outcome.Failed> diskFailed;
  private final Consumer<String> end;

  private Optional<String> refusal = Optional.empty();

  /**
   * @param end told in one line why this node cannot go on
   */
  OwnFault(
      ServerOptions options,
      Ports ports,
      long tickNanos,
      Event.Sink events,
      Consumer<Disk.Outcome.Failed> diskFailed,
      Consumer<String> end) {
    this.options = options;
    this.ports = ports;
    this.tickNanos = tickNanos;
    this.events = events;
    this.diskFailed = diskFailed;
    this.end = end;
  }

  /** Why no more requests are taken, if that is so. */
  Optional<String> refusal() {
    return refusal;
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
    ports.clock().after(Ending.TICKS_TO_RETIRE * tickNanos, () -> end.accept(why));
  }
}
