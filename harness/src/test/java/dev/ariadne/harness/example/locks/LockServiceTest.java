package dev.ariadne.harness.example.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.junit.ClusterRun;
import dev.ariadne.harness.junit.ClusterTest;

@ClusterTest(
    target = "locks",
    workload = "lock",
    nodes = 3,
    concurrency = 6,
    keys = 3,
    rate = 100,
    nemesis = "kill",
    nemesisInterval = "1s",
    timeLimit = "10s")
final class LockServiceTest {

  @ClusterTest(seeds = "6", judged = false)
  void theLockIsLostWithTheMemory(ClusterRun run) {
    assertThat(run.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(run.words()).contains("acquire of");
  }

  @ClusterTest(target = "locks-fixed", seeds = "1..20")
  void oneHolderAtATime() {}
}
