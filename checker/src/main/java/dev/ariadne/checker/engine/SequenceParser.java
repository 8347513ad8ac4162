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
 * Splits the strings and lists that were read into what was written and appended. Each part of a
 * string is the string of some operation. If two different strings fit at one place, the history is
 * ambiguous. Each element of a list is an append; its beginning may be a write.
 */
final class SequenceParser {

  /** The most different lengths of strings. */
  private static final int LENGTHS_MAX = 32;

  private static final int NOTHING = -1;
  private static final int AMBIGUOUS = -2;
  private static final int[] NOBODY = {};

  private final OperationTable table;
  private final Object initial;
  private final boolean text;

  /**
   * The number of each appended element, and by number the operations that append it. Only looked
   * up.
   */
  private final Map<Object, Integer> appended = new HashMap<>();

  private final List<int[]> appenders = new ArrayList<>();
  private boolean repeats;

  /** How many places have been found, by what is appended there. */
  private int[] places;

  /** The first operation that writes a string or a first element. Only looked up. */
  private final Map<Object, Integer> written = new HashMap<>();

  /** By the first write of something: all that write the same. Only looked up. */
  private final Map<Integer, int[]> writes = new HashMap<>();

  private boolean ambiguous;
  private int[] lengths = {};

  /** By operation: what it appends. */
  private final int[] elementOf;

  /**
   * The sequence with a part that does not fit, and the element that was seen more often than
   * appended.
   */
  private ParsedSequence failed;

  private int tooMany = -1;

  private final List<ParsedSequence> parsed = new ArrayList<>();
  private final Map<Integer, Integer> parsedFrom = new HashMap<>();

  /** By reader: what it read. */
  private final int[] parsedOf;

  private final int[] partOf;

  /** Strings that are alike in so many characters begin with the same; and one that was begun. */
  private int headLength;

  private String begun;
  private int parsedOfBegun;

  private SequenceParser(OperationTable table, Object initial, boolean text) {
    this.table = table;
    this.initial = initial;
    this.text = text;
    this.elementOf = new int[table.size];
    this.parsedOf = new int[table.size];
    this.partOf = new int[table.size];
  }

  /** Creates a parser; null if the values are not all strings or not all lists. */
  static SequenceParser of(OperationTable table) {
    Object initial = table.model.initial();
    int latest = -1;
    boolean text = !(initial instanceof List);
    boolean tried = false;
    for (int o = 0; o < table.size; o++) {
      Access<Object> access = table.access(o);
      boolean fits = access.kind() == Kind.NOTHING;
      if (access instanceof Access.Reads<Object> r) {
        fits = sequence(r.value(), text) || Objects.equals(r.value(), initial);
      } else if (access instanceof Access.Writes<Object> w) {
        fits = sequence(w.value(), text) && length(w.value()) > 0;
      } else if (access instanceof Access.Appends<Object> a) {
        fits =
            (tried || appendable(table, o, a.element(), text))
                && (!text || a.element() instanceof String s && !s.isEmpty());
        tried = true;
      }
      if (!fits || table.call[o] <= latest) {
        return null;
      }
      latest = table.call[o];
    }
    SequenceParser parser = new SequenceParser(table, initial, text);
    return parser.index() ? parser : null;
  }

  private static boolean sequence(Object value, boolean text) {
    return text ? value instanceof String : value instanceof List;
  }

  /** Whether to append to the initial value gives what one expects, which may be no sequence. */
  private static boolean appendable(OperationTable table, int o, Object element, boolean text) {
    if (!text) {
      return true;
    }
    Model<Object> model = table.model;
    Operation operation = table.operation(o);
    String before = model.initial() instanceof String s ? s : "";
    return model.step(model.initial(), operation.input(), operation.output())
            instanceof Step.To<Object> to
        && (before + element).equals(to.state());
  }

