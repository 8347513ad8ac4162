package dev.ariadne.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ariadne.harness.nemesis.FaultKinds;
import dev.ariadne.harness.workload.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Suites run by JUnit itself. */
@Timeout(300)
final class ClusterTestTest {

  /** What JUnit reports of a suite. */
  private static final class Report implements TestExecutionListener {
    private final List<String> names = new ArrayList<>();
    private final List<Status> statuses = new ArrayList<>();

    /** What a stack trace begins with. */
    private final List<String> messages = new ArrayList<>();

    /** What a list of failures shows. */
    private final List<String> shortMessages = new ArrayList<>();

    private final List<Map<String, String>> entries = new ArrayList<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        names.add(test.getDisplayName());
        statuses.add(result.getStatus());
        messages.add(result.getThrowable().map(Throwable::toString).orElse(""));
        shortMessages.add(result.getThrowable().map(Throwable::getMessage).orElse(""));
      }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      entries.add(new TreeMap<>(entry.getKeyValuePairs()));
    }
  }

  private static Report run(String tag, DiscoverySelector... selectors) {
    Report report = new Report();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(EngineFilter.includeEngines("junit-jupiter"), TagFilter.includeTags(tag))
                .build(),
            report);
    return report;
  }

  private static Report run(Class<?> suite) {
    return run("cluster", selectClass(suite));
  }

  private static Report run(Class<?> suite, String method) {
    return run("cluster", selectMethod(suite.getName() + "#" + method));
  }

  @Test
  void aTestPassesForEachSeed() {
    Report report = run(Suites.Valid.class);
    assertThat(report.messages).containsOnly("");
    assertThat(report.names).containsExactly("seed 1", "seed 2", "seed 3");
    assertThat(report.statuses).containsOnly(Status.SUCCESSFUL);
    assertThat(report.entries.getFirst())
        .containsEntry("verdict", "valid")
        .containsEntry("seed", "1")
        .containsKey("fingerprint");
  }

  @Test
  void aViolationFailsWithEverythingThatAPersonNeeds() {
    Report report =
        run(Suites.Violated.class, "allSeedsAreOneTest(dev.ariadne.harness.junit.ClusterRun)");
    assertThat(report.statuses).containsExactly(Status.FAILED);
    assertThat(report.messages.getFirst())
        .contains("INVALID. A promise was broken")
        .contains("These operations contradict each other:")
        .contains("Seed:         6 (")
        .contains(
            "/target/test-store/ariadne test --sim --swarm --target locks --nodes 3 --concurrency 6"
                + " --rate 100 --workload lock --keys 3 --nemesis kill --nemesis-interval 1"
                + " --time-limit 10 --seed 6 --store ")
        .containsPattern("--seed 6 --store /\\S+/target/test-store\n")
        .containsOnlyOnce("These operations contradict each other:")
        .containsPattern("Trace: .* replay \\S+ --trace --from index:\\d+ --until index:\\d+")
        .contains(
            "Test again:   mvn test -Dtest=Violated#allSeedsAreOneTest -Dariadne.cluster.seeds=6")
        .contains("/target/test-store/ariadne replay ")
        .containsPattern("Report: .*report.html");
    assertThat(report.shortMessages.getFirst())
        .startsWith("seed 6: linearizable: key ")
        .hasLineCount(1);
    assertThat(report.entries).hasSize(6);
  }

  @Test
  void whatTheMethodLeavesUnsaidTheClassSays() {
    Report report = run(Suites.Violated.class, "theClassSaysTheRest");
    assertThat(report.statuses).containsExactly(Status.FAILED);
    assertThat(report.names).containsExactly("seed 6");
  }

  @Test
  void aMethodMayJudgeByItselfAndOthersAreLeftAlone() {
    Report report =
        run(
            "cluster",
            selectMethod(
                Suites.Violated.class.getName()
                    + "#theMethodJudges(dev.ariadne.harness.junit.ClusterRun)"),
            selectMethod(Suites.Violated.class.getName() + "#aTestThatAsksForNoRunHasNone"));
    assertThat(report.messages).containsOnly("");
    assertThat(report.statuses).containsExactly(Status.SUCCESSFUL, Status.SUCCESSFUL);
  }

  @Test
  void aRunThatShowsNothingIsAborted() {
    Report report = run(Suites.Vacuous.class);
    assertThat(report.statuses).containsExactly(Status.ABORTED);
    assertThat(report.messages.getFirst())
        .contains("VACUOUS", "Fewer than 10 acknowledged operations", "seed 1");
  }

  @Test
  void staleReadsOfTheServerFail() {
    Report report = run(Suites.Server.class);
    assertThat(report.statuses).containsExactly(Status.FAILED);
    assertThat(report.messages.getFirst())
        .contains("read of", "--stale-reads", "--sim --swarm --nodes 3", "--seed 7");
  }

  @Test
  void aClusterCanBeDrivenByHandAndWhatItsClientsSawIsJudged() {
    Report report =
        run(Suites.Hands.class, "aWriteIsReadFromTheOtherSide(dev.ariadne.harness.junit.ByHand)");
    assertThat(report.messages).containsExactly("");
    Report stale =
        run(Suites.Hands.class, "whatClientsSawIsJudged(dev.ariadne.harness.junit.ByHand)");
    assertThat(stale.statuses).containsExactly(Status.FAILED);
    assertThat(stale.messages.getFirst()).contains("read of 17");
  }

  private static Report byHand(String method) {
    return run(Suites.HandsThatShowNothing.class, method + "(dev.ariadne.harness.junit.ByHand)");
  }

  @Test
  void aTestByHandThatShowsNothingIsAborted() {
    Report nothing = byHand("nothingIsDone");
    assertThat(nothing.statuses).containsExactly(Status.ABORTED);
    assertThat(nothing.messages.getFirst()).contains("VACUOUS", "No operation was acknowledged");
    Report cut = byHand("noWriteIsAcknowledgedAfterTheCut");
    assertThat(cut.statuses).containsExactly(Status.ABORTED);
    assertThat(cut.messages.getFirst()).contains("acknowledged after the fault cut [", "seed 11");
    Report unread = byHand("nobodyReads");
    assertThat(unread.statuses).containsExactly(Status.ABORTED);
    assertThat(unread.messages.getFirst()).contains("no read could have missed the change");
  }

  @Test
  void aTestByHandThatFailsIsKeptAndSaysWhere() throws Exception {
    Report report = byHand("theTestItselfFails");
    assertThat(report.statuses).containsExactly(Status.FAILED);
    List<String> lines = report.messages.getFirst().lines().toList();
    assertThat(report.messages.getFirst())
        .contains("what the test expects", "Seed:         11")
        .contains("Test again:   mvn test -Dtest=HandsThatShowNothing#theTestItselfFails")
        .containsPattern("Report: .*report.html");
    Path history = Path.of(after(lines, "History:"));
    assertThat(Files.readString(history)).contains(":f :write", ":f :kill");
    assertThat(Path.of(after(lines, "Report:"))).exists();
    String replay = after(lines, "Check again:").replace(" check ", " replay ");
    assertThat(pasted("Replay: " + replay, 254, Path.of("target"))).contains("was done by hand");
  }

  @Test
  void aLiveTestByHandThatFailsIsKeptToo() throws Exception {
    Report report = run(Suites.LiveHands.class);
    assertThat(report.statuses).containsExactly(Status.FAILED);
    List<String> lines = report.messages.getFirst().lines().toList();
    assertThat(report.messages.getFirst()).contains("a mistake of the test's own");
    assertThat(Files.readAllLines(Path.of(after(lines, "History:")))).hasSize(2);
    assertThat(Path.of(after(lines, "Report:"))).exists();
    assertThat(pasted("Check: " + after(lines, "Check again:"), 2, Path.of("target")))
        .contains("by-hand");
  }

  private static String after(List<String> lines, String title) {
    return lines.stream()
        .filter(one -> one.startsWith(title))
        .map(one -> one.substring(title.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofSeveralSeedsInOneTestAllAreRunAndAllThatShowNothingAbortIt() {
    Report report = run("cluster", selectClass(Suites.ManySeeds.AllVacuous.class));
    assertThat(report.statuses).containsExactly(Status.ABORTED);
    assertThat(report.messages.getFirst())
        .contains("VACUOUS. No world showed anything", "3 worlds: 0 failed, 0 unknown, 3 vacuous");
  }

  @Test
  void aSuiteMayRunRealProcesses() {
    Report report = run(Suites.Live.class);
    assertThat(report.messages).containsExactly("");
    assertThat(report.statuses).containsExactly(Status.SUCCESSFUL);
  }

  @Test
  void whatMakesNoSenseIsToldByItsName() {
    Report report = run(Suites.Wrong.class);
    assertThat(report.statuses).hasSize(12).containsOnly(Status.FAILED);
    assertThat(report.shortMessages)
        .extracting(message -> message.replaceFirst("(?s)^Failed to resolve parameter.*?: @", "@"))
        .containsExactlyInAnyOrder(
            "@ClusterTest(nodes = 0): expected a whole number from 1 to 31",
            "@ClusterTest(nodes = -1): expected a whole number from 1 to 31",
            "@ClusterTest(nodes = 99): expected a whole number from 1 to 31",
            "@ClusterTest(nodes = 0): expected a whole number from 1 to 31",
            "@ClusterTest(concurrency = 0): expected a whole number from 1 to 1000",
            "@ClusterTest(keys = 0): expected a whole number from 1 to 10000",
            "@ClusterTest(rate = 0.0): expected a number from 0.001 to 100000",
            "@ClusterTest(timeLimit = \"soon\"): expected 500ms, 30s or 2m",
            "@ClusterTest(timeLimit = \"0s\"): expected a time from 0.001 to 86400 seconds",
            "@ClusterTest(workload = \"poem\"): expected one of "
                + String.join(", ", Workloads.names()),
            "@ClusterTest(nemesis = \"rain\"): expected some of "
                + String.join(", ", FaultKinds.names())
                + ", or none alone",
            "@ClusterTest(store = \"pom.xml\"): pom.xml is a file: name a directory");
  }

  @Test
  void theHistoryIsAParameter() {
    Report report = run(Suites.Histories.class);
    assertThat(report.messages).containsOnly("");
    assertThat(report.statuses).containsExactly(Status.SUCCESSFUL, Status.SUCCESSFUL);
  }

  @Test
  void soAreTheClientsAndWhatTheyHaveDone() {
    Report report =
        run(
            Suites.Hands.class,
            "clientsAreParametersToo(dev.ariadne.harness.cluster.Cluster,"
                + "dev.ariadne.harness.junit.ByHand$Hand,dev.ariadne.harness.junit.ByHand$Hand,"
                + "java.util.List)");
    assertThat(report.messages).containsExactly("");
    assertThat(report.statuses).containsExactly(Status.SUCCESSFUL);
  }

  @Test
  void whatCannotBeHadIsTold() {
    Report growing =
        run(
            Suites.Hands.class,
            "noHistoryOfWhatHasNotEnded(dev.ariadne.harness.junit.ByHand,"
                + "dev.ariadne.checker.history.History)");
    assertThat(growing.messages.getFirst()).contains("not both", "List<Op>");
    Report words = run(Suites.Violated.class, "aListOfSomethingElseIsNotOurs(java.util.List)");
    assertThat(words.messages.getFirst()).contains("No ParameterResolver registered");
  }

  @Test
  void theCommandsOfAFailureWorkWhenTheyArePasted() throws Exception {
    Report report = run(Suites.Violated.class, "theClassSaysTheRest");
    List<String> lines = report.messages.getFirst().lines().toList();
    Path users = Files.createTempDirectory(Path.of("target"), "users");
    assertThat(pasted(lines, "Run again:", users))
        .contains("INVALID", "seed 6 ", "/ariadne replay ");
    assertThat(pasted(lines, "Replay:", users)).contains("The same run, event for event.");
    assertThat(users).as("the user's own tree").isEmptyDirectory();
    Files.delete(users);
  }

  private static String pasted(List<String> lines, String title, Path in) throws Exception {
    String line = lines.stream().filter(one -> one.startsWith(title)).findFirst().orElseThrow();
    return pasted(line, 1, in);
  }

  private static String pasted(String line, int status, Path in) throws Exception {
    Path output = Files.createTempFile(Path.of("target"), "pasted", ".txt");
    Process process =
        new ProcessBuilder("sh", "-c", line.substring(line.indexOf(':') + 1).strip())
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(status);
    return Files.readString(output);
  }

  @Test
  void otherTagsLeaveClusterTestsOut() {
    assertThat(run("fast", selectClass(Suites.Valid.class)).names).isEmpty();
  }
}
