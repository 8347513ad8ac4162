package dev.ariadne.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every decision of one run, at a named place: a function of (seed, site, occurrence), or what was
 * written down of an earlier run. 0 is harmless wherever there is such a choice, so only the others
 * are written down.
 */
public final class Decisions implements Choices {

  /** One decision other than 0. */
  public record Taken(String site, long occurrence, int choice) {}

  private final SeededChoices seeded;

  /** By site and occurrence; null unless the decisions are an earlier run's. */
  private final SortedMap<String, SortedMap<Long, Integer>> given;

  /** By site and occurrence; null unless they are to be written down. */
  private final SortedMap<String, SortedMap<Long, Integer>> taken;

  private Decisions(
      SeededChoices seeded,
      SortedMap<String, SortedMap<Long, Integer>> given,
      SortedMap<String, SortedMap<Long, Integer>> taken) {
    this.seeded = seeded;
    this.given = given;
    this.taken = taken;
  }

  /** As the seed has it. */
  public static Decisions of(long seed) {
    return new Decisions(new SeededChoices(seed), null, null);
  }

  /** As the seed has it, and to be had from {@link #taken} afterwards. */
  public static Decisions recorded(long seed) {
    return new Decisions(new SeededChoices(seed), null, new TreeMap<>());
  }

  /** These, and 0 everywhere else. */
  public static Decisions given(List<Taken> decisions) {
    SortedMap<String, SortedMap<Long, Integer>> given = new TreeMap<>();
    for (Taken one : decisions) {
      given.computeIfAbsent(one.site(), s -> new TreeMap<>()).put(one.occurrence(), one.choice());
    }
    return new Decisions(null, given, null);
  }

  /** The same decisions, from the beginning; not recorded. */
  public Decisions again() {
    return new Decisions(seeded, given, null);
  }

  /** The decisions other than 0, by site and occurrence; none unless they were recorded. */
  public List<Taken> taken() {
    List<Taken> all = new ArrayList<>();
    if (taken != null) {
      taken.forEach(
          (site, choices) ->
              choices.forEach(
                  (occurrence, choice) -> all.add(new Taken(site, occurrence, choice))));
    }
    return all;
  }

  /** A place at which one decision follows the other. No two places may share a name. */
  public Site site(String name) {
    return new Site(this, name, seeded == null ? 0 : seeded.root(name));
  }

  @Override
  public int pick(String site, long occurrence, int bound) {
    if (seeded == null) {
      return recalled(site, occurrence, bound);
    }
    return noted(site, occurrence, seeded.pick(site, occurrence, bound));
  }

  private int noted(String site, long occurrence, int choice) {
    if (taken != null && choice != 0) {
      taken.computeIfAbsent(site, s -> new TreeMap<>()).put(occurrence, choice);
    }
    return choice;
  }

  private int recalled(String site, long occurrence, int bound) {
    SortedMap<Long, Integer> choices = given.get(site);
    int choice = choices == null ? 0 : choices.getOrDefault(occurrence, 0);
    return choice < bound ? choice : 0;
  }

  /** Where decisions of one kind are taken, one after the other. */
  public static final class Site {
    private final Decisions decisions;
    private final String name;
    private final long root;
    private long occurrence;

    private Site(Decisions decisions, String name, long root) {
      this.decisions = decisions;
      this.name = name;
      this.root = root;
    }

    /** From 0 to {@code bound}, exclusive. */
    public int pick(int bound) {
      long now = occurrence++;
      if (decisions.seeded == null) {
        return decisions.recalled(name, now, bound);
      }
      int choice = SeededChoices.pick(root, now, bound);
      return decisions.taken == null ? choice : decisions.noted(name, now, choice);
    }

    /** Whether something happens that happens so many times in a thousand. */
    public boolean happens(int perMille) {
      if (perMille == 0) {
        return false;
      }
      int choice = pick(1000);
      return choice != 0 && choice <= perMille;
    }
  }
}
