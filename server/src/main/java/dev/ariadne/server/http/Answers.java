package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Decimal;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Metric;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.raft.Status;
import java.util.List;
import java.util.Optional;

/** How a node's reply looks in HTTP. Knows no sockets. */
final class Answers {

  private static final String ETAG = "ETag";

  private Answers() {}

  static Answer of(Reply reply) {
    return switch (reply) {
      case Reply.Found(Bytes value, long revision) ->
          Answer.of(200)
              .with(ETAG, etag(revision))
              .with("Content-Type", "application/octet-stream")
              .body(value);
      // The original's words. It is an answer, not a failure: nothing about its outcome is open.
      case Reply.NotFound() -> Answer.of(404).text("Failed to GET");
      case Reply.Written(long revision) -> Answer.of(204).with(ETAG, etag(revision));
      case Reply.CompareFailed(long revision) -> compareFailed(revision);
      case Reply.Deleted(boolean existed) ->
          existed ? Answer.of(204) : Answer.of(404).text("there was nothing to delete");
      case Reply.Appended(long revision, long length) -> number(revision, length);
      case Reply.Counted(long revision, long number) -> number(revision, number);
      case Reply.Unfit(Result.Why why, long revision) -> unfit(why, revision);
      case Reply.MembersChanged() -> Answer.of(204);
      case Reply.MembersConflict(String why) -> Answer.failed(409, why);
      case Reply.NoSuchMember(int id) -> Answer.failed(404, "there is no member " + id);
      case Reply.MemberList(Status raft) ->
          Answer.of(200)
              .with("Content-Type", "application/json")
              .body(Bytes.utf8(StatusJson.members(raft)));
      case Reply.TooLarge(long limitBytes) -> tooLarge(limitBytes);
      case Reply.Refused(String why) -> Answer.unavailable(why);
      case Reply.Unknown(String why) -> Answer.unknown(504, "this may have happened: " + why);
      case Reply.Health(Optional<String> unwell, List<String> warnings) ->
          unwell
              .map(why -> Answer.failed(503, "send no clients here: " + why))
              .orElseGet(() -> Answer.of(200).text(well(warnings)));
      case Reply.Metrics(List<Metric> metrics) ->
          Answer.of(200)
              .with("Content-Type", MetricsText.CONTENT_TYPE)
              .body(Bytes.utf8(MetricsText.of(metrics)));
      case Reply.Report report ->
          Answer.of(200)
              .with("Content-Type", "application/json")
              .body(Bytes.utf8(StatusJson.of(report)));
    };
  }

  private static String well(List<String> warnings) {
    return warnings.isEmpty() ? "well" : "well, but: " + String.join("; ", warnings);
  }

  static Answer tooLarge(long limitBytes) {
    return Answer.failed(413, "too large: at most %d bytes are taken".formatted(limitBytes));
  }

  private static Answer number(long revision, long number) {
    return Answer.of(200)
        .with(ETAG, etag(revision))
        .with("Content-Type", "text/plain; charset=utf-8")
        .body(Decimal.bytes(number));
  }

  private static Answer unfit(Result.Why why, long revision) {
    Answer answer =
        Answer.failed(
            409,
            switch (why) {
              case TOO_LONG ->
                  "not appended: the value would be longer than %d bytes"
                      .formatted(KvStore.VALUE_BYTES_MAX);
              case NO_NUMBER -> "not counted: the value is no decimal number of 64 bits";
              case OVERFLOW -> "not counted: the sum would be no number of 64 bits";
            });
    return revision == 0 ? answer : answer.with(ETAG, etag(revision));
  }

  private static Answer compareFailed(long revision) {
    return revision == 0
        ? Answer.failed(412, "not written: the key has no value")
        : Answer.failed(412, "not written: the key is at revision " + revision)
            .with(ETAG, etag(revision));
  }

  private static String etag(long revision) {
    return "\"" + revision + "\"";
  }
}
