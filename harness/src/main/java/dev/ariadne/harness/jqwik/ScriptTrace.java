package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records the run of a script and describes it: the faults, the leader, the outcome of each
 * operation, and the first complaint.
 */
final class ScriptTrace {
  private static final long MILLI = 1_000_000;

  /** A line of the story. Lines with the same time keep their order. */
  private record Line(long atMillis, String text) {}

  private final Script script;
  private final Cluster cluster;
  private final List<Line> lines = new ArrayList<>();

  /** For each busy process, the line with its invocation. */
  private final Map<Op.Process, Integer> open =
      new TreeMap<>(Comparator.comparing(Object::toString));

  private boolean healed;

  ScriptTrace(Script script, Cluster cluster) {
    this.script = script;
    this.cluster = cluster;
  }

  /** Receives every operation, before it is done and after its end. */
  void heard(Op op) {
    long at = op.time() / MILLI;
    switch (op.process()) {
      case Op.Process.Client client -> ofClient(op, client, at);
      case Op.Process.Named name -> {
        if (open.remove(name) == null) {
          open.put(name, lines.size());
          lines.add(new Line(at, ofNemesis(op)));
        }
      }
    }
  }

  private String ofNemesis(Op op) {
    if (!(op.value() instanceof Long number)) {
      healed = true;
      return "all faults are taken away, and every key is read until the read is answered";
    }
    ScriptFault fault = script.faults().get(number.intValue());
    String name = script.node(fault.node());
    if (op.f().equals(ScriptStep.END)) {
      return fault.ends(name);
    }
    return fault.begins(leads(name) ? name + ", the leader," : name);
  }

  private boolean leads(String name) {
    return cluster
        .capability(Capability.Roles.class)
        .flatMap(Capability.Roles::leader)
        .filter(leader -> leader.node().equals(name))
        .isPresent();
  }

  private void ofClient(Op op, Op.Process.Client client, long at) {
    if (op.type() == Op.Type.INVOKE) {
      int number = (int) (client.id() % script.clients()) + 1;
      open.put(client, lines.size());
      lines.add(new Line(at, ScriptStep.does(script, number, op.f(), op.value())));
      return;
    }
    int line = open.remove(client);
    Line begun = lines.get(line);
    boolean again = healed && op.type() != Op.Type.OK;
    lines.set(
        line,
        new Line(
            begun.atMillis(), again ? "" : begun.text() + ": " + cameOf(op) + " at " + at + " ms"));
  }

  private static String cameOf(Op op) {
    return switch (op.type()) {
      case OK -> op.f().equals("read") ? "finds " + ((List<?>) op.value()).get(1) : "done";
      case FAIL -> "failed for certain";
      case INFO, INVOKE -> "outcome unknown";
    };
  }

  /**
   * The story up to the first complaint of an oracle; without one, the story with the complaints
   * about the clients' history.
   *
   * @param begun the start of the script in the world's time
   */
  List<String> story(List<Capability.Journal.Entry> events, long begun, Checks.Outcome outcome) {
    Optional<Capability.Journal.Entry> first =
        events.stream().filter(event -> event.kind().equals("complaint")).findFirst();
    if (first.isEmpty()) {
      return clientsStory(outcome);
    }
    long at = Long.parseLong(first.get().fields().get("at-ms")) - begun / MILLI;
    List<String> told = told(at);
    String by = first.get().fields().getOrDefault("by", "?");
    told.add(ScriptStep.line(at, by + ": " + first.get().fields().getOrDefault("story", "")));
    return told;
  }

  /** The whole story, and the complaints about the clients' history. */
  List<String> clientsStory(Checks.Outcome outcome) {
    List<String> told = told(Long.MAX_VALUE);
    for (Result result : outcome.results()) {
      if (result.verdict() == Verdict.INVALID && !result.check().equals(Checks.INSIDE)) {
        told.add(result.check() + ": " + result.summary());
        // The first paragraph has the contradiction; ScriptResult.words has all paragraphs.
        result.details().stream().limit(1).forEach(line -> told.add("  " + line));
        result.details().stream()
            .skip(1)
            .takeWhile(line -> line.startsWith(" "))
            .forEach(line -> told.add("  " + line));
      }
    }
    return told;
  }

  private List<String> told(long untilMillis) {
    List<String> told = new ArrayList<>();
    told.add(script.cluster());
    lines.stream()
        .filter(line -> line.atMillis() <= untilMillis && !line.text().isEmpty())
        .sorted(Comparator.comparingLong(Line::atMillis))
        .forEach(line -> told.add(ScriptStep.line(line.atMillis(), line.text())));
    return told;
  }
}
