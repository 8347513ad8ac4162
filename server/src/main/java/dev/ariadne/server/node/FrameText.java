package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Printable;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.raft.Message;

/** What travels between servers, in words: for whoever watches a cluster from outside. */
public final class FrameText {

  private FrameText() {}

  /** One line for a frame as it left. */
  public static String of(Bytes bytes) {
    try {
      return Printable.of(words(FrameCodec.decode(bytes)));
    } catch (MalformedException e) {
      return bytes.length() + " bytes that are no frame";
    }
  }

  private static String words(Frame frame) {
    return switch (frame) {
      case Frame.Raft raft -> message(raft.message());
      case Frame.SnapshotChunk chunk ->
          "snapshot %d, bytes %d to %d of %d"
              .formatted(
                  chunk.snapshot().index(),
                  chunk.offset(),
                  chunk.offset() + chunk.bytes().length(),
                  chunk.size());
      case Frame.SnapshotAck ack ->
          "snapshot %d, %d bytes received".formatted(ack.index(), ack.received());
      case Frame.Hello hello ->
          "hello from %d%s".formatted(hello.id(), hello.answer() ? ", an answer" : "");
      case Frame.ChangeRequest request -> "please " + request.change();
      case Frame.ChangeReply reply -> "about that change: " + reply.verdict() + " " + reply.why();
      case Frame.Join join -> "%d asks to join, or whether it is a member".formatted(join.id());
      case Frame.Welcome welcome -> "welcome, in term %d".formatted(welcome.term());
      case Frame.Removed removed -> "removed: " + removed.why();
      case Frame.Refusal refusal -> "refused: " + refusal.why();
    };
  }

  /** The entries of an append by their indices: their bytes say nothing to a person. */
  private static String message(Message message) {
    if (message instanceof Message.Append append) {
      String entries =
          append.entries().isEmpty()
              ? "no entries"
              : "entries %d..%d"
                  .formatted(append.prevIndex() + 1, append.prevIndex() + append.entries().size());
      return "Append[term=%d, after %d of term %d: %s, commit=%d]"
          .formatted(
              append.term(), append.prevIndex(), append.prevTerm(), entries, append.commit());
    }
    return message.toString().replaceFirst("from=\\d+, to=\\d+, ", "");
  }
}
