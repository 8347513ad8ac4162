package dev.ariadne.harness.report;

import static dev.ariadne.harness.fake.Ops.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Evidence;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.fake.Ops;
import dev.ariadne.harness.fake.Scenarios;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RecoveryRecord;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ReportTest {
  private static final String EVIL = "<script>alert('\u0001\"&')</script>";

  private static Ops staleRead() {
    Map<Object, Object> killed = Edn.map();
    Edn.put(killed, "nodes", List.of("n1"));
    return new Ops()
        .invoke(0, "write", kv(0L, 1L))
        .ok(0, "write", kv(0L, 1L))
        .done("kill", killed)
        .invoke(0, "write", kv(0L, 2L))
        .ok(0, "write", kv(0L, 2L))
        .invoke(1, "read", kv(0L, null))
        .ok(1, "read", kv(0L, 1L))
        .invoke(2, "write", kv(0L, 3L))
        .info(2, "write", kv(0L, 3L), EVIL)
        .done("heal", Edn.map());
  }

  private static Evidence evidence(Ops ops) {
    RecoveryRecord recovery =
        new RecoveryRecord(
            9, List.of(new RecoveryRecord.Node("n1", 0, 0, "", EVIL)), "n1", new TreeMap<>(), EVIL);
    return new Evidence(
        Scenarios.scenario(1, 10, List.of("kill")), ops.list(), List.of(), Optional.of(recovery));
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  @Test
  void theReportIsWellFormedAndHasTheVerdictAndTheOperations() throws Exception {
    Evidence evidence = evidence(staleRead());
    Checks.Outcome outcome = Checks.run(Checks.standard(evidence.scenario()), evidence);
    assertThat(outcome.verdict()).isEqualTo(Verdict.INVALID);
    String page = HtmlReport.of(evidence, outcome);
    Document document = parse(page);
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(document.getDocumentElement().getTextContent())
        .contains(VerdictText.headline(Verdict.INVALID))
        .contains("fake-register")
        .contains(":value [0 1]");
  }

  @Test
  void whatCameFromTheRunIsEscaped() throws Exception {
    Evidence evidence = evidence(staleRead());
    String page =
        HtmlReport.of(evidence, Checks.run(Checks.standard(evidence.scenario()), evidence));
    assertThat(page).doesNotContain("<script");
    assertThat(parse(page).getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void theReportNeedsNothingElse() {
    Evidence evidence = evidence(staleRead());
    String page =
        HtmlReport.of(evidence, Checks.run(Checks.standard(evidence.scenario()), evidence));
    assertThat(page).doesNotContain("src=").doesNotContain("href=").doesNotContain("url(");
  }

  @Test
  void aReportOfNothingIsWellFormedToo() throws Exception {
    Evidence nothing =
        new Evidence(Scenarios.scenario(1, 10, List.of()), List.of(), List.of(), Optional.empty());
    parse(HtmlReport.of(nothing, Checks.run(Checks.standard(nothing.scenario()), nothing)));
  }

  @Test
  void theEndSaysFirstWhether() {
    Evidence evidence = evidence(staleRead());
    String text = VerdictText.of(Checks.run(Checks.standard(evidence.scenario()), evidence));
    assertThat(text).startsWith("INVALID. A promise was broken");
    assertThat(text).contains("  INVALID  linearizable");
  }

  @Test
  void progressTellsTimeOutcomesLeaderAndFault() {
    Progress progress = new Progress();
    progress.enter(Progress.Phase.RUNNING);
    Map<Object, Object> value = Edn.map();
    Edn.put(value, "cut", Edn.keyword("one"));
    Edn.put(value, "nodes", List.of("n2"));
    List<Op> ops =
        new Ops()
            .invoke(0, "read", kv(0L, null))
            .ok(0, "read", kv(0L, 1L))
            .invoke(0, "read", kv(0L, null))
            .fail(0, "read", kv(0L, null), "refused")
            .done("start-partition", value)
            .list();
    ops.forEach(progress::record);
    assertThat(progress.now().line(Optional.of("n3 (4)")))
        .isEqualTo(
            "   0.0 s  running                1 ok     1 failed     0 unknown"
                + "  leader n3 (4)     partition one of n2");
    new Ops().done("stop-partition", Edn.map()).list().forEach(progress::record);
    assertThat(progress.now().line(Optional.empty())).endsWith("leader ?          no fault");
  }
}
