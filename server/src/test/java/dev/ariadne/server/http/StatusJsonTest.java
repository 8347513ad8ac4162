package dev.ariadne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusJsonTest {

  @Test
  void everyFieldIsThere() {
    Membership members =
        new Membership(
            List.of(
                new Member(1, 10, "http://127.0.0.1:9021", Member.Role.VOTER),
                new Member(2, -1, "http://h\"\\\n\u00e9:1", Member.Role.LEARNER)));
    Status raft =
        new Status(
            1,
            Status.RoleName.LEADER,
            3,
            1,
            1,
            20,
            19,
            21,
            5,
            22,
            members,
            List.of(
                new Status.Follower(
                    2, Status.ProgressState.REPLICATE, 18, 23, 2, Optional.empty())));
    Reply.Report report =
        new Reply.Report(
            0xabcL,
            10,
            4,
            raft,
            "00ff",
            15,
            "0000-1.wal",
            4096,
            new TreeMap<>(Map.of("malformed", 1L, "removed", 7L)));

    assertThat(StatusJson.of(report))
        .isEqualTo(
            """
            {"id":1,"cluster":"0000000000000abc","incarnation":"000000000000000a","boot":4,\
            "role":"leader","term":3,"vote":1,"leader":1,"commit":20,"applied":19,"stable":21,\
            "first_index":5,"last_index":22,"state_hash":"00ff","snapshot_index":15,\
            "synced_segment":"0000-1.wal","synced_bytes":4096,"members":[\
            {"id":1,"incarnation":"000000000000000a","address":"http://127.0.0.1:9021",\
            "role":"voter"},\
            {"id":2,"incarnation":"ffffffffffffffff","address":"http://h\\"\\\\\\u000a\\u00e9:1",\
            "role":"learner"}],\
            "followers":[{"id":2,"state":"replicate","match":18,"next":23,"inflight":2}],\
            "frames_refused":{"malformed":1,"removed":7}}
            """);
  }

  @Test
  void aNodeWithoutClusterHasEmptyLists() {
    Status raft =
        new Status(
            1, Status.RoleName.PRE_CANDIDATE, 0, 0, 0, 0, 0, 0, 1, 0, Membership.NONE, List.of());
    assertThat(StatusJson.of(new Reply.Report(0, 1, 1, raft, "", 0, "", 0, Map.of())))
        .contains("\"role\":\"pre_candidate\"")
        .contains("\"members\":[]")
        .endsWith("\"followers\":[],\"frames_refused\":{}}\n");
  }
}
