package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What can be said of the operations of one part before any search: which ones count at all, which
 * values anybody can have noticed, and by when an operation must have happened.
 */
final class Preparation {

  private final Model<Object> model;
  private final Set<Rule> rules;
  private final List<Item> items;
  private final boolean plain;
  private final boolean updates;
  private final boolean opaque;

  // Only asked for membership, never iterated, but for named, in order.
  private final Set<Object> excluded = new HashSet<>();
  private final Map<Object, Boolean> named = new LinkedHashMap<>();
  private final Map<Object, Boolean> noticeable = new HashMap<>();

  /** Takes the items over: they change. */
  Preparation(Model<Object> model, Admitted admitted, Set<Rule> rules) {
    this.model = model;
    this.rules = rules;
    this.items = admitted.items;
    this.plain = admitted.plain;
    this.updates = admitted.updates;
    this.opaque = admitted.opaque;
    for (Item item : items) {
      if (item.access instanceof Access.Excludes<Object> e) {
        excluded.add(e.value());
      }
    }
    nameAndDrop();
    if (rules.contains(Rule.TIGHTENING) && plain) {
      tighten();
    }
  }

  List<Item> items() {
    return items;
  }

  boolean plain() {
    return plain;
  }

  /** Values that some failed comparison says the state did not have. */
  Set<Object> excluded() {
    return excluded;
  }

  /** Whether nobody can tell this state from others of which the same holds. */
  boolean forgettable(Object state) {
    return !opaque && !noticeable(state);
  }

  /**
   * Finds the values that somebody can have noticed, walking back from what was seen through
   * unknown swaps, and drops unknown operations that can have helped nobody. The effect of one
   * whose result nobody can notice lasts until the next write; all that can happen until then can
   * happen without it as well, unless a failed comparison needs the state to be something else.
   */
  private void nameAndDrop() {
    List<Item> unknownSwaps = new ArrayList<>();
    for (Item item : items) {
      if (item.required) {
        if (item.needs()) {
          named.put(item.need(), true);
        }
      } else if (item.access instanceof Access.Swaps) {
        unknownSwaps.add(item);
      }
    }
    for (Object value : excludedInOrder()) {
      named.put(value, true);
    }
    boolean drop = rules.contains(Rule.USELESS_UNKNOWNS) && !opaque;
    for (boolean more = true; more; ) {
      more = false;
      noticeable.clear();
      for (Item swap : unknownSwaps) {
        if (!named.containsKey(swap.need()) && (!drop || useful(swap))) {
          named.put(swap.need(), true);
          more = true;
        }
      }
    }
    noticeable.clear();
    if (drop) {
      items.removeIf(item -> !item.required && item.gives() && !useful(item));
    }
  }

  private List<Object> excludedInOrder() {
    List<Object> values = new ArrayList<>();
    for (Item item : items) {
      if (item.access instanceof Access.Excludes<Object> e) {
        values.add(e.value());
      }
    }
    return values;
  }

  private boolean useful(Item unknown) {
    if (noticeable(unknown.gift())) {
      return true;
    }
    if (excluded.isEmpty()) {
      return false;
    }
    return updates
        || !(unknown.access instanceof Access.Swaps<Object> s)
        || excluded.contains(s.from());
  }

  private boolean noticeable(Object state) {
    if (named.containsKey(state)) {
      return true;
    }
    if (!updates) {
      return false;
    }
    Boolean known = noticeable.get(state);
    if (known == null) {
      known = false;
      for (Object value : named.keySet()) {
        if (model.reaches(state, value)) {
          known = true;
          break;
        }
      }
      noticeable.put(state, known);
    }
    return known;
  }

  /**
   * Where one operation alone can have brought about a value that is not the initial one, it comes
   * before all that need the value: they cannot begin before it, it has happened by the time that
   * the first of them ends, and it did happen.
   */
  private void tighten() {
    Map<Object, List<Item>> creators = new LinkedHashMap<>();
    Map<Object, List<Item>> users = new HashMap<>();
    for (Item item : items) {
      if (item.gives()) {
        creators.computeIfAbsent(item.gift(), v -> new ArrayList<>()).add(item);
      }
      if (item.needs()) {
        users.computeIfAbsent(item.need(), v -> new ArrayList<>()).add(item);
      }
    }
    Deque<Object> work = new LinkedList<>(creators.keySet()); // nil is a value, too
    // Bounds are only raised or lowered to positions that exist, but a cycle of swaps could chase
    // them round: a bound on rounds is sound, since every single step is.
    long rounds = 8L * items.size() + 8;
    while (!work.isEmpty() && rounds-- > 0) {
      Object value = work.removeFirst();
      List<Item> by = creators.getOrDefault(value, List.of());
      if (by.size() != 1 || Objects.equals(value, model.initial())) {
        continue;
      }
      Item creator = by.get(0);
      boolean shrunk = false;
      for (Item user : users.getOrDefault(value, List.of())) {
        if (user == creator) {
          continue;
        }
        if (user.call < creator.call) {
          user.call = creator.call;
          if (user.gives()) {
            work.add(user.gift());
          }
        }
        if (user.required && (!creator.required || user.ret < creator.ret)) {
          creator.required = true;
          creator.ret = Math.min(creator.ret, user.ret);
          shrunk = true;
        }
      }
      if (shrunk && creator.needs()) {
        work.add(creator.need());
      }
    }
  }
}
