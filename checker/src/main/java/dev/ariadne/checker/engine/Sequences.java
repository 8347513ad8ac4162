package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Access.Kind;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Strings or lists that were read, taken apart into what was written and appended. At each place of
 * a string some operation's string has to stand; if those of two that differ do, the history is
 * ambiguous. Of a list each element is an append, its beginning perhaps a write.
 */
final class Sequences {

  /** So many different lengths of strings, at most. */
  private static final int LENGTHS_MAX = 32;

  private static final int NOTHING = -1;
  private static final int AMBIGUOUS = -2;
  private static final int[] NOBODY = {};

  private final Admitted admitted;
  private final Object initial;
  private final boolean text;

  /** What is appended, numbered, and by number the operations that do. Only looked up. */
  private final Map<Object, Integer> appended = new HashMap<>();

  private final List<int[]> alike = new ArrayList<>();
  private boolean repeats;

  /** How many places have been found, by what is appended there. */
  private int[] places;

  /** What is written (of a list the first element), and by whom first. Only looked up. */
  private final Map<Object, Integer> written = new HashMap<>();

  /** By the first write of something: all that write the same. Only looked up. */
  private final Map<Integer, int[]> writes = new HashMap<>();

  private boolean ambiguous;
  private int[] lengths = {};

  /** By operation: what it appends. */
  private final int[] same;

  /** Where something was seen that does not fit, and what was seen more often than appended. */
  private Grown failed;

  private int tooMany = -1;

  private final List<Grown> grown = new ArrayList<>();
  private final Map<Integer, Integer> grownFrom = new HashMap<>();

  /** By reader: what it read. */
  private final int[] grownOf;

  private final int[] partOf;

  /** Strings that are alike in so many characters begin with the same; and one that was begun. */
  private int headLength;

  private String begun;
  private int grownOfBegun;

  private Sequences(Admitted admitted, Object initial, boolean text) {
    this.admitted = admitted;
    this.initial = initial;
    this.text = text;
    this.same = new int[admitted.size];
    this.grownOf = new int[admitted.size];
    this.partOf = new int[admitted.size];
  }

  /** Looks at what is written and appended; null if that is not only strings, or not only lists. */
  static Sequences of(Admitted admitted) {
    Object initial = admitted.model.initial();
    int latest = -1;
    boolean text = !(initial instanceof List);
    boolean tried = false;
    for (int o = 0; o < admitted.size; o++) {
      Access<Object> access = admitted.access(o);
      boolean fits = access.kind() == Kind.NOTHING;
      if (access instanceof Access.Reads<Object> r) {
        fits = sequence(r.value(), text) || Objects.equals(r.value(), initial);
      } else if (access instanceof Access.Writes<Object> w) {
        fits = sequence(w.value(), text) && length(w.value()) > 0;
      } else if (access instanceof Access.Appends<Object> a) {
        fits =
            (tried || appendable(admitted, o, a.element(), text))
                && (!text || a.element() instanceof String s && !s.isEmpty());
        tried = true;
      }
      if (!fits || admitted.call[o] <= latest) {
        return null;
      }
      latest = admitted.call[o];
    }
    Sequences sequences = new Sequences(admitted, initial, text);
    return sequences.index() ? sequences : null;
  }

  private static boolean sequence(Object value, boolean text) {
    return text ? value instanceof String : value instanceof List;
  }

  /** Whether to append to the initial value gives what one expects, which may be no sequence. */
  private static boolean appendable(Admitted admitted, int o, Object element, boolean text) {
    if (!text) {
      return true;
    }
    Model<Object> model = admitted.model;
    Operation operation = admitted.operation(o);
    String before = model.initial() instanceof String s ? s : "";
    return model.step(model.initial(), operation.input(), operation.output())
            instanceof Step.To<Object> to
        && (before + element).equals(to.state());
  }

