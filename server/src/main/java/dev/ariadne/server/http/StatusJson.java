package dev.ariadne.server.http;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Status;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A node's report as one JSON object on one line. */
final class StatusJson {

  private final StringBuilder out = new StringBuilder(512);

  private StatusJson() {}

  static String of(Reply.Report report) {
    StatusJson json = new StatusJson();
    json.report(report);
    return json.out.append('\n').toString();
  }

  /** Who belongs to the cluster; on a leader, with how far each is known to be. */
  static String members(Status raft) {
    StatusJson json = new StatusJson();
    json.out.append('{');
    json.number("id", raft.id());
    json.number("leader", raft.leader());
    json.number("commit", raft.commit());
    json.array(
        "members",
        raft.membership().members(),
        (each, member) -> {
          each.member(member);
          raft.followers().stream()
              .filter(follower -> follower.id() == member.id())
              .forEach(
                  follower -> {
                    each.text("state", lower(follower.state()));
                    each.number("match", follower.match());
                    each.number("next", follower.next());
                  });
        });
    return json.out.append("}\n").toString();
  }

  private void report(Reply.Report report) {
    Status raft = report.raft();
    out.append('{');
    number("id", raft.id());
    // 64 bits are more than a JSON number holds in many languages.
    text("cluster", hex(report.cluster()));
    text("incarnation", hex(report.incarnation()));
    number("boot", report.boot());
    text("role", lower(raft.role()));
    number("term", raft.term());
    number("vote", raft.vote());
    number("leader", raft.leader());
    number("commit", raft.commit());
    number("applied", raft.applied());
    number("stable", raft.stable());
    number("first_index", raft.firstIndex());
    number("last_index", raft.lastIndex());
    text("state_hash", report.stateHash());
    number("snapshot_index", report.snapshotIndex());
    text("synced_segment", report.syncedSegment());
    number("synced_bytes", report.syncedBytes());
    array("members", raft.membership().members(), StatusJson::member);
    array("followers", raft.followers(), StatusJson::follower);
    name("frames_refused").append('{');
    report.framesRefused().forEach(this::number);
    out.append("}}");
  }

  private void member(Member member) {
    number("id", member.id());
    text("incarnation", hex(member.incarnation()));
    text("address", member.address());
    text("role", lower(member.role()));
  }

  private void follower(Status.Follower follower) {
    number("id", follower.id());
    text("state", lower(follower.state()));
    number("match", follower.match());
    number("next", follower.next());
    number("inflight", follower.inflight());
    follower.fault().ifPresent(fault -> text("fault", fault.text(follower.id())));
  }

  private void number(String name, long value) {
    name(name).append(value);
  }

  private void text(String name, String value) {
    quoted(name(name), value);
  }

  private <T> void array(String name, List<T> items, BiConsumer<StatusJson, T> fields) {
    name(name).append('[');
    for (T item : items) {
      separate().append('{');
      fields.accept(this, item);
      out.append('}');
    }
    out.append(']');
  }

  private StringBuilder name(String name) {
    return quoted(separate(), name).append(':');
  }

  /** A comma, unless this is the first thing in its object or array. */
  private StringBuilder separate() {
    char last = out.charAt(out.length() - 1);
    return last == '{' || last == '[' ? out : out.append(',');
  }

  private static StringBuilder quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"');
  }

  private static String hex(long value) {
    return String.format("%016x", value);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
