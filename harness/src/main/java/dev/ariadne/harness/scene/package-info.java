/**
 * Scenes: short stories of faults and clients together, in which raft systems are known to break.
 * In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.scene.Scenes}: the scenes of a test, as a part of its nemesis.
 *   <li>{@link dev.ariadne.harness.scene.SceneKinds}: the list of all scenes. To add one, add it
 *       here.
 *   <li>{@link dev.ariadne.harness.scene.SceneCounts}: what became of a scene in a run.
 *   <li>{@code SceneKind}: a scene: its name, story, needs and script.
 *   <li>{@code LeaderScenes}: scenes about a leader that another one replaces.
 *   <li>{@code FollowerScenes}: scenes about a follower that is behind.
 *   <li>{@code CrashScenes}: scenes about what nodes remember over a crash.
 *   <li>{@code CommonSteps}: steps that many scenes have in common.
 *   <li>{@code SceneStep}: a step of a script: an act of the nemesis, then operations of clients.
 *   <li>{@code SceneAct}: an operation of the nemesis in a scene.
 *   <li>{@code ActKind}: what the nemesis does.
 *   <li>{@code Traffic}: operations of clients during a step.
 *   <li>{@code SceneOp}: one operation of a client.
 *   <li>{@code SceneView}: what has happened in a scene so far.
 *   <li>{@code SceneRun}: the generator of one scene.
 *   <li>{@code SceneCycle}: faults and scenes in turn.
 *   <li>{@code SceneNemesis}: carries out the acts.
 * </ol>
 *
 * <p>A scene works with a key of its own, by the {@link dev.ariadne.harness.workload.KeyOperations}
 * of the workload, so the workload's check judges it. Its operations name their node. The last
 * operation of its nemesis says whether the scene took place. No scene knows what it runs on: it
 * asks for capabilities.
 */
package dev.ariadne.harness.scene;
