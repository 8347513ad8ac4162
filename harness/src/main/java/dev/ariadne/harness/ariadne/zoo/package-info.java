/**
 * Bugs, planted on purpose: the proof that the harness would notice.
 *
 * <ol>
 *   <li>A {@code Patch} is a unified diff of the server's sources. This project's own are resources
 *       beside this package, listed in {@code bugs.txt}; anybody's will do.
 *   <li>{@code UnifiedDiff} applies it to {@code ServerSources} in memory, {@code Compilation}
 *       compiles what has changed (all, if {@code ClassInterface} says that others have to know),
 *       {@code PatchedClasses} loads it apart from the server that everybody else uses. The three
 *       together are a {@code PatchedServer}. The server itself has no switch.
 *   <li>{@code ZooRun} is loaded with the plant and runs one seed of the one default simulation: no
 *       world is made for a bug.
 *   <li>A {@code BugHunt} tries seed after seed until somebody complains; {@code Zoo} holds several
 *       hunts at a time and leaves endless ones behind. {@code ZooCommand} is the command line,
 *       {@code ZooTable} the table.
 *   <li>{@link dev.ariadne.harness.ariadne.zoo.PlantedBug} is the way in for whoever has a test of
 *       their own: a server with a bug as one more target.
 * </ol>
 */
package dev.ariadne.harness.ariadne.zoo;
