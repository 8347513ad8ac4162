package dev.ariadne.harness.check;

import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Map;

/**
 * @param check its name
 * @param summary one sentence for a person
 * @param details more lines for a person, in order; may be none
 * @param data the same for programs: EDN by keyword
 * @param involved indices of the operations in the history that show a violation; may be none
 * @param counts whether it is a part of the verdict on the whole run. False for facts that this
 *     target or workload cannot report in any run: such a result is unknown, but no longer or
 *     quieter run would change it
 */
public record Result(
    String check,
    Verdict verdict,
    String summary,
    List<String> details,
    Map<Object, Object> data,
    List<Long> involved,
    boolean counts) {

  /** A result that counts. */
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
   * The result of a check that this target or workload cannot answer in any run.
   *
   * @param why one sentence
   */
  public static Result notChecked(String check, String why) {
    return new Result(
        check, Verdict.UNKNOWN, "Not checked: " + why, List.of(), Edn.map(), List.of(), false);
  }

  /**
   * The summary with the first {@code count} details; a summary may contain the first one itself.
   */
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
