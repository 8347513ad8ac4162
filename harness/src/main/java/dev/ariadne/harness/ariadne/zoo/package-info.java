/**
 * Planted bugs: they prove that the harness finds bugs. The server itself has no switch for them.
 * In reading order:
 *
 * <ol>
 *   <li>{@code Patch}: one planted bug: a unified diff of the server's sources.
 *   <li>{@code UnifiedDiff}: parses a diff and applies it in memory.
 *   <li>{@code PatchException}: a patch cannot be used; the message names the file and the hunk.
 *   <li>{@code ServerSources}: the server's sources in the checkout.
 *   <li>{@code Compilation}: compiles changed sources in memory.
 *   <li>{@code ClassInterface}: what other classes can see of a class; decides which files are
 *       compiled again.
 *   <li>{@code PatchedClasses}: loads the patched server separately from the normal one.
 *   <li>{@code PatchedServer}: a patched, compiled and loaded server.
 *   <li>{@link dev.ariadne.harness.ariadne.zoo.ZooRun}: runs one seed of the default simulation
 *       inside the patched server.
 *   <li>{@code BugHunt}: tries seeds on one patch until a check complains.
 *   <li>{@code HuntResult}: the result of a hunt.
 *   <li>{@code Zoo}: runs several hunts at a time.
 *   <li>{@code ZooTable}: the results as a Markdown table.
 *   <li>{@link dev.ariadne.harness.ariadne.zoo.ZooCommand}: the command {@code ariadne zoo}.
 *   <li>{@link dev.ariadne.harness.ariadne.zoo.PlantedBug}: a server with a bug as a target for a
 *       user's own test.
 * </ol>
 *
 * <p>This project's own patches are resources beside this package, listed in {@code bugs.txt}; any
 * other patch can be used too. A world is the same for every bug: none is made for a particular
 * one.
 */
package dev.ariadne.harness.ariadne.zoo;
