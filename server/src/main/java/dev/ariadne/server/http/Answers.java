package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Status;

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
      case Reply.Report report ->
          Answer.of(200)
              .with("Content-Type", "application/json")
              .body(Bytes.utf8(StatusJson.of(report)));
    };
  }

  static Answer tooLarge(long limitBytes) {
    return Answer.failed(413, "too large: at most %d bytes are taken".formatted(limitBytes));
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
