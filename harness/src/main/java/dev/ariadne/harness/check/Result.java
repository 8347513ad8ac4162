package dev.ariadne.harness.check;

import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one check.
 *
 * @param check its name
 * @param summary one sentence for a person
 * @param details more lines for a person, in order; may be none
 * @param data the same for programs: EDN by keyword
 * @param involved indices of the operations in the history that show a violation; may be none
 * @param counts whether it is a part of the verdict on the whole run. False for what this target or
 *     workload cannot tell in any run: that is unknown and is said, but it is nothing that a longer
 *     or quieter run would change
 */
public record Result(
    String check,
    Verdict verdict,
    String summary,
    List<String> details,
    Map<Object, Object> data,
    List<Long> involved,
    boolean counts) {

  /** One that counts. */
  public Result(
      String check,
      Verdict verdict,
      String summary,
      List<String> details,
      Map<Object, Object> data,
      List<Long> involved) {
    this(check, verdict, summary, details, data, involved, true);
  }

  public Result {
    details = List.copyOf(details);
    involved = List.copyOf(involved);
  }

  public static Result of(String check, Verdict verdict, String summary) {
    return new Result(check, verdict, summary, List.of(), Edn.map(), List.of());
  }

  /**
   * A check that this target or workload cannot answer, whatever happens in a run.
   *
   * @param why one sentence
   */
  public static Result notChecked(String check, String why) {
    return new Result(
        check, Verdict.UNKNOWN, "Not checked: " + why, List.of(), Edn.map(), List.of(), false);
  }

  /** The summary with so many of the details behind it; a summary may tell the first one itself. */
  public String withFirst(int count) {
    boolean told = !details.isEmpty() && summary.contains(details.getFirst());
    int from = told ? 1 : 0;
    List<String> more = details.subList(from, Math.clamp(count, from, details.size()));
    return more.isEmpty() ? summary : summary + " " + String.join(" ", more);
  }

  Result withDetails(List<String> lines) {
    return new Result(check, verdict, summary, lines, data, involved, counts);
  }

  Result withData(Map<Object, Object> newData) {
    return new Result(check, verdict, summary, details, newData, involved, counts);
  }
}
