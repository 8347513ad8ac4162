package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides in nearly linear time where operations read, write and append to strings or lists, and no
 * two append or write the same.
 *
 * <p>Who reads a sequence names all the operations that made it, in their order: a write (or the
 * initial value) and appends. So an append that was seen can only follow right after what it was
 * appended to, and {@link Chains} applies. An append that nobody saw stands, like a write that
 * nobody saw, somewhere outside of all chains: behind one of them, for what comes next is a write or
 * another such append.
 *
 * <p>Strings are taken apart by looking, at each place, for an operation whose string stands there.
 * If two do, this is not the way to decide.
 */
final class UniqueLists {

  /** So many different lengths of strings, at most. */
  private static final int LENGTHS_MAX = 32;

  private static final int NOTHING = -1;
  private static final int AMBIGUOUS = -2;
  private static final int FITS = -3;

  private final List<Item> items;
  private final Object initial;
  private final boolean text;
  private final Chains chains;

  /** What operations append, and what they write (of a list its first element). Only looked up. */
  private final Map<Object, Integer> appends = new HashMap<>();

  private final Map<Object, Integer> writes = new HashMap<>();

  /** How long strings are that are appended or written, ascending. */
  private int[] lengths = {};

  /** By operation: whether it is known what it was appended to. */
  private final boolean[] placed;

  /** By root's node: the longest sequence seen that begins there. */
  private final Map<Integer, Grown> grown = new LinkedHashMap<>();

  /** A sequence, taken apart: where its parts end, and their nodes. */
  private static final class Grown {
    Object sequence;
    int reader;
    int parts;
    int[] ends = new int[8];
    int[] nodes = new int[8];

    void grow(int end, int node) {
      if (parts == ends.length) {
        ends = Arrays.copyOf(ends, 2 * parts);
        nodes = Arrays.copyOf(nodes, 2 * parts);
      }
      ends[parts] = end;
      nodes[parts++] = node;
    }
  }

  private UniqueLists(List<Item> items, Object initial, boolean text) {
    this.items = items;
    this.initial = initial;
    this.text = text;
    int n = items.size();
    byte[] kind = new byte[n];
    int[] call = new int[n];
    int[] ret = new int[n];
    for (int o = 0; o < n; o++) {
      call[o] = items.get(o).call;
      ret[o] = items.get(o).ret;
      kind[o] =
          switch (items.get(o).access) {
            case Access.Writes<Object> w -> Chains.WRITE;
            case Access.Appends<Object> a -> Chains.SWAP;
            case Access.Reads<Object> r -> Chains.READ;
            default -> Chains.OTHER;
          };
    }
    placed = new boolean[n];
    chains = new Chains(kind, call, ret, n, n + 1);
  }

  /** An outcome; null if this is not the way to decide. */
  static Outcome decide(Admitted admitted, Model<Object> model) {
    Object initial = model.initial();
    List<Item> items = admitted.items;
    if (!admitted.updates || admitted.opaque) {
      return null;
    }
    int latest = -1;
    boolean text = !(initial instanceof List);
    for (Item item : items) {
      boolean fits =
          switch (item.access) {
            case Access.Reads<Object> r -> sequence(r.value(), text) || same(r.value(), initial);
            case Access.Writes<Object> w -> sequence(w.value(), text) && length(w.value()) > 0;
            case Access.Appends<Object> a -> appendable(model, item, a.element(), text);
            case Access.Nothing<Object> n -> true;
            default -> false;
          };
      if (!fits || item.call <= latest) {
        return null;
      }
      latest = item.call;
    }
    UniqueLists lists = new UniqueLists(items, initial, text);
    return lists.index() ? lists.decide() : null;
  }

  private static boolean sequence(Object value, boolean text) {
    return text ? value instanceof String : value instanceof List;
  }

  /** Whether to append to the initial value gives what one expects. */
  private static boolean appendable(Model<Object> model, Item item, Object element, boolean text) {
    if (!text) {
      return element != null;
    }
    String before = model.initial() instanceof String s ? s : "";
    return element instanceof String string
        && !string.isEmpty()
        && model.step(model.initial(), item.operation.input(), item.operation.output())
            instanceof Step.To<Object> to
        && (before + string).equals(to.state());
  }

