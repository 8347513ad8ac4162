package dev.ariadne.harness.ariadne.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.ariadne.sim.Observer;
import dev.ariadne.harness.ariadne.sim.SimNode;
import dev.ariadne.harness.ariadne.sim.SimWorld;
import dev.ariadne.harness.ariadne.sim.run.SimRun;
import dev.ariadne.harness.ariadne.sim.run.Worlds;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.Result;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class EdgeCaseClientTest {

  private static final int WORLDS = 16;

  @Test
  void aVisitorGetsIntoWhatNoWorkloadDoes() throws Exception {
    TreeSet<String> seen = new TreeSet<>();
    for (long seed = 1; seed <= WORLDS; seed++) {
      SimRun run = Worlds.brief(seed);
      run.world().observe(looker(seen));
      Worlds.run(run);
    }
    assertThat(seen)
        .contains(
            "put written", "put failed", "append done", "delete done", "NO_NUMBER", "OVERFLOW");
  }

  private static Observer looker(TreeSet<String> seen) {
    return new Observer() {
      @Override
      public void replied(SimWorld world, SimNode node, Request request, Reply reply) {
        if (reply instanceof Reply.Unfit(Result.Why why, long revision)) {
          seen.add(why.name());
        }
        switch (request) {
          case Request.Put(var key, var value, Condition.RevisionIs at, var id) ->
              seen.add(reply instanceof Reply.Written ? "put written" : told("put", reply));
          case Request.Append(var key, var suffix, Condition.RevisionIs at, var id) ->
              seen.add(told("append", reply));
          case Request.Delete(var key, Condition.RevisionIs at, var id) ->
              seen.add(told("delete", reply));
          default -> {
            // Workloads do that as well.
          }
        }
      }
    };
  }

  private static String told(String what, Reply reply) {
    return what + (reply instanceof Reply.CompareFailed ? " failed" : " done");
  }
}
