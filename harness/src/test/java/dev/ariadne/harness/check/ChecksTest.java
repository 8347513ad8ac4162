package dev.ariadne.harness.check;

import static dev.ariadne.harness.fake.Ops.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.fake.Ops;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RecoveryRecord;
import dev.ariadne.harness.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChecksTest {

  private static Evidence of(Ops ops) {
    return new Evidence(
        Scenarios.scenario(1, 10, List.of("kill")), ops.list(), List.of(), Optional.empty());
  }

  private static Check saying(Verdict verdict) {
    return new Check() {
      @Override
      public String name() {
        return "says";
      }

      @Override
      public Result check(Evidence evidence) {
        return Result.of(name(), verdict, "so");
      }
    };
  }

  private static Verdict together(Verdict... verdicts) {
    List<Check> checks = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      checks.add(saying(verdict));
    }
    return Checks.run(checks, of(new Ops())).verdict();
  }

  @Test
  void theWorstVerdictCounts() {
    assertThat(together()).isEqualTo(Verdict.VALID);
    assertThat(together(Verdict.VALID, Verdict.VACUOUS)).isEqualTo(Verdict.VACUOUS);
    assertThat(together(Verdict.VACUOUS, Verdict.UNKNOWN)).isEqualTo(Verdict.UNKNOWN);
    assertThat(together(Verdict.UNKNOWN, Verdict.INVALID)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void exitStatuses() {
    assertThat(Verdict.VALID.exitStatus()).isZero();
    assertThat(Verdict.INVALID.exitStatus()).isEqualTo(1);
    assertThat(Verdict.UNKNOWN.exitStatus()).isEqualTo(2);
    assertThat(Verdict.VACUOUS.exitStatus()).isEqualTo(2);
  }

  @Test
  void aCheckThatThrowsIsUnknown() {
    Check broken =
        new Check() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Result check(Evidence evidence) {
            throw new IllegalStateException("oops");
          }
        };
    Checks.Outcome outcome = Checks.run(List.of(broken), of(new Ops()));
    assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(outcome.results().get(0).summary()).contains("oops");
  }

  @Test
  void resultsArePlainEdn() throws Exception {
    Checks.Outcome outcome = Checks.run(Checks.standard(of(new Ops()).scenario()), of(new Ops()));
    Object read = EdnReader.read(outcome.toEdn());
    assertThat(Edn.get(read, "valid?")).isEqualTo(Edn.keyword("unknown"));
    assertThat(((Map<?, ?>) read).keySet().toString())
        .isEqualTo(
            "[:valid?, :linearizable, :final-reads, :nodes, :snapshot-recovery, :faults, :stats]");
  }

  @Test
  void aKeyThatWasNotReadAfterTheHealIsStuck() {
    Ops ops =
        new Ops()
            .invoke(0, "read", kv(0L, null))
            .ok(0, "read", kv(0L, 1L))
            .done("heal", Edn.map())
            .invoke(0, "read", kv(1L, null))
            .ok(0, "read", kv(1L, 1L))
            .invoke(0, "read", kv(2L, null))
            .info(0, "read", kv(2L, null), "timeout");
    Result result = new FinalReadsCheck().check(of(ops));
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.details()).containsExactly("key 0 was not read", "key 2 was not read");
  }

  @Test
  void aRunWithoutItsHealWasCutShort() {
    Ops ops = new Ops().invoke(0, "read", kv(0L, null)).nemesis("heal", Edn.map());
    assertThat(new FinalReadsCheck().check(of(ops)).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aPauseBitesIfAnOperationHadToWait() {
    Map<Object, Object> paused = Edn.map();
    Edn.put(paused, "nodes", List.of("n1"));
    Edn.put(paused, "paused", List.of("n1"));
    Edn.put(paused, "did", Edn.put(Edn.map(), "pause", Edn.put(Edn.map(), "paused", 1L)));
    Ops quiet =
        new Ops()
            .done("pause", paused)
            .invoke(1, "read", kv(0L, null))
            .ok(1, "read", kv(0L, 1L))
            .done("resume", Edn.map());
    Ops held =
        new Ops()
            .done("pause", paused)
            .invoke(0, "read", kv(0L, null))
            .done("resume", Edn.map())
            .ok(0, "read", kv(0L, 1L));
    assertThat(pauseBit(quiet)).isFalse();
    assertThat(pauseBit(held)).isTrue();
  }

  private static boolean pauseBit(Ops ops) {
    Evidence evidence =
        new Evidence(
            Scenarios.scenario(1, 10, List.of("pause")), ops.list(), List.of(), Optional.empty());
    return FaultEffects.of(evidence).get(0).bit();
  }

  @Test
  void whatARunThatWasKilledDidNotKeepIsUnknown() {
    Evidence killed =
        new Evidence(
            Scenarios.scenario(1, 10, List.of()),
            new Ops().done("heal", Edn.map()).list(),
            List.of(),
            Optional.empty(),
            false);
    assertThat(killed.healed()).isNotNegative();
    assertThat(new SnapshotRecoveryCheck().check(killed).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(new NodesCheck().check(killed).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  private final List<Capability.Journal.Entry> events = new ArrayList<>();

  private void hash(String node, long index, String hash) {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("index", Long.toString(index));
    fields.put("hash", hash);
    events.add(new Capability.Journal.Entry(node, "state-hash", fields));
  }

  private void event(String kind) {
    events.add(new Capability.Journal.Entry("n1", kind, new TreeMap<>()));
  }

  private Result recovery(RecoveryRecord record) {
    return new SnapshotRecoveryCheck()
        .check(
            new Evidence(
                Scenarios.scenario(1, 10, List.of("kill")),
                List.of(),
                events,
                Optional.of(record)));
  }

  private static RecoveryRecord record(Map<Long, String> replayed, String... hashes) {
    List<RecoveryRecord.Node> nodes = new ArrayList<>();
    for (String hash : hashes) {
      nodes.add(new RecoveryRecord.Node("n" + (nodes.size() + 1), 170, 2, hash, ""));
    }
    return new RecoveryRecord(170, nodes, "n1", new TreeMap<>(replayed), "");
  }

  private void agreeing() {
    hash("n1", 50, "a");
    hash("n2", 50, "a");
    hash("n1", 100, "b");
    event("snapshot-installed");
    event("segment-purged");
  }

  @Test
  void statesThatAgreeAreValid() {
    agreeing();
    assertThat(recovery(record(Map.of(50L, "a", 100L, "b"), "x", "x")).verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void differentStatesAtOneIndexAreFound() {
    agreeing();
    hash("n2", 100, "c");
    Result result = recovery(record(Map.of(50L, "a", 100L, "b"), "x", "x"));
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.details()).first().asString().contains("100").contains("n2=c");
  }

  @Test
  void aNodeThatHadTwoStatesAtOneIndexIsFound() {
    agreeing();
    hash("n1", 100, "c");
    assertThat(recovery(record(Map.of(50L, "a"), "x", "x")).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void aReplayToAnotherStateIsFound() {
    agreeing();
    Result result = recovery(record(Map.of(50L, "other"), "x", "x"));
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.details()).first().asString().contains("index 50").contains("other");
  }

  @Test
  void disksThatRecoverToDifferentStatesAreFound() {
    agreeing();
    assertThat(recovery(record(Map.of(50L, "a"), "x", "y")).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void aDiskThatRecoversToLessIsFound() {
    agreeing();
    RecoveryRecord less =
        new RecoveryRecord(
            171,
            List.of(new RecoveryRecord.Node("n1", 170, 2, "x", "")),
            "n1",
            new TreeMap<>(Map.of(50L, "a")),
            "");
    assertThat(recovery(less).details()).first().asString().contains("only to 170");
  }

  @Test
  void withoutAnInstalledSnapshotItIsVacuous() {
    hash("n1", 50, "a");
    hash("n2", 50, "a");
    event("segment-purged");
    Result result = recovery(record(Map.of(50L, "a"), "x", "x"));
    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.summary()).contains("no snapshot was installed");
  }

  @Test
  void withoutAnIndexToCompareItIsVacuous() {
    event("snapshot-installed");
    event("segment-purged");
    hash("n1", 50, "a");
    assertThat(recovery(record(Map.of(50L, "a"), "x", "x")).verdict()).isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void aNodeThatEndsByItselfIsFound() {
    TreeMap<String, String> fields = new TreeMap<>(Map.of("code", "1", "last", "a bug"));
    events.add(new Capability.Journal.Entry("n3", "exited-by-itself", fields));
    Evidence evidence =
        new Evidence(Scenarios.scenario(1, 10, List.of()), List.of(), events, Optional.empty());
    Result result = new NodesCheck().check(evidence);
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.details()).containsExactly("n3 ended by itself with exit status 1: a bug");
  }

  @Test
  void aFrameThatNoSoundNodeSendsIsFoundThoughNobodyEndsOfIt() {
    TreeMap<String, String> fields =
        new TreeMap<>(
            Map.of(
                "reason", "beyond-log",
                "from", "3",
                "what", "an acknowledgement of entry 9, this log ends at 4"));
    events.add(new Capability.Journal.Entry("n1", "protocol-violation", fields));
    Result result =
        new NodesCheck()
            .check(
                new Evidence(
                    Scenarios.scenario(1, 10, List.of()), List.of(), events, Optional.empty()));
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.summary()).isEqualTo("Nodes sent frames that no correct node sends.");
    assertThat(result.details())
        .containsExactly(
            "n1 refused a frame from node 3, because no correct node sends it: beyond-log,"
                + " an acknowledgement of entry 9, this log ends at 4");
  }

  @Test
  void nodesThatDoNotSettleAreUnknown() {
    agreeing();
    assertThat(recovery(RecoveryRecord.unsettled()).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  // What was not seen is not claimed

  private static Evidence of(String workload, RunRecord run, Ops ops) {
    return new Evidence(
        Scenarios.of(workload, 1, List.of("kill"), "stay", "none"),
        ops.list(),
        List.of(),
        Optional.empty(),
        true,
        run);
  }

  private static RunRecord ending(String how) {
    return new RunRecord(RunRecord.VERSION, List.of(), List.of(), how);
  }

  @Test
  void whatDoesNotCountIsNoPartOfTheVerdict() {
    Check cannot =
        new Check() {
          @Override
          public String name() {
            return "cannot";
          }

          @Override
          public Result check(Evidence evidence) {
            return Result.notChecked(name(), "nobody can tell.");
          }
        };
    Checks.Outcome outcome = Checks.run(List.of(saying(Verdict.VALID), cannot), of(new Ops()));
    assertThat(outcome.verdict()).isEqualTo(Verdict.VALID);
    assertThat(outcome.notChecked()).containsExactly("cannot");
    assertThat(Checks.run(List.of(cannot), of(new Ops())).verdict())
        .as("nothing counts")
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void withoutAnAcknowledgedOperationNothingIsExplained() {
    Ops ops = new Ops().invoke(0, "read", kv(0L, null)).fail(0, "read", kv(0L, null), "refused");
    Result result = new LinearizableCheck().check(of(ops));
    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.summary()).contains("No operation was acknowledged");
    assertThat(new LinearizableCheck().check(of(new Ops())).verdict()).isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void aRunThatWasStoppedBetweenTheHealAndTheLastReadIsNotStuck() {
    Ops ops =
        new Ops()
            .invoke(0, "read", kv(0L, null))
            .ok(0, "read", kv(0L, 1L))
            .done("heal", Edn.map())
            .invoke(0, "read", kv(0L, null))
            .info(0, "read", kv(0L, null), "timeout");
    assertThat(
            new FinalReadsCheck().check(of("register", ending(RunRecord.STOPPED), ops)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    Result stuck = new FinalReadsCheck().check(of("register", ending(RunRecord.COMPLETE), ops));
    assertThat(stuck.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(stuck.summary()).contains("most frequent errors: 1 :timeout");
  }

  @Test
  void keysOfAUsersOwnMayBeAnythingAndNeedNotBeginAt0() {
    Ops ops = new Ops();
    for (int i = 0; i < 10; i++) {
      ops.invoke(0, "acquire", kv("door", "ann")).ok(0, "acquire", kv("door", "ann"));
    }
    Evidence before = of("lock", ending(RunRecord.COMPLETE), ops.done("heal", Edn.map()));
    assertThat(new StatsCheck().check(before).verdict()).isEqualTo(Verdict.VALID);
    assertThat(new FinalReadsCheck().check(before).verdict())
        .as("nothing was asked after the heal")
        .isEqualTo(Verdict.UNKNOWN);
    ops.invoke(0, "acquire", kv("door", "bob")).ok(0, "acquire", kv("door", "bob"));
    Evidence after = of("lock", ending(RunRecord.COMPLETE), ops);
    assertThat(new FinalReadsCheck().check(after).summary())
        .isEqualTo("Operations on all 1 keys were acknowledged after the heal.");
  }

  @Test
  void keysThatAreLeftForOthersNeedNotHaveTenOperationsEach() {
    Ops few = new Ops();
    for (long key = 0; key < 29; key++) {
      few.invoke(0, "acquire", kv(key, "ann")).ok(0, "acquire", kv(key, "ann"));
    }
    Evidence tooFew = of("lock", ending(RunRecord.COMPLETE), few);
    assertThat(new StatsCheck().check(tooFew).summary())
        .isEqualTo("Fewer than 30 acknowledged operations.");
    few.invoke(0, "acquire", kv(29L, "ann")).ok(0, "acquire", kv(29L, "ann"));
    Evidence enough = of("lock", ending(RunRecord.COMPLETE), few);
    assertThat(new StatsCheck().check(enough).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void aWorkloadThatNobodyKnowsIsNotTakenForRegisters() {
    Ops ops = new Ops().invoke(0, "transfer", kv(1L, 2L)).ok(0, "transfer", kv(1L, 2L));
    Evidence evidence = of("bank", ending(RunRecord.COMPLETE), ops);
    Result result = Checks.run(Checks.asked(evidence), evidence).results().getFirst();
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.summary()).contains("no workload 'bank'");
  }

  @Test
  void refusalsThatAWorkloadTakesForAnswersHaveNotFailed() {
    Ops ops = new Ops();
    for (int i = 0; i < 10; i++) {
      ops.invoke(0, "acquire", kv(1L, "ann")).ok(0, "acquire", kv(1L, "ann"));
    }
    for (int i = 0; i < 200; i++) {
      ops.invoke(0, "acquire", kv(1L, "bob")).fail(0, "acquire", kv(1L, "bob"), "no");
    }
    assertThat(new StatsCheck().check(of("lock", ending(RunRecord.COMPLETE), ops)).summary())
        .startsWith("Operations: ");
    for (int i = 0; i < 2000; i++) {
      ops.invoke(0, "acquire", kv(1L, "bob")).fail(0, "acquire", kv(1L, "bob"), "refused");
    }
    Result said = new StatsCheck().check(of("lock", ending(RunRecord.COMPLETE), ops));
    assertThat(said.verdict()).as("a workload of one's own").isEqualTo(Verdict.VALID);
    assertThat(said.summary())
        .isEqualTo("2000 of 2210 operations failed; most frequent errors: 2000 :refused.");
  }

  @Test
  void faultsThatCanAllNotBeHadHereAreNoFaults() {
    Map<Object, Object> skipped = Edn.map();
    Edn.put(skipped, "skipped", "no right to mount");
    Edn.put(skipped, "did", Edn.put(Edn.map(), "kill", Edn.put(Edn.map(), "skipped", 1L)));
    Result result = new FaultsCheck().check(of(new Ops().done("kill", skipped)));
    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.details()).containsExactly("kill skipped: no right to mount");
  }

  @Test
  void additionsThatNobodyReadAfterwardsShowNothing() {
    Ops ops = new Ops();
    for (long i = 0; i < 20; i++) {
      ops.invoke(1, "read", kv(i, null)).ok(1, "read", kv(i, Edn.keyword("absent")));
    }
    for (long i = 0; i < 20; i++) {
      ops.invoke(0, "add", kv(i, i)).ok(0, "add", kv(i, i));
    }
    Result result = new SetCheck().check(of("set", ending(RunRecord.COMPLETE), ops));
    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.summary()).contains("20 never read afterwards");
  }

  @Test
  void incrementsThatNobodyLookedAtAfterwardsAreCounted() {
    Ops ops = new Ops();
    for (long i = 0; i < 12; i++) {
      ops.invoke(1, "read", kv(0L, null)).ok(1, "read", kv(0L, Edn.keyword("absent")));
    }
    for (long i = 0; i < 12; i++) {
      ops.invoke(0, "increment", kv(0L, 1L)).ok(0, "increment", kv(0L, 1L));
    }
    Result result = new CounterCheck().check(of("counter", ending(RunRecord.COMPLETE), ops));
    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.summary()).contains("12 never read afterwards");
  }
}
