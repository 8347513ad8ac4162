package dev.ariadne.server.node;

import dev.ariadne.server.port.Clock;
import dev.ariadne.server.raft.Node;
import dev.ariadne.server.raft.Status;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * How a node ends that is well: because it was asked to, with leadership handed over and everybody
 * answered, or because it was removed, after it has done for the others what it still can.
 */
final class Ending {

  /** How long a node that has been removed, or takes no further part, still answers and sends. */
  static final int TICKS_TO_RETIRE = 10;

  private final Node node;
  private final Clock clock;
  private final long tickNanos;
  private final IntSupplier waiting;
  private final Event.Sink events;
  private final Runnable stop;
  private final Consumer<String> retired;

  /** Whom to tell when this node, which was asked to stop, has done so. */
  private Optional<Runnable> leaving = Optional.empty();

  /** Once it has been removed, why. */
  private Optional<String> removal = Optional.empty();

  private boolean over;

  /**
   * @param waiting how many wait for an answer
   * @param stop answers everybody and does nothing more
   * @param retired told in one line why this node is no member any more, after {@code stop}
   */
  Ending(
      Node node,
      Clock clock,
      long tickNanos,
      IntSupplier waiting,
      Event.Sink events,
      Runnable stop,
      Consumer<String> retired) {
    this.node = node;
    this.clock = clock;
    this.tickNanos = tickNanos;
    this.waiting = waiting;
    this.events = events;
    this.stop = stop;
    this.retired = retired;
  }

  /** Why no more requests are taken, if that is so. */
  Optional<String> refusal() {
    return leaving.isPresent() ? Optional.of("the server is stopping") : removal;
  }

  /**
   * Hands leadership over and lets those who wait be answered; then stops.
   *
   * @param done called when it has stopped, within {@link ServerOptions#LEAVE_MILLIS_MAX}
   */
  void leave(Runnable done) {
    if (leaving.isPresent() || over) {
      return;
    }
    leaving = Optional.of(done);
    events.accept(Event.of("leaving", "waiting", waiting.getAsInt()));
    node.handOver();
    clock.after(ServerOptions.LEAVE_MILLIS_MAX * 1_000_000, this::left);
  }

  /** A tick has passed: whom leadership was handed to may not have come. */
  void tick() {
    if (leaving.isPresent()) {
      node.handOver();
    }
  }

  /** Stops if nobody waits for an answer, and nobody counts on this node to lead. */
  void consider() {
    if (leaving.isEmpty() || waiting.getAsInt() > 0) {
      return;
    }
    Status now = node.status();
    boolean isNeeded = now.role() == Status.RoleName.LEADER && now.membership().voters().size() > 1;
    if (!isNeeded) {
      left();
    }
  }

  private void left() {
    if (!over) {
      over = true;
      stop.run();
      leaving.ifPresent(Runnable::run);
    }
  }

  /** This node is no member any more. */
  void removed(String why) {
    if (removal.isPresent() || over) {
      return;
    }
    String line =
        why
            + "; to come back it has to be added anew and started with an empty directory and"
            + " --join";
    removal = Optional.of(line);
    events.accept(Event.of("removed", "why", why));
    clock.after(
        TICKS_TO_RETIRE * tickNanos,
        () -> {
          if (!over) {
            over = true;
            stop.run();
            retired.accept(line);
          }
        });
  }

  /** It has ended otherwise. */
  void over() {
    over = true;
  }
}
