package dev.ariadne.harness.ariadne.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NodeStatusTest {

  @Test
  void aStatusIsReadByItsNames() {
    assertThat(
            NodeStatus.parse(
                "n2",
                "{\"id\":2,\"role\":\"LEADER\",\"term\":5,\"commit\":9,\"applied\":8,"
                    + "\"state_hash\":\"ab\",\"what\":[{}]}"))
        .contains(new NodeStatus("n2", "leader", 5, 9, 8, "ab"));
  }

  @Test
  void whatIsNoStatusIsNone() {
    assertThat(NodeStatus.parse("n1", "")).isEmpty();
    assertThat(NodeStatus.parse("n1", "[1,2]")).isEmpty();
    assertThat(NodeStatus.parse("n1", "{\"role\":\"leader\"}")).isEmpty();
    assertThat(NodeStatus.parse("n1", "{\"role\":")).isEmpty();
  }

  @Test
  void thoseThatDoNotAnswerSoonAreLeftOut() throws IOException {
    try (ScriptedServer answers =
            new ScriptedServer(ScriptedServer.answer(200, "{\"role\":\"follower\",\"term\":5}"));
        ScriptedServer silent = new ScriptedServer(new ScriptedServer.Turn.Silence());
        ScriptedServer refuses = new ScriptedServer(ScriptedServer.answer(503, "starting"))) {
      TreeMap<String, InetSocketAddress> nodes = new TreeMap<>();
      nodes.put("n1", silent.address());
      nodes.put("n2", answers.address());
      nodes.put("n3", refuses.address());
      nodes.put("n4", ScriptedServer.nobody());
      assertThat(NodeStatus.of(nodes, Duration.ofMillis(300)))
          .containsExactly(new NodeStatus("n2", "follower", 5, -1, -1, ""));
    }
  }
}
