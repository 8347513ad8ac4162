package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.run.Simulator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A server with a patch that was applied, compiled and loaded separately. It can be run.
 *
 * <p>The class that runs it, {@code ZooRun}, is loaded with the server and shares no class with
 * this one except those of the JDK. It receives the seed, and a flag for the oracles. It returns
 * nothing, or the name and the text of the first complaint.
 */
final class PatchedServer {

  private static final String RUN = "dev.ariadne.harness.ariadne.zoo.ZooRun";
  private static final String SIMULATOR = "dev.ariadne.harness.ariadne.sim.run.AriadneSimulator";

  private final ClassLoader loader;

  private PatchedServer(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @throws PatchException if the patch does not apply, changes nothing, or does not compile
   */
  static PatchedServer of(Patch patch, Map<String, String> sources, Compilation compilation)
      throws PatchException {
    var changed = UnifiedDiff.parse(patch.text()).apply(sources);
    Map<String, byte[]> classes = compilation.compile(changed);
    return new PatchedServer(new PatchedClasses(PatchedServer.class.getClassLoader(), classes));
  }

  /** The server without a patch, loaded in the same way. */
  static PatchedServer none() {
    return new PatchedServer(new PatchedClasses(PatchedServer.class.getClassLoader(), Map.of()));
  }

  /** The server with the bug, as a target. Several such targets can exist at the same time. */
  Simulator simulator() {
    try {
      return (Simulator) loader.loadClass(SIMULATOR).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(SIMULATOR + " cannot be used", e);
    }
  }

  /**
   * A runner of seeds with classes of its own.
   *
   * @param workload the workload of all worlds; empty if each world draws its own
   */
  Seeds seeds(String workload) {
    try {
      Object run = loader.loadClass(RUN).getDeclaredConstructor(String.class).newInstance(workload);
      @SuppressWarnings("unchecked") // ZooRun's type says so.
      var typed = (BiFunction<Long, Boolean, List<String>>) run;
      return (seed, oracles) -> {
        List<String> said = typed.apply(seed, oracles);
        return said.isEmpty() ? Complaint.NONE : new Complaint(said.get(0), said.get(1));
      };
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(RUN + " cannot be used", e);
    }
  }

  /** Runs seeds, one after the other. */
  @FunctionalInterface
  interface Seeds {
    Complaint run(long seed, boolean oracles);
  }

  /**
   * The first complaint of a run.
   *
   * @param by the name of the oracle or check; empty for no complaint
   */
  record Complaint(String by, String what) {
    static final Complaint NONE = new Complaint("", "");

    boolean isNone() {
      return by.isEmpty();
    }
  }
}
