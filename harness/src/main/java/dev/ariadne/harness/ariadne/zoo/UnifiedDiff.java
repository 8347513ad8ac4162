package dev.ariadne.harness.ariadne.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff, as {@code diff -u} and {@code git diff} write it. It is applied in memory. Every
 * old line of a hunk has to be in the file, unchanged. Only the place may differ, as with {@code
 * patch}: the hunk is applied at the nearest place at which it fits, after the hunk before it.
 *
 * @param preamble the text before the first file, for people
 */
record UnifiedDiff(String preamble, List<FileChange> files) {

  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
  private static final String NOBODY = "/dev/null";

  /**
   * The change of one file.
   *
   * @param path the path in the diff, without {@code a/} or {@code b/}
   * @param isNew true if the file does not exist before
   * @param isGone true if the file does not exist afterwards
   */
  record FileChange(String path, boolean isNew, boolean isGone, List<Hunk> hunks) {}

  /**
   * @param heading the {@code @@} line
   * @param line the line number in the original file, from 1
   * @param before the lines that have to be in the file
   * @param after the lines that replace them
   */
  record Hunk(String heading, int line, List<String> before, List<String> after) {}

  static UnifiedDiff parse(String text) throws PatchException {
    return new Parser(text.lines().toList()).diff();
  }

  /**
   * The files after the change.
   *
   * @param sources all files, by path; not changed
   * @return only the changed files; a deleted file has no value
   */
  SortedMap<String, String> apply(Map<String, String> sources) throws PatchException {
    TreeMap<String, String> changed = new TreeMap<>();
    for (FileChange file : files) {
      String before = file.isNew() ? "" : sources.get(file.path());
      if (before == null) {
        throw new PatchException(file.path() + ": there is no such source file");
      }
      if (changed.containsKey(file.path())) {
        throw new PatchException(file.path() + ": the patch names it twice");
      }
      String after = apply(file, before);
      changed.put(file.path(), file.isGone() ? null : after);
    }
    return changed;
  }

  private static String apply(FileChange file, String before) throws PatchException {
    List<String> old = before.lines().toList();
    List<String> result = new ArrayList<>();
    int done = 0;
    int shift = 0;
    for (Hunk hunk : file.hunks()) {
      int expected = Math.max(0, hunk.line() - 1) + shift;
      int at = place(old, hunk, expected, done);
      if (at < 0) {
        throw new PatchException(
            "%s: hunk %s fits nowhere; it expects%n%s"
                .formatted(file.path(), hunk.heading(), String.join("\n", hunk.before())));
      }
      result.addAll(old.subList(done, at));
      result.addAll(hunk.after());
      done = at + hunk.before().size();
      shift = at - Math.max(0, hunk.line() - 1);
    }
    result.addAll(old.subList(done, old.size()));
    return String.join("\n", result) + "\n";
  }

  /** The nearest place at which the hunk fits; -1 for none. */
  private static int place(List<String> lines, Hunk hunk, int expected, int from) {
    for (int distance = 0; distance <= lines.size() + Math.abs(expected); distance++) {
      for (int at : new int[] {expected - distance, expected + distance}) {
        int end = at + hunk.before().size();
        if (at >= from && end <= lines.size() && lines.subList(at, end).equals(hunk.before())) {
          return at;
        }
      }
    }
    return -1;
  }

  private static final class Parser {

    private final List<String> lines;
    private int next;

    Parser(List<String> lines) {
      this.lines = lines;
    }

    UnifiedDiff diff() throws PatchException {
      List<String> preamble = new ArrayList<>();
      while (next < lines.size() && !isFile()) {
        String line = lines.get(next++);
        if (!line.startsWith("diff ") && !line.startsWith("index ")) {
          preamble.add(line);
        }
      }
      Map<String, FileChange> files = new LinkedHashMap<>();
      while (next < lines.size()) {
        if (isFile()) {
          FileChange file = file();
          if (files.put(file.path(), file) != null) {
            throw new PatchException(file.path() + ": the patch names it twice");
          }
        } else {
          next++;
        }
      }
      if (files.isEmpty()) {
        throw new PatchException("it changes no file");
      }
      return new UnifiedDiff(String.join("\n", preamble).strip(), List.copyOf(files.values()));
    }

    private boolean isFile() {
      return next + 1 < lines.size()
          && lines.get(next).startsWith("--- ")
          && lines.get(next + 1).startsWith("+++ ");
    }

    private FileChange file() throws PatchException {
      String from = name(lines.get(next++));
      String to = name(lines.get(next++));
      String path = ServerSources.relative(to.equals(NOBODY) ? from : to);
      List<Hunk> hunks = new ArrayList<>();
      while (next < lines.size() && lines.get(next).startsWith("@@")) {
        hunks.add(hunk(path));
      }
      if (hunks.isEmpty()) {
        throw new PatchException(path + ": there is no hunk");
      }
      return new FileChange(path, from.equals(NOBODY), to.equals(NOBODY), hunks);
    }

    private static String name(String line) {
      return line.substring(4).split("\t")[0].strip();
    }

    private Hunk hunk(String path) throws PatchException {
      String heading = lines.get(next++);
      Matcher numbers = HUNK.matcher(heading);
      if (!numbers.matches()) {
        throw new PatchException(path + ": no hunk begins with " + heading);
      }
      int old = count(numbers.group(2));
      int young = count(numbers.group(4));
      List<String> before = new ArrayList<>();
      List<String> after = new ArrayList<>();
      while (before.size() < old || after.size() < young) {
        String line = next < lines.size() ? lines.get(next++) : "the end";
        // Mail programs and editors remove the blank that stands for an empty line.
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        String content = line.isEmpty() ? "" : line.substring(1);
        switch (kind) {
          case ' ' -> {
            before.add(content);
            after.add(content);
          }
          case '-' -> before.add(content);
          case '+' -> after.add(content);
          case '\\' -> {
            // A missing newline at the end of a file does not matter.
          }
          default ->
              throw new PatchException(
                  "%s: hunk %s is shorter than it says, there comes: %s"
                      .formatted(path, heading, line));
        }
      }
      while (next < lines.size() && lines.get(next).startsWith("\\")) {
        next++;
      }
      if (before.size() != old || after.size() != young) {
        throw new PatchException(
            "%s: hunk %s has %d lines before and %d after"
                .formatted(path, heading, before.size(), after.size()));
      }
      int line = Integer.parseInt(numbers.group(1));
      // A hunk without old lines stands after the line that it names.
      return new Hunk(heading, old == 0 ? line + 1 : line, before, after);
    }

    private static int count(String group) {
      return group == null ? 1 : Integer.parseInt(group);
    }
  }
}
