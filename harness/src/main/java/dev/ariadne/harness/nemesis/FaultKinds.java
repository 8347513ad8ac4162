package dev.ariadne.harness.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All kinds of faults, those of users among them. */
public final class FaultKinds {

  /** Ours, in the order in which a sweep draws them. */
  private static final List<FaultKind> OURS =
      List.of(
          Partition.KIND,
          Kill.KIND,
          Pause.KIND,
          WalTruncate.KIND,
          PowerCut.KIND,
          MessageFaults.KIND,
          ClockDrift.KIND,
          Slow.KIND,
          DiskErrors.KIND,
          DiskFull.KIND,
          ClientCut.KIND,
          WalDamage.TRUNCATE_SYNCED,
          WalDamage.CORRUPT,
          MembershipFault.KIND);

  private static final List<FaultKind> ALL = joined(OURS, users());

  private FaultKinds() {}

  private static List<FaultKind> users() {
    return ServiceLoader.load(FaultProvider.class).stream()
        .map(provider -> provider.get().kind())
        .toList();
  }

  /**
   * Ours and those of users.
   *
   * @throws IllegalArgumentException if two have one name or begin by one operation; names both
   */
  static List<FaultKind> joined(List<FaultKind> ours, List<FaultKind> theirs) {
    List<FaultKind> all = new ArrayList<>(ours);
    for (FaultKind kind : theirs) {
      for (FaultKind other : all) {
        if (other.name().equals(kind.name()) || other.begins().f().equals(kind.begins().f())) {
          throw new IllegalArgumentException(
              "two kinds of faults have one name or one beginning: %s (begun by %s) and %s (%s)"
                  .formatted(other.name(), other.begins().f(), kind.name(), kind.begins().f()));
        }
      }
      all.add(kind);
    }
    return List.copyOf(all);
  }

  /** Ours first, then those on the class path. */
  public static List<FaultKind> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(FaultKind::name).toList();
  }

  /** Names of those that a test has which does not say what it wants. */
  public static List<String> usual() {
    return ALL.stream().filter(FaultKind::usual).map(FaultKind::name).toList();
  }

  /** The kind of that name on the command line. */
  public static Optional<FaultKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** The kind that an operation of the nemesis begins; kinds may share the one that ends them. */
  public static Optional<FaultKind> begunBy(String f) {
    return ALL.stream().filter(kind -> kind.begins().f().equals(f)).findFirst();
  }

  /** Returns true if the operation begins or ends a fault that comes beside others. */
  public static boolean isBesideOthers(String f) {
    return ALL.stream()
        .filter(FaultKind::besideOthers)
        .anyMatch(kind -> kind.begins().f().equals(f) || kind.ends().f().equals(f));
  }
}
