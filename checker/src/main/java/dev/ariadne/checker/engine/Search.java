package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Searches for an order, depth first (Wing and Gong 1993), and never from the same configuration
 * twice (Lowe 2017).
 *
 * <p>A configuration is (deadline, mask, state, used): the first required operation that has not
 * happened, in order of deadline; which of those open at its deadline have happened; the state; how
 * many unknown operations of each class have happened. Whatever is called before that deadline may
 * come next.
 */
final class Search {

  private final EncodedHistory encoded;
  private final Meter meter;
  private final boolean greedy;
  private final UsedUnknowns used;
  private final VisitedConfigurations visited;
  private final LookAhead ahead;
  private final Successors successors;

  // The configuration.
  private int deadline;
  private final long[] mask;
  private int state;
  private int usedId = UsedUnknowns.NONE;

  /** How it came about: required operations, and unknown classes as their complements. */
  private final IntStack path;

  /** One frame for each configuration on the way, FRAME ints and a mask each. */
  private static final int FRAME = 7;

  private final IntStack frames;
  private long[] frameMasks = new long[16];
  private int depth;

  /** The latest deadline that was reached: all before it can be explained. */
  private int reached;

  private boolean begun;

  Search(EncodedHistory encoded, Set<Reduction> reductions, SuccessorOrder order, Meter meter) {
    this.encoded = encoded;
    this.meter = meter;
    this.path = new IntStack(meter);
    this.frames = new IntStack(meter);
    this.greedy = reductions.contains(Reduction.GREEDY_OBSERVERS);
    this.mask = new long[encoded.maskWords];
    this.used = new UsedUnknowns(meter);
    this.visited =
        new VisitedConfigurations(
            encoded.maskWords, reductions.contains(Reduction.DOMINANCE), used, meter);
    this.ahead = new LookAhead(encoded, reductions.contains(Reduction.LOOK_AHEAD));
    this.successors = new Successors(encoded, reductions, order, used, ahead, meter);
    this.state = encoded.initial;
  }

  /**
   * Continues the search for about {@code quantum} steps.
   *
   * @return null if that was not enough; after {@code GaveUp} it must not go on
   */
  Outcome run(long quantum) {
    if (!begun) {
      begun = true;
      if (meter.exhausted()) {
        return gaveUp();
      }
      if (ahead.hopeless()) {
        return new Outcome.Inexplicable();
      }
      if (arrive()) {
        return explained();
      }
    }
    long until = meter.steps() + quantum;
    while (depth > 0) {
      if (meter.steps() >= until) {
        return null;
      }
      int frame = (depth - 1) * FRAME;
      restore(frame);
      int successor = frames.get(frame + 4);
      if (successor == successors.size() && !successors.deepen(mask, deadline, state)) {
        if (meter.exhausted()) {
          return gaveUp();
        }
        leave(frame);
        continue;
      }
      if (successor == successors.size()) {
        continue;
      }
      frames.set(frame + 4, successor + 1);
      if (!meter.step()) {
        return gaveUp();
      }
      apply(successor);
      if (arrive()) {
        return explained();
      }
      if (meter.exhausted()) {
        return gaveUp();
      }
    }
    return new Outcome.Inexplicable();
  }

  /** Lets observers observe; keeps the configuration if it is new. True if all has happened. */
  private boolean arrive() {
    if (greedy) {
      observe();
    }
    if (deadline > reached) {
      reached = deadline;
    }
    if (deadline == encoded.required()) {
      return true;
    }
    if (visited.add(deadline, state, mask, usedId)) {
      push();
    }
    return false;
  }

  private void push() {
    frames.push(deadline);
    frames.push(state);
    frames.push(usedId);
    frames.push(path.size());
    int firstSuccessor = successors.begin(mask, deadline, state, usedId);
    frames.push(firstSuccessor);
    frames.push(firstSuccessor);
    frames.push(0);
    int at = depth * mask.length;
    if (at + mask.length > frameMasks.length) {
      meter.bytes(8L * frameMasks.length);
      frameMasks = Arrays.copyOf(frameMasks, 2 * frameMasks.length + mask.length);
    }
    System.arraycopy(mask, 0, frameMasks, at, mask.length);
    depth++;
  }

  /** Back to the configuration of the newest frame. */
  private void restore(int frame) {
    deadline = frames.get(frame);
    state = frames.get(frame + 1);
    usedId = frames.get(frame + 2);
    System.arraycopy(frameMasks, (depth - 1) * mask.length, mask, 0, mask.length);
    undoTo(frames.get(frame + 3));
  }

  private void leave(int frame) {
    successors.end(frames.get(frame + 5));
    frames.truncate(frame);
    depth--;
  }

  private void undoTo(int length) {
    while (path.size() > length) {
      int entry = path.pop();
      if (entry >= 0) {
        ahead.undoRequired(entry);
      } else {
        ahead.undoUnknown(~entry);
      }
    }
  }

  private void apply(int successor) {
    successors.run(successor, path);
    usedId = successors.used(successor);
    state = successors.state(successor);
    if (successors.operation(successor) >= 0) {
      happen(successors.operation(successor));
    }
  }

  private void happen(int operation) {
    path.push(operation);
    ahead.requiredHappened(operation);
    int slot = encoded.reqSlot[operation];
    mask[slot >> 6] |= 1L << slot;
    while (deadline < encoded.required() && isSet(encoded.reqSlot[deadline]) && isOpen(deadline)) {
      int passed = encoded.reqSlot[deadline];
      mask[passed >> 6] &= ~(1L << passed);
      deadline++;
    }
  }

  private boolean isSet(int slot) {
    return (mask[slot >> 6] >>> slot & 1) != 0;
  }

  /** False only for an operation whose interval is empty, so that it has no slot of its own. */
  private boolean isOpen(int operation) {
    return encoded.reqCall[operation] < encoded.reqRet[operation];
  }

  private void observe() {
    boolean again = true;
    while (again && deadline < encoded.required()) {
      again = false;
      int k = deadline;
      for (int at = encoded.openAt[k]; at < encoded.openAt[k + 1]; at++) {
        int operation = encoded.open[at];
        if (operation < deadline || isSet(encoded.reqSlot[operation])) {
          continue;
        }
        int c = encoded.reqClass[operation];
        if (encoded.observer(c) && encoded.next(state, c) != EncodedHistory.REFUSED) {
          happen(operation);
        }
      }
      again = deadline != k;
    }
  }

  private Outcome explained() {
    List<Operation> order = new ArrayList<>(path.size());
    int[] usedOf = new int[encoded.unknownClass.length];
    for (int i = 0; i < path.size(); i++) {
      int entry = path.get(i);
      order.add(
          entry >= 0
              ? encoded.operation(entry)
              : encoded.unknownOperations[~entry][usedOf[~entry]++]);
    }
    return new Outcome.Explained(order);
  }

  private Outcome gaveUp() {
    return new Outcome.GaveUp(meter.stopped(), reached, encoded.required());
  }
}
