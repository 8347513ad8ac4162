package dev.ariadne.harness.scene;

/** What the nemesis does in a scene. */
enum ActKind {
  /** Nothing is done: the scene cannot take place here. */
  SKIP,
  /** Finds the present leader. */
  FIND_LEADER,
  /** Cuts links: what is sent over them is held. */
  CUT,
  /** Opens links again. */
  HEAL,
  /** Delays what is sent over links, by the amount in milliseconds. */
  SLOW,
  /** Makes links fast again. */
  FAST,
  /** Kills nodes as SIGKILL does. */
  KILL,
  /** Starts nodes that are down. */
  START,
  /** Kills nodes and leaves the ends of their logs as a crash during a write does. */
  TEAR,
  /** Stops nodes as SIGSTOP does. */
  PAUSE,
  /** Continues nodes that are paused. */
  RESUME,
  /** Holds the answers of nodes to their clients. */
  CUT_ANSWERS,
  /** Holds the requests of clients to nodes. */
  CUT_REQUESTS,
  /** Lets clients and nodes reach each other again. */
  HEAL_CLIENTS,
  /** Changes the rate of clocks, by the amount in millionths. */
  DRIFT,
  /** Moves clocks ahead, by the amount in milliseconds. */
  JUMP,
  /** Machines lose their power, and with it what was not synced. */
  CUT_POWER,
  /** Begins to add a node. */
  ADD,
  /** Begins to remove a node. */
  REMOVE,
  /** Undoes everything that the scene has done and that is still in force. */
  UNDO,
  /** The scene is over: undoes everything, and says whether the scene took place. */
  END
}
