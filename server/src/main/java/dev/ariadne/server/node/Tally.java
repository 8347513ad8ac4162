package dev.ariadne.server.node;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How clients' requests came out, reads and writes apart. */
final class Tally {

  private final Map<String, Long> reads = new TreeMap<>();
  private final Map<String, Long> writes = new TreeMap<>();

  /** Counts the reply to a request on its way. */
  Consumer<Reply> counting(Request request, Consumer<Reply> reply) {
    return switch (request) {
      case Request.Get get -> counted(reads, reply);
      case Request.Write write -> counted(writes, reply);
      case Request.AddMember add -> reply;
      case Request.RemoveMember remove -> reply;
      case Request.Members members -> reply;
      case Request.Status status -> reply;
      case Request.Health health -> reply;
      case Request.Metrics metrics -> reply;
    };
  }

  private static Consumer<Reply> counted(Map<String, Long> by, Consumer<Reply> reply) {
    return answer -> {
      by.merge(outcome(answer), 1L, Long::sum);
      reply.accept(answer);
    };
  }

  private static String outcome(Reply reply) {
    return switch (reply) {
      case Reply.Found r -> "ok";
      case Reply.NotFound r -> "ok";
      case Reply.Written r -> "ok";
      case Reply.Deleted r -> "ok";
      case Reply.Appended r -> "ok";
      case Reply.Counted r -> "ok";
      case Reply.CompareFailed r -> "compare_failed";
      case Reply.Unfit r -> "unfit";
      case Reply.TooLarge r -> "too_large";
      case Reply.Refused r -> "refused";
      case Reply.Unknown r -> "unknown";
      case Reply.MembersChanged r -> "ok";
      case Reply.MembersConflict r -> "conflict";
      case Reply.NoSuchMember r -> "absent";
      case Reply.MemberList r -> "ok";
      case Reply.Report r -> "ok";
      case Reply.Health r -> "ok";
      case Reply.Metrics r -> "ok";
    };
  }

  Map<String, Long> reads() {
    return reads;
  }

  Map<String, Long> writes() {
    return writes;
  }
}
