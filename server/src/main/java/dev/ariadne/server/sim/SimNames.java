package dev.ariadne.server.sim;

import dev.ariadne.server.port.Choices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The names of files and directories, as everybody sees them and as they are durable. */
final class SimNames {

  /** A change to a directory that is not durable yet. */
  private sealed interface Change {
    String directory();

    /** What it does, in words that stay the same from run to run. */
    String text();

    record Made(String directory, String name) implements Change {
      @Override
      public String text() {
        return "making of " + name;
      }
    }

    record Linked(String directory, String name, SimFile file) implements Change {
      @Override
      public String text() {
        return "creation of " + name;
      }
    }

    record Unlinked(String directory, String name) implements Change {
      @Override
      public String text() {
        return "removal of " + name;
      }
    }

    /** Happens as a whole or not at all. */
    record Renamed(String directory, String from, String to, SimFile file) implements Change {
      @Override
      public String text() {
        return "renaming of " + from;
      }
    }
  }

  /** One view of the names. */
  private record View(TreeMap<String, SimFile> files, TreeSet<String> directories) {

    View() {
      this(new TreeMap<>(), new TreeSet<>());
    }

    void apply(Change change) {
      switch (change) {
        case Change.Made(String directory, String name) -> directories.add(name);
        case Change.Linked(String directory, String name, SimFile file) -> files.put(name, file);
        case Change.Unlinked(String directory, String name) -> files.remove(name);
        case Change.Renamed(String directory, String from, String to, SimFile file) -> {
          files.remove(from);
          files.put(to, file);
        }
      }
    }
  }

  private View seen = new View();
  private View durable = new View();
  private final List<Change> unsynced = new ArrayList<>();

  SimNames copy() {
    // One copy for each file, under whatever names it is known.
    Map<SimFile, SimFile> copies = new IdentityHashMap<>();
    UnaryOperator<SimFile> of = file -> copies.computeIfAbsent(file, SimFile::copy);
    SimNames copy = new SimNames();
    seen.files.forEach((name, file) -> copy.seen.files.put(name, of.apply(file)));
    durable.files.forEach((name, file) -> copy.durable.files.put(name, of.apply(file)));
    copy.seen.directories.addAll(seen.directories);
    copy.durable.directories.addAll(durable.directories);
    for (Change change : unsynced) {
      copy.unsynced.add(
          switch (change) {
            case Change.Made made -> made;
            case Change.Unlinked unlinked -> unlinked;
            case Change.Linked(String directory, String name, SimFile file) ->
                new Change.Linked(directory, name, of.apply(file));
            case Change.Renamed(String directory, String from, String to, SimFile file) ->
                new Change.Renamed(directory, from, to, of.apply(file));
          });
    }
    return copy;
  }

  /** The file of that name, or null. */
  SimFile file(String name) {
    return seen.files.get(name);
  }

  /** The file that is durably of that name, or null. */
  SimFile durableFile(String name) {
    return durable.files.get(name);
  }

  List<String> durableList(String directory) {
    return list(durable, directory);
  }

  List<SimFile> files() {
    return List.copyOf(seen.files.values());
  }

  List<String> list(String directory) {
    return list(seen, directory);
  }

  private static List<String> list(View view, String directory) {
    return view.files.keySet().stream()
        .filter(name -> parent(name).equals(directory))
        .map(name -> name.substring(directory.isEmpty() ? 0 : directory.length() + 1))
        .toList();
  }

  boolean isDirectory(String name) {
    return name.isEmpty() || seen.directories.contains(name);
  }

  void make(String directory) {
    if (!isDirectory(directory)) {
      make(parent(directory));
      change(new Change.Made(parent(directory), directory));
    }
  }

  void link(String name, SimFile file) {
    change(new Change.Linked(parent(name), name, file));
  }

  void unlink(String name) {
    change(new Change.Unlinked(parent(name), name));
  }

  void rename(String from, String to) {
    change(new Change.Renamed(parent(from), from, to, file(from)));
  }

  private void change(Change change) {
    seen.apply(change);
    unsynced.add(change);
  }

  void sync(String directory) {
    for (Change change : List.copyOf(unsynced)) {
      if (change.directory().equals(directory)) {
        durable.apply(change);
        unsynced.remove(change);
      }
    }
  }

  boolean synced() {
    return unsynced.isEmpty();
  }

  /** Decides what is left of all that is not durable: of the files first, then of their names. */
  void powerCut(Choices choices) {
    Set<SimFile> decided = Collections.newSetFromMap(new IdentityHashMap<>());
    BiConsumer<String, SimFile> decide =
        (name, file) -> {
          if (decided.add(file)) {
            file.powerCut(choices, "power cut " + name);
          }
        };
    seen.files.forEach(decide);
    durable.files.forEach(decide);
    for (Change change : unsynced) {
      switch (change) {
        case Change.Linked(String directory, String name, SimFile file) ->
            decide.accept(name, file);
        case Change.Renamed(String directory, String from, String to, SimFile file) ->
            decide.accept(to, file);
        case Change.Made made -> {}
        case Change.Unlinked unlinked -> {}
      }
    }
    for (Change change : unsynced) {
      if (choices.pick("power cut " + change.text(), 2) == 0) {
        durable.apply(change);
      }
    }
    unsynced.clear();
    durable.directories.removeIf(directory -> !reachable(directory));
    durable.files.keySet().removeIf(file -> !reachable(file));
    View left = new View();
    left.files.putAll(durable.files);
    left.directories.addAll(durable.directories);
    seen = left;
  }

  private boolean reachable(String name) {
    String parent = parent(name);
    return parent.isEmpty() || durable.directories.contains(parent) && reachable(parent);
  }

  static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
