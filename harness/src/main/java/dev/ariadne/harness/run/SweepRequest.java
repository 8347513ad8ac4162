package dev.ariadne.harness.run;

import dev.ariadne.harness.store.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongFunction;

/**
 * What a {@link Simulator} is asked to run.
 *
 * @param scenario with a value for everything; what was not asked for by name is the simulator's to
 *     draw for each seed
 * @param said names of the options that were given: what they stand for is the same in all worlds;
 *     with {@link #NO_SWARM} among them no seed draws anything of its world
 * @param firstSeed of those to be run
 * @param lastSeed at least {@code firstSeed}
 * @param one true for a single run that is kept and told in full; false for many of which only
 *     those that fail are kept
 * @param threads worlds that run at a time, at least 1
 * @param twice whether each world is run twice and has to do the same
 * @param record where the decisions of the run go, if anywhere
 * @param decisions of an earlier run, to be taken in place of the seed's
 * @param command with which the world of a seed is run again
 * @param store where runs are kept
 * @param vacuousMax of many worlds, the greatest share of vacuous ones that does not make the whole
 *     vacuous, from 0 to 1
 */
public record SweepRequest(
    Scenario scenario,
    SortedSet<String> said,
    long firstSeed,
    long lastSeed,
    boolean one,
    int threads,
    boolean twice,
    Optional<Path> record,
    Optional<Path> decisions,
    LongFunction<String> command,
    Path store,
    double vacuousMax) {

  /** The world is the scenario's, under a live run's conditions, whatever else is said. */
  public static final String NO_SWARM = "--no-swarm";
}
