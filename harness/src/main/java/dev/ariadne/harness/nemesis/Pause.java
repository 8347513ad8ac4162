package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Stops nodes in mid-step as SIGSTOP does, and lets them go on later. */
final class Pause implements Fault {
  private final Nodes nodes;
  private final Capability.Pause pause;
  private final Optional<Capability.Kill> kill;
  private final Optional<Capability.Roles> roles;
  private final SortedSet<String> paused = new TreeSet<>();

  Pause(
      Nodes nodes,
      Capability.Pause pause,
      Optional<Capability.Kill> kill,
      Optional<Capability.Roles> roles) {
    this.nodes = nodes;
    this.pause = pause;
    this.kill = kill;
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "pause";
  }

  @Override
  public List<String> fs() {
    return List.of("pause", "resume");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    return new Step("pause", NodeSelector.deal(kind(), choices, turn, nodes));
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("resume", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    return f.equals("pause") ? pause(value) : Edn.put(Edn.map(), "nodes", resumeAll());
  }

  private Map<Object, Object> pause(Map<?, ?> value) {
    Optional<Capability.Roles.Leader> leader = roles.flatMap(Capability.Roles::leader);
    List<String> struck = NodeSelector.resolve(value, leader, nodes);
    List<String> stopped = new ArrayList<>();
    for (String node : struck) {
      if (kill.isEmpty() || kill.get().running(node)) {
        pause.pause(node);
        stopped.add(node);
        paused.add(node);
      }
    }
    boolean leaderStopped = leader.isPresent() && stopped.contains(leader.get().node());
    Counters did =
        new Counters()
            .add("times", 1)
            .add("paused", stopped.size())
            .add("leader-paused", leaderStopped ? 1 : 0);
    Map<Object, Object> told = Edn.map();
    Edn.put(told, "target", Edn.keyword(Edn.name(value, "target", "one")));
    Edn.put(told, "nodes", struck);
    NodeSelector.tell(told, leader);
    Edn.put(told, "paused", stopped);
    return Edn.put(told, "did", did.did(kind()));
  }

  private List<String> resumeAll() {
    List<String> resumed = new ArrayList<>(paused);
    resumed.forEach(pause::resume);
    paused.clear();
    return resumed;
  }

  @Override
  public Map<Object, Object> heal() {
    resumeAll();
    return Edn.map();
  }
}
