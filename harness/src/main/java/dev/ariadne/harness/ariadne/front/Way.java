package dev.ariadne.harness.ariadne.front;

import dev.ariadne.harness.ariadne.link.Link;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/** One direction of a connection: what has been read from its source and not yet delivered. */
final class Way {

  /** How the source ended. Travels behind the bytes, and waits as they do. */
  enum Ending {
    /** Not yet. */
    NONE,
    /** It said that nothing more would come. */
    FINISHED,
    /** It broke: its process died, or could not be reached. */
    BROKEN
  }

  final Link link;
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Ending ending = Ending.NONE;
  private boolean endDelivered;

  /** Nobody is left to deliver to: nothing more is read. */
  private boolean abandoned;

  Way(Link link) {
    this.link = link;
  }

  long waitingBytes() {
    return waitingBytes;
  }

  /** Whether bytes or an end are still to be delivered. */
  boolean waits() {
    return waitingBytes > 0 || (ending != Ending.NONE && !endDelivered);
  }

  boolean mayRead() {
    return ending == Ending.NONE && !abandoned;
  }

  boolean endDelivered() {
    return endDelivered;
  }

  /** The end to be delivered now, after all bytes; NONE if there is none yet. */
  Ending endDue() {
    return waitingBytes == 0 && !endDelivered ? ending : Ending.NONE;
  }

  void end(Ending how) {
    // What has broken stays broken, but what had finished may break before the other side closes.
    if (ending != Ending.BROKEN) {
      ending = how;
      endDelivered = endDelivered && how == Ending.FINISHED;
    }
  }

  void endIsDelivered() {
    endDelivered = true;
  }

  /** Takes a copy of what remains in the buffer. */
  void add(ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    copy.put(bytes).flip();
    waiting.add(copy);
    waitingBytes += copy.remaining();
  }

  /**
   * Writes what waits.
   *
   * @return whether all of it went out
   */
  boolean writeTo(WritableByteChannel sink) throws IOException {
    while (!waiting.isEmpty()) {
      waitingBytes -= sink.write(waiting.peek());
      if (waiting.peek().hasRemaining()) {
        return false;
      }
      waiting.remove();
    }
    return true;
  }

  /** The sink is gone: what waits can reach nobody. */
  void abandon() {
    waiting.clear();
    waitingBytes = 0;
    abandoned = true;
  }
}
