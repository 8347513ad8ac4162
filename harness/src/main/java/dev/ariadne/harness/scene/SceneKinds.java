package dev.ariadne.harness.scene;

import java.util.List;
import java.util.Optional;

/** All scenes. */
public final class SceneKinds {
  private static final List<SceneKind> ALL =
      List.of(
          LeaderScenes.DEPOSED_LEADER_READ,
          LeaderScenes.PAUSED_LEADER_READ,
          LeaderScenes.LATE_ACKNOWLEDGEMENTS_READ,
          LeaderScenes.CLOCK_UNDER_LEASE,
          LeaderScenes.ISOLATED_LEADER_WRITE,
          LeaderScenes.FRESH_LEADER_READ,
          LeaderScenes.SUCCESSIVE_LEADERS,
          FollowerScenes.LAGGING_FOLLOWER_READ,
          FollowerScenes.LATE_WRITE,
          FollowerScenes.LATE_SNAPSHOT,
          FollowerScenes.RETRIED_CHANGE,
          CrashScenes.CRASH_OF_ALL,
          CrashScenes.POWER_CUT_OF_ALL,
          CrashScenes.TORN_LOG,
          CrashScenes.FORGOTTEN_VOTE,
          CrashScenes.RIVAL_CANDIDATE);

  private SceneKinds() {}

  /** The names of all scenes, in the order of the documentation. */
  public static List<String> names() {
    return ALL.stream().map(SceneKind::name).toList();
  }

  static Optional<SceneKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** What happens in the scene with this name, in a few words. */
  public static String story(String name) {
    return named(name).map(SceneKind::story).orElseThrow();
  }
}
