package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.DamagedDirectory.Damage;
import dev.ariadne.server.node.DamagedDirectory.Verdict;
import dev.ariadne.server.node.DirectoryMap.Place;
import dev.ariadne.server.sim.SimDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every kind of damage at every class of byte of a member's data directory, as a table in {@code
 * docs/damage.md}. Whatever is opened nevertheless has to be in the true state.
 *
 * <p>{@code -Dariadne.golden=rewrite} writes the table anew, to be reviewed as a diff. {@code
 * -Dariadne.damage=all} strikes at every single byte, not at some of each class.
 */
class DamageMatrixTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "damage.md");
  private static final String BEGIN = "<!-- table: begin -->\n";
  private static final String END = "<!-- table: end -->\n";
  private static final boolean ALL = "all".equals(System.getProperty("ariadne.damage"));

  /** Of one class in one file; the first and the last are among them. */
  private static final int OFFSETS_MAX = 12;

  private final DamagedDirectory directory = DamagedDirectory.lived();

  @Test
  void theTableIsThatOfTheDocument() throws IOException {
    String table = bytes() + "\n" + files();
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    if ("rewrite".equals(System.getProperty("ariadne.golden"))) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
    } else {
      assertThat(table).isEqualTo(document.substring(from, to));
    }
  }

  private String bytes() throws IOException {
    List<String> kinds = List.of("bit flip", "cut here", "16 bytes zeroed", "512 bytes zeroed");
    StringBuilder table = new StringBuilder(head("bytes", kinds));
    Map<String, List<Place>> classes = new LinkedHashMap<>();
    for (Place place : DirectoryMap.places(directory.truth(), directory.roles())) {
      classes.computeIfAbsent(place.name(), name -> new ArrayList<>()).add(place);
    }
    for (Map.Entry<String, List<Place>> row : classes.entrySet()) {
      List<TreeSet<Verdict>> cells = new ArrayList<>();
      kinds.forEach(kind -> cells.add(new TreeSet<>()));
      for (Place place : chosen(row.getValue())) {
        cells.get(0).addAll(verdicts(flip(place)));
        cells.get(1).addAll(verdicts(cut(place)));
        cells.get(2).addAll(verdicts(zero(place, 16)));
        cells.get(3).addAll(verdicts(zero(place, 512)));
      }
      table.append(row(row.getKey(), cells));
    }
    return table.toString();
  }

  private String files() throws IOException {
    List<String> kinds =
        List.of("missing", "empty", "an older copy", "another member's", "another's name");
    StringBuilder table = new StringBuilder(head("whole files", kinds));
    for (Map.Entry<String, String> role : directory.roles().entrySet()) {
      String file = role.getKey();
      List<TreeSet<Verdict>> cells =
          List.of(
              verdicts(new Damage(file + " missing", disk -> disk.remove(file))),
              verdicts(new Damage(file + " empty", disk -> disk.cut(file, 0))),
              all(directory.older(file)),
              all(directory.others(file)),
              all(directory.swapped(file)));
      table.append(row(role.getValue(), cells));
    }
    return table.toString();
  }

  private static String head(String what, List<String> kinds) {
    return "| %s | %s |\n|---|%s\n"
        .formatted(what, String.join(" | ", kinds), "---|".repeat(kinds.size()));
  }

  private static String row(String name, List<TreeSet<Verdict>> cells) {
    return "| %s | %s |\n"
        .formatted(
            name,
            cells.stream()
                .map(
                    cell ->
                        cell.isEmpty()
                            ? "–"
                            : cell.stream().map(Verdict::word).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" | ")));
  }

  private static List<Place> chosen(List<Place> places) {
    if (ALL || places.size() <= OFFSETS_MAX) {
      return places;
    }
    List<Place> chosen = new ArrayList<>();
    for (int i = 0; i < OFFSETS_MAX; i++) {
      chosen.add(places.get((int) ((long) i * (places.size() - 1) / (OFFSETS_MAX - 1))));
    }
    return chosen;
  }

  private Damage flip(Place place) {
    return new Damage(
        place + " flipped",
        disk -> {
          byte[] one = disk.read(place.file(), place.offset(), 1).toArray();
          one[0] ^= (byte) (1 << place.offset() % 8);
          disk.decay(place.file(), place.offset(), Bytes.copyOf(one));
        });
  }

  private Damage cut(Place place) {
    return new Damage(place + " cut", disk -> disk.cut(place.file(), place.offset()));
  }

  private Damage zero(Place place, int length) {
    return new Damage(
        place + " zeroed " + length,
        disk -> {
          long rest = disk.size(place.file()) - place.offset();
          byte[] zeros = new byte[(int) Math.min(rest, length)];
          disk.decay(place.file(), place.offset(), Bytes.copyOf(zeros));
        });
  }

  private TreeSet<Verdict> all(List<Damage> damages) throws IOException {
    TreeSet<Verdict> verdicts = new TreeSet<>();
    for (Damage damage : damages) {
      verdicts.addAll(verdicts(damage));
    }
    return verdicts;
  }

  /** None if it changes nothing. */
  private TreeSet<Verdict> verdicts(Damage damage) throws IOException {
    SimDisk disk = directory.copy();
    damage.strike().accept(disk);
    TreeSet<Verdict> verdicts = new TreeSet<>();
    if (!DamagedDirectory.same(disk, directory.truth())) {
      verdicts.add(directory.judge(damage.what(), disk));
    }
    return verdicts;
  }
}
