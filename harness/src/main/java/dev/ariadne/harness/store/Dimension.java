package dev.ariadne.harness.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A dimension in which worlds differ. A seed draws its world's place in each dimension, unless the
 * place is fixed by an option of that name.
 */
public enum Dimension {
  NODES,
  CONCURRENCY,
  RATE,
  TIME_LIMIT,
  SETUP_LIMIT,
  WORKLOAD,
  KEYS,
  NEMESIS,
  NEMESIS_INTERVAL,
  SNAPSHOT_COUNT,
  KEEP_ENTRIES,
  CLIENTS,
  RETRY,
  READ_SHARE,
  READERS,
  CLIENT_TIMEOUT,
  SCENES,
  /** Everything that no other option names: fixed, it is as in a live run. */
  CONDITIONS;

  /** All dimensions. */
  public static final Set<Dimension> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(Dimension.class));

  /** All dimensions in which one scenario differs from another. */
  public static final Set<Dimension> OF_SCENARIOS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CONDITIONS)));

  /** The option that fixes it, which is also how it is stored. */
  public String option() {
    return this == CONDITIONS
        ? "--no-swarm"
        : "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The dimension that an option fixes. */
  public static Optional<Dimension> fixedBy(String option) {
    return Arrays.stream(values()).filter(one -> one.option().equals(option)).findFirst();
  }

  /** The dimensions that these options fix. Other options fix none. */
  public static Set<Dimension> fixedBy(Collection<String> options) {
    EnumSet<Dimension> fixed = EnumSet.noneOf(Dimension.class);
    options.forEach(option -> fixedBy(option).ifPresent(fixed::add));
    return Collections.unmodifiableSet(fixed);
  }

  /** The options that fix these dimensions. */
  public static SortedSet<String> options(Collection<Dimension> fixed) {
    List<String> options = fixed.stream().map(Dimension::option).toList();
    return new TreeSet<>(options);
  }
}
