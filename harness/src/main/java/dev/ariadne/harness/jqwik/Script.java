package dev.ariadne.harness.jqwik;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole scenario, spelled out. The smaller, the easier to follow.
 *
 * @param faults in any order; they may overlap
 * @param deeds in order of time
 * @param nodes at least 1
 * @param world which delays the network and the disks have, from 1; nothing else is left to chance
 */
public record Script(List<Strike> faults, List<Deed> deeds, int nodes, long world) {

  public Script {
    faults = List.copyOf(faults);
    deeds = List.copyOf(deeds);
  }

  /** Keys that are used, at least 1. */
  public int keys() {
    return 1 + deeds.stream().mapToInt(Deed::key).max().orElse(0);
  }

  /** Clients that do something, at least 1. */
  public int clients() {
    return deeds.stream().mapToInt(Deed::client).max().orElse(1);
  }

  /** From the beginning to the last deed or the end of the last fault. */
  public long lengthMillis() {
    long ofDeeds = deeds.stream().mapToLong(Deed::gapMillis).sum();
    long ofFaults =
        faults.stream().mapToLong(fault -> fault.atMillis() + fault.forMillis()).max().orElse(0);
    return Math.max(ofDeeds, ofFaults);
  }

  /** Carries it out on the harness's own server, or the only target there is. */
  public Performance perform() {
    return new ScriptRun(this, "", false).perform();
  }

  /**
   * The same on another target.
   *
   * @param staleReads clients read their server's own copy, which is wrong on purpose
   */
  public Performance perform(String target, boolean staleReads) {
    return new ScriptRun(this, target, staleReads).perform();
  }

  /** In words, one line for each thing that happens, in order of time. */
  public List<String> lines() {
    record Line(long at, String text) {}
    List<Line> lines = new ArrayList<>();
    for (Strike fault : faults) {
      String node = "n" + node(fault.node());
      lines.add(new Line(fault.atMillis(), node + " is " + word(fault.kind())));
      lines.add(
          new Line(
              fault.atMillis() + fault.forMillis(), node + " is no longer " + word(fault.kind())));
    }
    long at = 0;
    long value = 0;
    for (Deed deed : deeds) {
      at += deed.gapMillis();
      value++;
      String where = " key %d at n%d".formatted(deed.key(), node(deed.client()));
      lines.add(
          new Line(
              at,
              "client %d ".formatted(deed.client())
                  + switch (deed.kind()) {
                    case READ -> "reads" + where;
                    case WRITE -> "writes " + value + " to" + where;
                  }));
    }
    return lines.stream()
        .sorted(java.util.Comparator.comparingLong(Line::at))
        .map(line -> "%5d ms  %s".formatted(line.at(), line.text()))
        .toList();
  }

  /** A node's number in this cluster, from 1. */
  int node(int number) {
    return Math.floorMod(number - 1, nodes) + 1;
  }

  private static String word(Strike.Kind kind) {
    return switch (kind) {
      case CUT_OFF -> "cut off";
      case PAUSED -> "paused";
      case KILLED -> "killed";
    };
  }
}
