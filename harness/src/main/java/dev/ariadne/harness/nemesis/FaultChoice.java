package dev.ariadne.harness.nemesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of fault in a test, with the targets that it is aimed at. Its name is that of the kind,
 * which may be followed by a colon and a target: {@code kill}, {@code kill:leader}.
 *
 * @param targets the targets at which the kind is aimed; empty if it is not aimed
 */
public record FaultChoice(FaultKind kind, List<NodeSelector> targets) {

  public FaultChoice {
    targets = List.copyOf(targets);
  }

  /**
   * The kinds with these names. Names of the same kind become one choice, aimed at all of their
   * targets; a name without a target means that the kind is not aimed.
   *
   * @throws IllegalArgumentException if there is no such kind or target; lists those that exist
   */
  static List<FaultChoice> of(List<String> names) {
    Map<FaultKind, Set<NodeSelector>> aims = new LinkedHashMap<>();
    Set<FaultKind> unaimed = new LinkedHashSet<>();
    for (String name : names) {
      if (!alternatives(name).isEmpty()) {
        throw new IllegalArgumentException(
            "there is no fault '"
                + name
                + "'; there are: "
                + String.join(", ", alternatives(name)));
      }
      FaultKind kind = FaultKinds.named(kindName(name)).orElseThrow();
      Set<NodeSelector> targets = aims.computeIfAbsent(kind, k -> new LinkedHashSet<>());
      target(name)
          .flatMap(NodeSelector::named)
          .ifPresentOrElse(targets::add, () -> unaimed.add(kind));
    }
    List<FaultChoice> choices = new ArrayList<>();
    aims.forEach(
        (kind, targets) ->
            choices.add(
                new FaultChoice(kind, unaimed.contains(kind) ? List.of() : List.copyOf(targets))));
    return choices;
  }

  /** The name of the kind in a name that may carry a target. */
  public static String kindName(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static Optional<String> target(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
  }

  /**
   * The names that could have been meant by a wrong one: all kinds, or one kind with each of its
   * targets. Empty if the name is right.
   */
  public static List<String> alternatives(String name) {
    Optional<FaultKind> kind = FaultKinds.named(kindName(name));
    if (kind.isEmpty()) {
      return FaultKinds.names();
    }
    Optional<String> target = target(name);
    boolean fits =
        target.isEmpty()
            || target.flatMap(NodeSelector::named).filter(kind.get().aims()::contains).isPresent();
    return fits ? List.of() : names(kind.get());
  }

  private static List<String> names(FaultKind kind) {
    List<String> names = new ArrayList<>(List.of(kind.name()));
    kind.aims().forEach(target -> names.add(kind.name() + ":" + target.word()));
    return names;
  }
}