  /** Indexes the writes and appends. Returns false if strings have too many lengths. */
  private boolean index() {
    int[] found = new int[LENGTHS_MAX];
    int different = 0;
    for (int o = 0; o < table.size; o++) {
      Object part;
      if (table.access(o) instanceof Access.Writes<Object> w) {
        part = text ? w.value() : ((List<?>) w.value()).get(0);
        Integer first = written.putIfAbsent(part, o);
        if (first == null) {
          writes.put(o, new int[] {o});
        } else {
          writes.put(first, and(writes.get(first), o));
          repeats = true;
        }
      } else if (table.access(o) instanceof Access.Appends<Object> a) {
        part = a.element();
        Integer known = appended.putIfAbsent(part, appenders.size());
        if (known == null) {
          elementOf[o] = appenders.size();
          appenders.add(new int[] {o});
        } else {
          elementOf[o] = known;
          appenders.set(known, and(appenders.get(known), o));
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
    places = new int[appenders.size()];
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
    for (ParsedSequence observed : parsed) {
      if (observed.doubtful) {
        return false;
      }
    }
    return !repeats;
  }

  List<ParsedSequence> parsed() {
    return parsed;
  }

  /** The operations that append something. */
  int[] appenders(int what) {
    return appenders.get(what);
  }

  /** Those that append the same as this one, itself included. */
  int[] sameAppends(int append) {
    return appenders.get(elementOf[append]);
  }

  /** The number of the element that an operation appends. */
  int elementOf(int operation) {
    return elementOf[operation];
  }

  int parsedOf(int reader) {
    return parsedOf[reader];
  }

  int partOf(int reader) {
    return partOf[reader];
  }

  /**
   * Parses everything that was read. Returns operations one of which read something that no
   * operations can have written; empty if there is no such read.
   */
  int[] parse() {
    for (int o = 0; o < table.size; o++) {
      if (table.access(o) instanceof Access.Reads<Object> r && !begin(o, r.value())) {
        return ambiguous ? NOBODY : evidence(o);
      }
    }
    // Doubtful ones last: how often they need something proves nothing.
    for (boolean doubtful : new boolean[] {false, true}) {
      for (int o = 0; o < table.size; o++) {
        if (table.access(o) instanceof Access.Reads<Object> r
            && parsed.get(parsedOf[o]).doubtful == doubtful
            && !read(o, r.value())) {
          return ambiguous ? NOBODY : evidence(o);
        }
      }
    }
    bounds();
    return NOBODY;
  }

  /** The evidence for an impossible read: the reader, and the readers that disagree with it. */
  private int[] evidence(int reader) {
    int[] evidence = {reader};
    for (ParsedSequence observed : parsed) {
      if (observed.reader >= 0
          && (observed == failed || tooMany >= 0 && observed.has(-1, tooMany))) {
        evidence = and(evidence, observed.reader);
      }
    }
    return tooMany < 0 ? evidence : and(evidence, appenders.get(tooMany));
  }

  /** Finds the write or append at the beginning of a sequence. Returns false if there is none. */
  private boolean begin(int reader, Object value) {
    if (Objects.equals(value, initial)) {
      parsedOf[reader] = parsedFrom.computeIfAbsent(-1, this::create);
      return true;
    }
    if (begun != null && begun.regionMatches(0, (String) value, 0, headLength)) {
      parsedOf[reader] = parsedOfBegun;
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
    parsedOf[reader] = parsedFrom.computeIfAbsent(write, this::create);
    parsed.get(parsedOf[reader]).doubtful |= write != NOTHING && append != NOTHING;
    if (text && length(value) >= headLength) {
      begun = (String) value;
      parsedOfBegun = parsedOf[reader];
    }
    return true;
  }

  private boolean read(int reader, Object value) {
    ParsedSequence observed = parsed.get(parsedOf[reader]);
    if (Objects.equals(value, initial)) {
      return true;
    }
    failed = observed;
    boolean fits = length(value) <= length(observed.sequence) || extend(observed, reader, value);
    partOf[reader] = Arrays.binarySearch(observed.ends, 0, observed.parts, length(value));
    if (fits && partOf[reader] >= 0 && begins(observed.sequence, value)) {
      return true;
    }
    observed.consistent = false;
    return observed.doubtful && !ambiguous;
  }

  private int create(int write) {
    ParsedSequence create = new ParsedSequence(write < 0 ? NOBODY : writes.get(write));
    create.sequence = write < 0 ? base() : ((Access.Writes<Object>) table.access(write)).value();
    create.addPart(length(create.sequence), -1, 0);
    parsed.add(create);
    return parsed.size() - 1;
  }

  /** The sequence to which an append to the initial value appends. */
  private Object base() {
    return sequence(initial, text) ? initial : "";
  }

  /** The operation whose string or element is at a place; {@code NOTHING} if there is none. */
  private int part(Map<Object, Integer> of, Object sequence, int at, boolean write) {
    if (!text) {
      List<?> list = (List<?>) sequence;
      Integer found = at < list.size() ? of.get(list.get(at)) : null;
      if (found == null) {
        return NOTHING;
      }
      return !write || begins(list, ((Access.Writes<Object>) table.access(found)).value())
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

  /** Parses the end of a longer sequence. Returns false if no operations can have written it. */
  private boolean extend(ParsedSequence observed, int reader, Object longer) {
    if (!begins(longer, observed.sequence)) {
      return false;
    }
    int at = length(observed.sequence);
    while (at < length(longer)) {
      int what = part(appended, longer, at, false);
      if (what == AMBIGUOUS) {
        ambiguous = true;
      }
      if (what < 0) {
        return false;
      }
      if (places[what] == appenders.get(what).length) {
        tooMany = what;
        return false;
      }
      at += text ? ((String) element(what)).length() : 1;
      observed.addPart(at, what, places[what]++);
    }
    observed.sequence = longer;
    observed.reader = reader;
    return true;
  }

  private Object element(int what) {
    return ((Access.Appends<Object>) table.access(appenders.get(what)[0])).element();
  }

  /** Finds by when each part was seen, and until when it was not. */
  private void bounds() {
    for (int o = 0; o < table.size; o++) {
      if (table.access(o) instanceof Access.Reads) {
        ParsedSequence observed = parsed.get(parsedOf[o]);
        if (!observed.consistent) {
          continue;
        }
        int part = partOf[o];
        observed.seenBy[part] = Math.min(observed.seenBy[part], table.ret[o]);
        if (part + 1 < observed.parts) {
          observed.seenSince[part + 1] = Math.max(observed.seenSince[part + 1], table.call[o]);
        }
      }
    }
    for (ParsedSequence observed : parsed) {
      for (int part = 1; part < observed.parts; part++) {
        observed.seenSince[part] = Math.max(observed.seenSince[part], observed.seenSince[part - 1]);
        int back = observed.parts - 1 - part;
        observed.seenBy[back] = Math.min(observed.seenBy[back], observed.seenBy[back + 1]);
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
