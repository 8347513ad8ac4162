package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Register;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Suites as users write them, for {@link ClusterTestTest} to run; none of them runs by itself. */
final class Suites {

  private Suites() {}

  static final class Valid {
    @ClusterTest(
        target = "locks-fixed",
        nodes = 3,
        concurrency = 6,
        keys = 3,
        rate = 100,
        workload = "lock",
        nemesis = "kill",
        nemesisInterval = "1s",
        timeLimit = "10s",
        seeds = "1..3")
    void locksHaveOneHolder(ClusterRun run) {
      assertThat(run.count("kill", "killed")).isPositive();
      assertThat(run.history()).hasSizeGreaterThan(1000);
    }
  }

  @ClusterTest(
      target = "locks",
      nodes = 3,
      concurrency = 6,
      keys = 3,
      rate = 100,
      workload = "lock",
      nemesis = "kill",
      nemesisInterval = "1s",
      timeLimit = "10s",
      seeds = "1..20",
      store = "target/test-store")
  static final class Violated {

    @Test
    void allSeedsAreOneTest(ClusterRun run) {
      assertThat(run.verdict()).as("not reached").isNull();
    }

    @ClusterTest(seeds = "6")
    void theClassSaysTheRest() {}

    @ClusterTest(seeds = "6", judged = false)
    void theMethodJudges(ClusterRun run) {
      assertThat(run.verdict()).isEqualTo(Verdict.INVALID);
      assertThat(run.seed()).isEqualTo(6);
    }

    @Test
    void aTestThatAsksForNoRunHasNone() {}

    @Test
    void aListOfSomethingElseIsNotOurs(List<String> words) {}
  }

  @ClusterTest(nodes = 3, nemesis = "kill", timeLimit = "4s", judged = false)
  static final class Histories {
    @ClusterTest(workload = "register")
    void isJudgedByWhomOneLikes(History history, List<Op> lines, ClusterRun run) throws Exception {
      assertThat(lines).isEqualTo(run.history());
      assertThat(
              Checker.check(Register.withCas(KeyValue.ABSENT).keyed(), history, Budget.standard()))
          .isInstanceOf(dev.ariadne.checker.Verdict.Linearizable.class);
    }

    @Test
    void askingForTheHistoryIsEnough(History history) {
      assertThat(history.operations()).isNotEmpty();
    }
  }

  static final class Vacuous {
    @ClusterTest(
        target = "locks-fixed",
        nodes = 3,
        concurrency = 6,
        keys = 3,
        rate = 100,
        workload = "lock",
        nemesis = "kill",
        timeLimit = "100ms")
    void tooShort() {}
  }

  static final class Server {
    @ClusterTest(
        nodes = 3,
        workload = "register",
        nemesis = {"partition", "kill"},
        rate = 100,
        timeLimit = "6s",
        staleReads = true,
        seeds = "7",
        store = "target/test-store")
    void staleReads() {}
  }

  @ClusterTest(nodes = 3, seeds = "11")
  static final class Hands {

    @Test
    void aWriteIsReadFromTheOtherSide(ByHand hand) {
      Op written = hand.client("n1").write(1, 17);
      assertThat(written.type()).isEqualTo(Op.Type.OK);
      hand.can(Capability.Kill.class).kill(hand.leader());
      String other =
          hand.nodes().stream()
              .filter(hand.can(Capability.Kill.class)::running)
              .findFirst()
              .orElseThrow();
      Op read = hand.client(other).read(1);
      assertThat(read.value()).isEqualTo(List.of(1L, 17L));
      assertThat(hand.history()).hasSize(4);
    }

    @ClusterTest
    void clientsAreParametersToo(
        Cluster cluster, ByHand.Hand first, ByHand.Hand second, List<Op> history) {
      assertThat(cluster.nodes()).containsExactly("n1", "n2", "n3");
      first.write(1, 17);
      assertThat(second.read(1).value()).isEqualTo(List.of(1L, 17L));
      assertThat(history).hasSize(4);
      assertThat(history.get(1).process()).isNotEqualTo(history.get(3).process());
    }