  /** Finds out who writes and appends what; false if strings have too many lengths. */
  private boolean index() {
    int[] found = new int[LENGTHS_MAX];
    int different = 0;
    for (int o = 0; o < admitted.size; o++) {
      Object part;
      if (admitted.access(o) instanceof Access.Writes<Object> w) {
        part = text ? w.value() : ((List<?>) w.value()).get(0);
        Integer first = written.putIfAbsent(part, o);
        if (first == null) {
          writes.put(o, new int[] {o});
        } else {
          writes.put(first, and(writes.get(first), o));
          repeats = true;
        }
      } else if (admitted.access(o) instanceof Access.Appends<Object> a) {
        part = a.element();
        Integer known = appended.putIfAbsent(part, alike.size());
        if (known == null) {
          same[o] = alike.size();
          alike.add(new int[] {o});
        } else {
          same[o] = known;
          alike.set(known, and(alike.get(known), o));
          repeats = true;
        }
      } else {
        continue;
      }
      if (text) {
        int length = ((String) part).length();
        int at = 0;
        while (at < different && found[at] != length) {
          at++;
        }
        if (at == LENGTHS_MAX) {
          return false;
        }
        found[at] = length;
        different = Math.max(different, at + 1);
      }
    }
    lengths = Arrays.copyOf(found, different);
    Arrays.sort(lengths);
    places = new int[alike.size()];
    headLength = length(base()) + (different > 0 ? lengths[different - 1] : 0);
    return true;
  }

