package dev.ariadne.server.raft;

import java.util.List;
import java.util.stream.Collectors;

/** Raft's values as a person reads them in a golden file; {@code 7@3} is index 7 of term 3. */
final class Text {

  private Text() {}

  static String of(Entry entry) {
    String payload =
        switch (entry.payload()) {
          case Payload.NoOp() -> "no-op";
          case Payload.Command command -> command.data().utf8();
          case Payload.Config(Membership membership) -> of(membership);
        };
    return entry.index() + "@" + entry.term() + " " + payload;
  }

  static String of(Membership membership) {
    return membership.members().stream()
        .map(m -> m.id() + (m.votes() ? "" : "L"))
        .collect(Collectors.joining(",", "members ", ""));
  }

  static String of(List<Entry> entries) {
    return entries.stream().map(Text::of).collect(Collectors.joining(", ", "[", "]"));
  }

  static String of(Message message) {
    String what =
        switch (message) {
          case Message.PreVote m -> "last %d@%d".formatted(m.lastIndex(), m.lastTerm());
          case Message.PreVoteReply m ->
              "asked in %d: %s".formatted(m.asked(), m.granted() ? "yes" : "no");
          case Message.Vote m ->
              "last %d@%d".formatted(m.lastIndex(), m.lastTerm())
                  + (m.transfer() ? " transfer" : "");
          case Message.VoteReply m -> m.granted() ? "yes" : "no";
          case Message.Append m ->
              "behind %d@%d %s commit %d"
                  .formatted(m.prevIndex(), m.prevTerm(), of(m.entries()), m.commit());
          case Message.AppendAccepted m -> "match %d".formatted(m.match());
          case Message.AppendRejected m ->
              "not behind %d, perhaps %d@%d, last %d"
                  .formatted(m.rejected(), m.hintIndex(), m.hintTerm(), m.lastIndex());
          case Message.Heartbeat m -> "commit %d round %d".formatted(m.commit(), m.round());
          case Message.HeartbeatReply m -> "round %d".formatted(m.round());
          case Message.InstallSnapshot m ->
              "%d@%d".formatted(m.snapshot().index(), m.snapshot().term());
          case Message.ReadIndexRequest m -> "read %d".formatted(m.context().sequence());
          case Message.ReadIndexReply m ->
              "read %d from %d".formatted(m.context().sequence(), m.index());
          case Message.Forward m ->
              m.commands().stream()
                  .map(c -> c.data().utf8())
                  .collect(Collectors.joining(", ", "[", "]"));
          case Message.FaultReport m -> m.fault().toString();
          case Message.TimeoutNow m -> "now";
        };
    return "%d->%d %s term %d %s"
        .formatted(
            message.from(), message.to(), message.getClass().getSimpleName(), message.term(), what);
  }

  static String of(Save save) {
    HardState state = save.hardState();
    String marker =
        save.marker()
            .map(
                m ->
                    switch (m) {
                      case Save.Marker.Compacted c -> " compacted " + c.snapshot().index();
                      case Save.Marker.Installed i -> " installed " + i.snapshot().index();
                    })
            .orElse("");
    return "save %d: term %d vote %d commit %d %s%s"
        .formatted(
            save.number(), state.term(), state.vote(), state.commit(), of(save.entries()), marker);
  }

  static String of(Status status) {
    String followers =
        status.followers().stream()
            .map(
                f ->
                    "%n    %d %s match %d next %d in flight %d"
                        .formatted(f.id(), f.state(), f.match(), f.next(), f.inflight()))
            .collect(Collectors.joining());
    return "%d %s term %d vote %d leader %d commit %d applied %d stable %d log %d..%d%s"
        .formatted(
            status.id(),
            status.role(),
            status.term(),
            status.vote(),
            status.leader(),
            status.commit(),
            status.applied(),
            status.stable(),
            status.firstIndex(),
            status.lastIndex(),
            followers);
  }
}