    @ClusterTest
    void noHistoryOfWhatHasNotEnded(ByHand hand, History history) {}

    @ClusterTest(staleReads = true)
    void whatClientsSawIsJudged(ByHand hand) {
      hand.client("n1").write(1, 17);
      String leader = hand.leader();
      String follower =
          hand.nodes().stream().filter(node -> !node.equals(leader)).findFirst().orElseThrow();
      for (String node : hand.nodes()) {
        if (!node.equals(follower)) {
          hand.can(Capability.Links.class).cut(node, follower);
        }
      }
      hand.client(leader).write(1, 18);
      hand.client(follower).read(1);
    }
  }

  /** By hand, and each in its way without anything shown, or failed. */
  @ClusterTest(nodes = 3, seeds = "11", store = "target/test-store")
  static final class HandsThatShowNothing {

    @ClusterTest
    void nothingIsDone(ByHand hand) {}

    @ClusterTest
    void noWriteIsAcknowledgedAfterTheCut(ByHand hand) {
      hand.client("n1").write(1, 17);
      String leader = hand.leader();
      Capability.Links links = hand.can(Capability.Links.class);
      for (String node : hand.nodes()) {
        if (!node.equals(leader)) {
          links.cut(leader, node);
          links.cut(node, leader);
        }
      }
      assertThat(hand.client(leader).write(1, 18).type()).isNotEqualTo(Op.Type.OK);
    }

    @ClusterTest
    void nobodyReads(ByHand hand) {
      hand.client("n1").write(1, 17);
    }

    @ClusterTest
    void theTestItselfFails(ByHand hand) {
      hand.client("n1").write(1, 17);
      hand.can(Capability.Kill.class).kill(hand.leader());
      assertThat(hand.history()).as("what the test expects").isEmpty();
    }
  }

  static final class LiveHands {
    @ClusterTest(nodes = 1, live = true, store = "target/test-store")
    void aLiveTestByHandFails(ByHand hand) {
      hand.client("n1").write(1, 17);
      throw new IllegalStateException("a mistake of the test's own");
    }
  }

  /** Several seeds in one test, some or all of which show nothing. */
  @ClusterTest(
      target = "locks-fixed",
      nodes = 3,
      concurrency = 6,
      keys = 3,
      workload = "lock",
      nemesis = "kill",
      nemesisInterval = "1s",
      store = "target/test-store")
  static final class ManySeeds {
    @ClusterTest(rate = 100, timeLimit = "100ms", seeds = "1..3")
    static final class AllVacuous {
      @Test
      void isAborted(ClusterRun run) {}
    }
  }

  static final class Live {
    @ClusterTest(
        nodes = 1,
        concurrency = 2,
        keys = 1,
        rate = 50,
        nemesis = "none",
        timeLimit = "1s",
        live = true,
        judged = false,
        store = "target/test-store")
    void realProcesses(ClusterRun run) {
      assertThat(run.verdict()).isNotEqualTo(Verdict.INVALID);
      assertThat(run.history()).isNotEmpty();
      assertThat(run.traceDigest()).isEmpty();
      assertThat(run.report()).isPresent();
      assertThat(run.again()).doesNotContain("--sim").endsWith("/target/test-store");
    }
  }

  static final class Wrong {
    @ClusterTest(nodes = 99)
    void tooMany() {}

    @ClusterTest(nodes = 0)
    void noNodes() {}

    @ClusterTest(nodes = 0)
    void noNodesByHand(ByHand hand) {}

    @ClusterTest(nodes = -1)
    void fewerThanNone() {}

    @ClusterTest(concurrency = 0)
    void noClients() {}

    @ClusterTest(keys = 0)
    void noKeys() {}

    @ClusterTest(rate = 0)
    void noRate() {}

    @ClusterTest(timeLimit = "0s")
    void noTimeAtAll() {}

    @ClusterTest(workload = "poem")
    void noSuchWorkload() {}

    @ClusterTest(nemesis = {"kill", "rain"})
    void noSuchFault() {}

    @ClusterTest(store = "pom.xml")
    void noDirectory() {}

    @ClusterTest(timeLimit = "soon")
    void noTime() {}
  }
}
