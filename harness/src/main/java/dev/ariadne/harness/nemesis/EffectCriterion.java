package dev.ariadne.harness.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The counters that show whether a fault of some kind had an effect.
 *
 * @param needs one counter of each of these groups is above 0; without any group, any counter is
 * @param targets counters that are the target's to give. A target that gives none of them cannot
 *     tell whether there was an effect.
 * @param done counters above 0 once the fault was done, whatever came of it
 * @param observed what only the whole history shows, as a further counter
 */
public record EffectCriterion(
    List<List<String>> needs,
    List<String> targets,
    List<String> done,
    Optional<Observation> observed) {

  /** A counter that is taken from the history and the nodes' logs, after the run. */
  public enum Observation {
    /** Operations at a node that was struck, not answered before the end of the fault. */
    OPERATIONS_HELD("operations-held"),
    /** Nodes that found a torn end of their log at the start and repaired it. */
    TORN_ENDS_REPAIRED("torn-ends-repaired"),
    /** Times that it was begun while a fault of another kind was in force. */
    UNDER_OTHER_FAULTS("under-other-faults");

    private final String counter;

    Observation(String counter) {
      this.counter = counter;
    }

    /** Its name as a counter. */
    public String counter() {
      return counter;
    }
  }

  /** The answer to the question whether a fault had an effect. */
  public enum Bite {
    /** The fault had an effect, or was skipped. */
    BIT,
    /** The fault had no effect. */
    NEVER,
    /** The fault was done, and this target cannot tell whether it had an effect. */
    UNSEEN
  }

  /** A kind that counts what it does: nothing counted is nothing done. */
  public static final EffectCriterion ANYTHING =
      new EffectCriterion(List.of(), List.of(), List.of("times"), Optional.empty());

  public EffectCriterion {
    needs = needs.stream().map(List::copyOf).toList();
    targets = List.copyOf(targets);
    done = List.copyOf(done);
  }

  /** Requires that one of these counters is above 0. */
  public static EffectCriterion of(String... anyOf) {
    return new EffectCriterion(
        List.of(List.of(anyOf)), ANYTHING.targets(), ANYTHING.done(), Optional.empty());
  }

  /** Requires that one of these counters is above 0, too. */
  public EffectCriterion and(String... anyOf) {
    List<List<String>> all = new ArrayList<>(needs);
    all.add(List.of(anyOf));
    return new EffectCriterion(all, targets, done, observed);
  }

  /** The last group's counters are the target's to give. */
  public EffectCriterion countedByTarget() {
    return new EffectCriterion(needs, needs.getLast(), done, observed);
  }

  /**
   * Sets the counters of which one is above 0 once the fault was done. The default is {@code
   * times}.
   */
  public EffectCriterion doneBy(String... anyOf) {
    return new EffectCriterion(needs, targets, List.of(anyOf), observed);
  }

  /** One counter comes from the history and the nodes' logs. */
  public EffectCriterion observing(Observation observation) {
    return new EffectCriterion(needs, targets, done, Optional.of(observation));
  }

  /** Decides by the counters whether a fault had an effect. */
  public Bite of(SortedMap<String, Long> counters) {
    if (!targets.isEmpty()
        && isAny(done, counters)
        && targets.stream().noneMatch(counters::containsKey)) {
      return Bite.UNSEEN;
    }
    boolean bit =
        needs.isEmpty()
            ? counters.values().stream().anyMatch(count -> count > 0)
            : needs.stream().allMatch(group -> isAny(group, counters));
    return bit ? Bite.BIT : Bite.NEVER;
  }

  private static boolean isAny(List<String> names, SortedMap<String, Long> counters) {
    return names.stream().anyMatch(name -> counters.getOrDefault(name, 0L) > 0);
  }
}