  private static int[] and(int[] some, int... more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  boolean ambiguous() {
    return ambiguous;
  }

  /** Whether it is certain which operation stands where. */
  boolean certain() {
    for (Grown so : grown) {
      if (so.doubtful) {
        return false;
      }
    }
    return !repeats;
  }

  List<Grown> grown() {
    return grown;
  }

  /** The operations that append something. */
  int[] alike(int what) {
    return alike.get(what);
  }

  /** Those that append the same as this one, itself included. */
  int[] alikeTo(int append) {
    return alike.get(same[append]);
  }

  /** What an operation appends. */
  int same(int operation) {
    return same[operation];
  }

  int grownOf(int reader) {
    return grownOf[reader];
  }

  int partOf(int reader) {
    return partOf[reader];
  }

  /**
   * Takes apart all that was read; gives operations one of which read what nothing can have brought
   * about, together with what the others say, or nobody.
   */
  int[] takeApart() {
    for (int o = 0; o < admitted.size; o++) {
      if (admitted.access(o) instanceof Access.Reads<Object> r && !begin(o, r.value())) {
        return ambiguous ? NOBODY : evidence(o);
      }
    }
    // Doubtful ones last: how often they need something proves nothing.
    for (boolean doubtful : new boolean[] {false, true}) {
      for (int o = 0; o < admitted.size; o++) {
        if (admitted.access(o) instanceof Access.Reads<Object> r
            && grown.get(grownOf[o]).doubtful == doubtful
            && !read(o, r.value())) {
          return ambiguous ? NOBODY : evidence(o);
        }
      }
    }
    bounds();
    return NOBODY;
  }

  /** A reader, and those who saw something else in the place of what it saw, or in another. */
  private int[] evidence(int reader) {
    int[] evidence = {reader};
    for (Grown so : grown) {
      if (so.reader >= 0 && (so == failed || tooMany >= 0 && so.has(-1, tooMany))) {
        evidence = and(evidence, so.reader);
      }
    }
    return tooMany < 0 ? evidence : and(evidence, alike.get(tooMany));
  }

  /** Finds out what a sequence begins with; false if with nothing that there is. */
  private boolean begin(int reader, Object value) {
    if (Objects.equals(value, initial)) {
      grownOf[reader] = grownFrom.computeIfAbsent(-1, this::bare);
      return true;
    }
    if (begun != null && begun.regionMatches(0, (String) value, 0, headLength)) {
      grownOf[reader] = grownOfBegun;
      return true;
    }
    int write = part(written, value, 0, true);
    int append = NOTHING;
    if (begins(value, base())) {
      append = part(appended, value, length(base()), false);
      if (write == NOTHING && length(value) == length(base())) {
        return false; // It is what things are appended to, but not the initial value itself.
      }
    } else if (write == NOTHING) {
      return false;
    }
    if (write == AMBIGUOUS || append == AMBIGUOUS) {
      ambiguous = true;
      return false;
    }
    grownOf[reader] = grownFrom.computeIfAbsent(write, this::bare);
    grown.get(grownOf[reader]).doubtful |= write != NOTHING && append != NOTHING;
    if (text && length(value) >= headLength) {
      begun = (String) value;
      grownOfBegun = grownOf[reader];
    }
    return true;
  }

  private boolean read(int reader, Object value) {
    Grown so = grown.get(grownOf[reader]);
    if (Objects.equals(value, initial)) {
      return true;
    }
    failed = so;
    boolean fits = length(value) <= length(so.sequence) || extend(so, reader, value);
    partOf[reader] = Arrays.binarySearch(so.ends, 0, so.parts, length(value));
    if (fits && partOf[reader] >= 0 && begins(so.sequence, value)) {
      return true;
    }
    so.consistent = false;
    return so.doubtful && !ambiguous;
  }

  private int bare(int write) {
    Grown bare = new Grown(write < 0 ? NOBODY : writes.get(write));
    bare.sequence = write < 0 ? base() : ((Access.Writes<Object>) admitted.access(write)).value();
    bare.grow(length(bare.sequence), -1, 0);
    grown.add(bare);
    return grown.size() - 1;
  }

  /** What appends to the initial value are appended to. */
  private Object base() {
    return sequence(initial, text) ? initial : "";
  }

  /** Who stands there, of those; if something that begins there is no part, nobody. */
  private int part(Map<Object, Integer> of, Object sequence, int at, boolean write) {
    if (!text) {
      List<?> list = (List<?>) sequence;
      Integer found = at < list.size() ? of.get(list.get(at)) : null;
      if (found == null) {
        return NOTHING;
      }
      return !write || begins(list, ((Access.Writes<Object>) admitted.access(found)).value())
          ? found
          : NOTHING;
    }
    String string = (String) sequence;
    int found = NOTHING;
    for (int length : lengths) {
      if (at + length > string.length()) {
        break;
      }
      Integer here = of.get(string.substring(at, at + length));
      if (here != null) {
        if (found != NOTHING) {
          return AMBIGUOUS;
        }
        found = here;
      }
    }
    return found;
  }

  /** Takes apart what a longer sequence has more; false if nothing can have brought it about. */
  private boolean extend(Grown so, int reader, Object longer) {
    if (!begins(longer, so.sequence)) {
      return false;
    }
    int at = length(so.sequence);
    while (at < length(longer)) {
      int what = part(appended, longer, at, false);
      if (what == AMBIGUOUS) {
        ambiguous = true;
      }
      if (what < 0) {
        return false;
      }
      if (places[what] == alike.get(what).length) {
        tooMany = what;
        return false;
      }
      at += text ? ((String) element(what)).length() : 1;
      so.grow(at, what, places[what]++);
    }
    so.sequence = longer;
    so.reader = reader;
    return true;
  }

  private Object element(int what) {
    return ((Access.Appends<Object>) admitted.access(alike.get(what)[0])).element();
  }

  /** By when each part was seen, and until when not. */
  private void bounds() {
    for (int o = 0; o < admitted.size; o++) {
      if (admitted.access(o) instanceof Access.Reads) {
        Grown so = grown.get(grownOf[o]);
        if (!so.consistent) {
          continue;
        }
        int part = partOf[o];
        so.seenBy[part] = Math.min(so.seenBy[part], admitted.ret[o]);
        if (part + 1 < so.parts) {
          so.seenSince[part + 1] = Math.max(so.seenSince[part + 1], admitted.call[o]);
        }
      }
    }
    for (Grown so : grown) {
      for (int part = 1; part < so.parts; part++) {
        so.seenSince[part] = Math.max(so.seenSince[part], so.seenSince[part - 1]);
        int back = so.parts - 1 - part;
        so.seenBy[back] = Math.min(so.seenBy[back], so.seenBy[back + 1]);
      }
    }
  }

  private static int length(Object sequence) {
    return sequence instanceof String s ? s.length() : ((List<?>) sequence).size();
  }

  private static boolean begins(Object sequence, Object with) {
    return sequence instanceof String s
        ? s.startsWith((String) with)
        : ((List<?>) sequence).size() >= ((List<?>) with).size()
            && ((List<?>) sequence).subList(0, ((List<?>) with).size()).equals(with);
  }
}