  /** Makes nodes of all that write or append; false if two do the same. */
  private boolean index() {
    int[] found = new int[LENGTHS_MAX];
    int different = 0;
    for (int o = 0; o < items.size(); o++) {
      Integer other;
      Object part;
      switch (items.get(o).access) {
        case Access.Writes<Object> w -> {
          part = text ? w.value() : ((List<?>) w.value()).get(0);
          other = writes.put(part, o);
        }
        case Access.Appends<Object> a -> {
          part = a.element();
          other = appends.put(part, o);
        }
        default -> {
          continue;
        }
      }
      chains.add(o);
      if (other != null) {
        return false;
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
    chains.seal();
    return true;
  }

  private Outcome decide() {
    for (int o = 0; o < items.size(); o++) {
      switch (items.get(o).access) {
        case Access.Nothing<Object> n -> chains.other(o, Chains.NONE);
        case Access.Reads<Object> r -> {
          if (same(r.value(), initial)) {
            chains.read(o, Chains.INITIAL);
            continue;
          }
          int root = root(r.value());
          if (root == AMBIGUOUS) {
            return null;
          }
          if (root == NOTHING) {
            return inexplicable(o);
          }
          Grown so = grown.computeIfAbsent(root, this::bare);
          if (length(r.value()) > length(so.sequence)) {
            int problem = extend(so, o, r.value());
            if (problem == AMBIGUOUS) {
              return null;
            }
            if (problem != FITS) {
              return problem >= 0 ? inexplicable(o, problem) : inexplicable(so.reader, o);
            }
          }
          int part = Arrays.binarySearch(so.ends, 0, so.parts, length(r.value()));
          if (part < 0 || !begins(so.sequence, r.value())) {
            return inexplicable(so.reader, o);
          }
          chains.read(o, so.nodes[part]);
        }
        default -> {}
      }
    }
    Decision decision = chains.decide();
    return UniqueValues.outcome(
        decision instanceof Decision.Contradiction no
            ? new Decision.Contradiction(no.why(), withReaders(no.evidence()))
            : decision,
        items);
  }

  /** Adds those who saw in which order things had been appended. */
  private int[] withReaders(int[] evidence) {
    Set<Integer> all = new TreeSet<>();
    for (int operation : evidence) {
      all.add(operation);
      for (Grown so : grown.values()) {
        for (int part = 0; part < so.parts && so.reader >= 0; part++) {
          if (so.nodes[part] == chains.nodeOf(operation)) {
            all.add(so.reader);
          }
        }
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private Outcome inexplicable(int... evidence) {
    int[] all = withReaders(Arrays.stream(evidence).filter(o -> o >= 0).toArray());
    return UniqueValues.outcome(
        new Decision.Contradiction("nothing brings about what was seen", all), items);
  }

  /** What begins at a root, before anything is appended. */
  private Grown bare(int root) {
    Grown bare = new Grown();
    bare.reader = -1;
    if (root == Chains.INITIAL) {
      bare.sequence = text ? initial instanceof String s ? s : "" : initial;
    } else {
      Access<Object> write = items.get(chains.creatorOf(root)).access;
      bare.sequence = ((Access.Writes<Object>) write).value();
    }
    bare.grow(length(bare.sequence), root);
    return bare;
  }

  /** The node of the write that a sequence begins with, or the initial one. */
  private int root(Object sequence) {
    int write = text ? part(writes, (String) sequence, 0) : first((List<?>) sequence);
    if (write == AMBIGUOUS) {
      return AMBIGUOUS;
    }
    Object base = text && initial == null || !sequence(initial, text) ? "" : initial;
    if (begins(sequence, base)) {
      int next =
          text
              ? part(appends, (String) sequence, length(base))
              : element((List<?>) sequence, length(base));
      if (write >= 0 && next != NOTHING || next == AMBIGUOUS) {
        return AMBIGUOUS;
      }
      if (write == NOTHING) {
        return Chains.INITIAL;
      }
    }
    return write < 0 ? NOTHING : chains.nodeOf(write);
  }

  private int first(List<?> list) {
    Integer write = list.isEmpty() ? null : writes.get(list.get(0));
    return write == null ? NOTHING : write;
  }

  private int element(List<?> list, int at) {
    Integer append = at < list.size() ? appends.get(list.get(at)) : null;
    return append == null ? NOTHING : append;
  }

  /** The one operation whose string stands there. */
  private int part(Map<Object, Integer> of, String sequence, int at) {
    int found = NOTHING;
    for (int length : lengths) {
      if (at + length > sequence.length()) {
        break;
      }
      Integer operation = of.get(sequence.substring(at, at + length));
      if (operation != null) {
        if (found != NOTHING) {
          return AMBIGUOUS;
        }
        found = operation;
      }
    }
    return found;
  }

  /**
   * Takes apart what a longer sequence has more.
   *
   * @return {@link #FITS}, {@link #NOTHING}, {@link #AMBIGUOUS}, or an append that is already
   *     somewhere else
   */
  private int extend(Grown so, int reader, Object longer) {
    if (!begins(longer, so.sequence)) {
      return NOTHING;
    }
    int at = length(so.sequence);
    while (at < length(longer)) {
      int append = text ? part(appends, (String) longer, at) : element((List<?>) longer, at);
      if (append < 0) {
        return append;
      }
      if (placed[append]) {
        return append;
      }
      placed[append] = true;
      int node = chains.nodeOf(append);
      chains.follows(node, so.nodes[so.parts - 1]);
      at += text ? ((String) ((Access.Appends<Object>) items.get(append).access).element()).length() : 1;
      so.grow(at, node);
    }
    so.sequence = longer;
    so.reader = reader;
    return FITS;
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

  private static boolean same(Object one, Object other) {
    return Objects.equals(one, other);
  }
}
