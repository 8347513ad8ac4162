package dev.ariadne.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.fake.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private static final ZonedDateTime NOON =
      ZonedDateTime.of(2026, 11, 23, 12, 0, 1, 234_000_000, ZoneOffset.UTC);

  @TempDir private Path directory;

  @Property(tries = 100)
  void aScenarioReadsBackAsItWas(@ForAll long seed, @ForAll boolean stale) throws IOException {
    Scenario scenario =
        Scenario.of("t", "register", seed)
            .with(new ClusterSize(5, 100, Long.MAX_VALUE))
            .with(
                new Load("register", 3, 10, 0.5, "hop", "id", stale)
                    .withReads(0.75, 3)
                    .withClientTimeout(1.5))
            .with(FaultSchedule.of(List.of("kill:leader")).withScenes(List.of("late-write")))
            .withTimeLimit(1.25);
    assertThat(Scenario.fromJson(scenario.toJson())).isEqualTo(scenario);
  }

  @Test
  void aScenarioOfTheFirstVersionIsStillRead() throws IOException {
    Scenario now = Scenarios.scenario(1, 1, List.of("kill"));
    String old =
        beforeScenes(now)
            .replace("\"version\" : 4", "\"version\" : 1")
            .replace(",\n  \"setupLimitSeconds\" : 30.0", "")
            .replace(
                ",\n  \"clients\" : \"stay\",\n  \"retry\" : \"none\",\n  \"world\" : { }", "");
    assertThat(old).doesNotContain("clients");
    assertThat(Scenario.fromJson(old)).isEqualTo(now);
  }

  @Test
  void aScenarioOfTheSecondVersionIsStillRead() throws IOException {
    Scenario now = Scenarios.scenario(1, 1, List.of("kill"));
    String old =
        beforeScenes(now)
            .replace("\"version\" : 4", "\"version\" : 2")
            .replace(",\n  \"setupLimitSeconds\" : 30.0", "")
            .replace(",\n  \"world\" : { }", "");
    assertThat(old).doesNotContain("world");
    assertThat(Scenario.fromJson(old)).isEqualTo(now);
  }

  @Test
  void aScenarioOfTheThirdVersionHasTheUsualLimitForTheFirstAnswer() throws IOException {
    Scenario now = Scenarios.scenario(1, 1, List.of("kill"));
    String old =
        beforeScenes(now)
            .replace("\"version\" : 4", "\"version\" : 3")
            .replace(",\n  \"setupLimitSeconds\" : 30.0", "");
    assertThat(old).doesNotContain("setupLimit");
    assertThat(Scenario.fromJson(old)).isEqualTo(now);
    assertThat(Scenario.fromJson(now.withSetupLimit(7).toJson()).setupLimitSeconds()).isEqualTo(7);
  }

  @Test
  void aScenarioOfTheFourthVersionHasNoScenes() throws IOException {
    Scenario now = Scenarios.scenario(1, 1, List.of("kill"));
    String old = beforeScenes(now);
    assertThat(old).doesNotContain("scenes", "readers");
    assertThat(Scenario.fromJson(old)).isEqualTo(now);
  }

  /** As version 4 stored it. */
  private static String beforeScenes(Scenario now) {
    return now.toJson()
        .replace("\"version\" : 5", "\"version\" : 4")
        .replace(
            ",\n  \"scenes\" : [ ],\n  \"readShare\" : 0.0,\n  \"readers\" : 0,\n"
                + "  \"clientTimeoutSeconds\" : 7.0",
            "");
  }

  @Test
  void whatATargetCouldTellReadsBack() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    assertThat(run.readRun()).isEmpty();
    RunRecord record =
        new RunRecord(RunRecord.VERSION, List.of("Kill"), List.of("state-hash"), RunRecord.STOPPED);
    run.write(record);
    assertThat(run.readRun()).contains(record);
    run.write(run.runFile(), "{");
    assertThatThrownBy(run::readRun)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run.json");
  }

  @Test
  void aWorldReadsBackAsItWas() throws IOException {
    Scenario scenario =
        Scenarios.scenario(1, 1, List.of()).in(new TreeMap<>(Map.of("tick-ms", 20L, "x", -1L)));
    assertThat(Scenario.fromJson(scenario.toJson())).isEqualTo(scenario);
  }

  @Test
  void aScenarioOfANewerVersionIsRefused() {
    String newer =
        Scenarios.scenario(1, 1, List.of()).toJson().replace("\"version\" : 5", "\"version\" : 6");
    assertThatThrownBy(() -> Scenario.fromJson(newer))
        .isInstanceOf(IOException.class)
        .hasMessage("a scenario of version 6; this program knows up to 5");
  }

  @Test
  void aScenarioWithSomethingMissingOrUnknownIsRefused() {
    String whole = Scenarios.scenario(1, 1, List.of()).toJson();
    assertThatThrownBy(() -> Scenario.fromJson(whole.replace("\"seed\"", "\"sead\"")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Scenario.fromJson("{}")).hasMessageContaining("no version");
    assertThatThrownBy(() -> Scenario.fromJson("no")).isInstanceOf(IOException.class);
  }

  @Test
  void theKeeperIsOneOfTheNodes() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(Scenarios.scenario(seed, 1, List.of()).keeper()).isBetween(0, 4);
    }
  }

  @Test
  void aRunLiesWhereJepsenPutsIt() throws IOException {
    Store store = new Store(directory.resolve("store"));
    RunDirectory run = store.begin(Scenarios.scenario(1, 1, List.of()), NOON);
    assertThat(run.path()).isEqualTo(directory.resolve("store/fake-register/20261123T120001.234Z"));
    assertThat(run.scenario().seed()).isEqualTo(1);
    for (String link : List.of("latest", "current")) {
      assertThat(Files.readSymbolicLink(directory.resolve("store").resolve(link)))
          .isEqualTo(Path.of("fake-register/20261123T120001.234Z"));
    }
    assertThat(Files.readSymbolicLink(directory.resolve("store/fake-register/latest")))
        .isEqualTo(Path.of("20261123T120001.234Z"));
  }

  @Test
  void twoRunsInOneMillisecondAreTwoRunsAndTheLinksMoveOn() throws IOException {
    Store store = new Store(directory.resolve("store"));
    store.begin(Scenarios.scenario(1, 1, List.of()), NOON);
    RunDirectory second = store.begin(Scenarios.scenario(2, 1, List.of()), NOON);
    assertThat(second.path().getFileName()).hasToString("20261123T120001.235Z");
    assertThat(directory.resolve("store/latest").toRealPath())
        .isEqualTo(second.path().toRealPath());
  }

  @Test
  void aRunIsNamedAfterItsTimeInUtc() throws IOException {
    Store store = new Store(directory.resolve("store"));
    RunDirectory run =
        store.begin(
            Scenarios.scenario(1, 1, List.of()),
            NOON.withZoneSameInstant(ZoneId.of("Asia/Kathmandu")));
    assertThat(run.path().getFileName()).hasToString("20261123T120001.234Z");
  }

  @Test
  void aRunOfAnEarlierVersionIsStillTheNewestOneBeforeThatOfNow() throws IOException {
    Store store = new Store(directory.resolve("store"));
    Path old = directory.resolve("store/fake-register/20261123T120001.233+0000");
    Files.createDirectories(old);
    RunDirectory run = store.begin(Scenarios.scenario(1, 1, List.of()), NOON);
    assertThat(directory.resolve("store/latest").toRealPath()).isEqualTo(run.path().toRealPath());
    Store.withdraw(run);
    assertThat(directory.resolve("store/latest").toRealPath()).isEqualTo(old.toRealPath());
  }

  @Test
  void whatANodeReportedReadsBack() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    assertThat(run.readEvents()).isEmpty();
    assertThat(run.readRecovery()).isEmpty();
    List<Capability.Journal.Entry> events =
        List.of(
            new Capability.Journal.Entry("n1", "state-hash", new TreeMap<>(Map.of("index", "5"))),
            new Capability.Journal.Entry("n2", "became-leader", new TreeMap<>()));
    run.writeEvents(events);
    assertThat(run.readEvents()).isEqualTo(events);
    RecoveryRecord recovery =
        new RecoveryRecord(
            7,
            List.of(new RecoveryRecord.Node("n1", 7, 2, "ab", "")),
            "n1",
            new TreeMap<>(Map.of(5L, "ab")),
            "");
    run.write(recovery);
    assertThat(run.readRecovery()).contains(recovery);
  }
}
