package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kills nodes as SIGKILL does, and starts them again. */
final class Kill implements Fault {
  private final Nodes nodes;
  private final Capability.Kill kill;
  private final Optional<Capability.Roles> roles;

  Kill(Nodes nodes, Capability.Kill kill, Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.kill = kill;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "kill";
  }

  @Override
  public List<String> fs() {
    return List.of("kill", "start");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    return new Step("kill", NodeSelector.deal(kind(), choices, turn, nodes));
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("start", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("kill")
        ? kill(value)
        : Edn.put(Edn.map(), "nodes", startAll(nodes.now(), kill));
  }

  private Map<Object, Object> kill(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    List<String> killed = killAll(struck, kill);
    boolean leaderDied = leader.isPresent() && killed.contains(leader.get().node());
    Counters did =
        new Counters()
            .add("times", 1)
            .add("killed", killed.size())
            .add("leader-killed", leaderDied ? 1 : 0);
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    NodeSelector.tell(told, leader);
    Edn.put(told, "killed", killed);
    return Edn.put(told, "did", did.did(kind()));
  }

  /** Kills those of the nodes that run; which they were. */
  static List<String> killAll(List<String> nodes, Capability.Kill kill) {
    List<String> killed = new ArrayList<>();
    for (String node : nodes) {
      if (kill.running(node)) {
        kill.kill(node);
        killed.add(node);
      }
    }
    return killed;
  }

  /** Starts those of the nodes that do not run; which they were. */
  static List<String> startAll(List<String> nodes, Capability.Kill kill) {
    List<String> started = new ArrayList<>();
    for (String node : nodes) {
      if (!kill.running(node)) {
        kill.start(node);
        if (kill.running(node)) { // not if it is out of service
          started.add(node);
        }
      }
    }
    return started;
  }

  @Override
  public Map<Object, Object> heal() {
    startAll(nodes.now(), kill);
    return Edn.map();
  }
}
