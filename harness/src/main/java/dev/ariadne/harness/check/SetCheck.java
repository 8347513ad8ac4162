package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.List;

/**
 * An added element stays in the set. A read sees the element if it begins after the acknowledgement
 * of the add, or after another read has seen the element. No read sees the element before its add
 * begins, or if its add failed. For an element that is added once this is exactly linearizability.
 */
final class SetCheck implements Check {
  private static final Keyword ABSENT = new Keyword("absent");

  @Override
  public String name() {
    return "set";
  }

  @Override
  public Result check(Evidence evidence) {
    CollectionFindings findings = new CollectionFindings(evidence);
    try {
      findings.byKey().forEach((element, operations) -> element(element, operations, findings));
    } catch (HistoryException e) {
      return Result.of(name(), Verdict.UNKNOWN, "The history is malformed: " + e.getMessage());
    }
    return findings.result(name(), "adds");
  }

  private static void element(
      Long element, List<Operation> operations, CollectionFindings findings) {
    Operation add = null;
    for (Operation operation : operations) {
      add = operation.input().f().equals("add") ? operation : add;
    }
    // What shows first that the element was there: its add's answer, or a read that saw it.
    Operation shown = null;
    Operation lastRead = null;
    if (add != null) {
      switch (add.output()) {
        case Output.Ok ok -> {
          findings.acknowledged();
          shown = add;
        }
        case Output.Unknown unknown -> findings.unknown();
        case Output.Failed failed -> {}
      }
    }
    for (Operation read : operations) {
      if (!read.input().f().equals("read") || !(read.output() instanceof Output.Ok ok)) {
        continue;
      }
      findings.read();
      Object seen = ((List<?>) ok.value()).get(1);
      lastRead = lastRead == null || read.call() > lastRead.call() ? read : lastRead;
      if (ABSENT.equals(seen)) {
        continue;
      }
      if (!element.equals(seen)) {
        findings.add(
            "foreign",
            "%s saw the value %s in place of the element %d"
                .formatted(CollectionFindings.at(read), CollectionFindings.print(seen), element),
            read);
      } else if (add == null || add.call() > read.ret()) {
        findings.add(
            "phantom",
            "%s saw the element %d, but no operation had begun to add it"
                .formatted(CollectionFindings.at(read), element),
            read);
      } else if (add.output() instanceof Output.Failed) {
        findings.add(
            "phantom",
            "%s saw the element %d, but %s failed for certain"
                .formatted(CollectionFindings.at(read), element, CollectionFindings.at(add)),
            add,
            read);
      }
      shown = shown == null || read.ret() < shown.ret() ? read : shown;
    }
    missing(element, operations, shown, lastRead, findings);
  }

  private static void missing(
      Long element,
      List<Operation> operations,
      Operation shown,
      Operation last,
      CollectionFindings findings) {
    if (shown == null) {
      return;
    }
    boolean looked = false;
    Operation missed = null;
    for (Operation read : operations) {
      if (read.input().f().equals("read")
          && read.output() instanceof Output.Ok ok
          && read.call() > shown.ret()) {
        looked = true;
        missed = ABSENT.equals(((List<?>) ok.value()).get(1)) ? read : missed;
      }
    }
    if (missed != null) {
      String sentence =
          "%s did not see the element %d, but before it %s had %s"
              .formatted(
                  CollectionFindings.at(missed),
                  element,
                  CollectionFindings.at(shown),
                  shown.input().f().equals("add") ? "added the element" : "seen the element");
      if (missed == last) {
        findings.add("lost", sentence, shown, missed);
      } else {
        findings.stale(shown, missed, sentence);
      }
    } else if (!looked && shown.input().f().equals("add")) {
      findings.neverRead();
    }
  }
}
