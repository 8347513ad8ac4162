package dev.ariadne.harness.ariadne.zoo;

import dev.ariadne.harness.run.Simulator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A server with a patch applied, compiled, and loaded apart, ready to be run.
 *
 * <p>The run itself, {@code ZooRun}, is loaded beside it and shares no class with this one: what
 * goes in and out is the JDK's. In: the seed, and whether oracles look on. Out: nothing, or who
 * complained first and what was said.
 */
final class PatchedServer {

  private static final String RUN = "dev.ariadne.harness.ariadne.zoo.ZooRun";
  private static final String SIMULATOR = "dev.ariadne.harness.ariadne.sim.run.AriadneSimulator";

  private final ClassLoader loader;

  private PatchedServer(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @throws PatchException if it does not apply, changes nothing, or does not compile
   */
  static PatchedServer of(Patch patch, Map<String, String> sources, Compilation compilation)
      throws PatchException {
    var changed = UnifiedDiff.parse(patch.text()).apply(sources);
    Map<String, byte[]> classes = compilation.compile(changed);
    return new PatchedServer(new PatchedClasses(PatchedServer.class.getClassLoader(), classes));
  }

  /** The server as it is, loaded in the same way. */
  static PatchedServer none() {
    return new PatchedServer(new PatchedClasses(PatchedServer.class.getClassLoader(), Map.of()));
  }

  /** The server with the bug, as a target of which there may be others beside it. */
  Simulator simulator() {
    try {
      return (Simulator) loader.loadClass(SIMULATOR).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(SIMULATOR + " cannot be used", e);
    }
  }

  /**
   * A world to run seeds in, of its own classes.
   *
   * @param workload of all worlds; empty if each draws its own
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
   * @param by the oracle or checker, empty for no complaint
   */
  record Complaint(String by, String what) {
    static final Complaint NONE = new Complaint("", "");

    boolean isNone() {
      return by.isEmpty();
    }
  }
}
