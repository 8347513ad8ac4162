package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Capability.ClientLinks.Direction;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.interpreter.Nemesis;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.nemesis.FaultTargets;
import dev.ariadne.harness.nemesis.LeaderFinder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries out the acts of scenes, and undoes what is still in force at the end of each. */
final class SceneNemesis implements Nemesis {
  /** What a torn log loses or gets; any place is as good. */
  private static final long TEAR = 7;

  private final Cluster cluster;
  private final LeaderFinder leaders;

  private final Set<Link> cut = new LinkedHashSet<>();
  private final Set<Link> slow = new LinkedHashSet<>();
  private final Set<String> down = new LinkedHashSet<>();
  private final Set<String> paused = new LinkedHashSet<>();
  private final Set<String> clientsCut = new LinkedHashSet<>();
  private final Set<String> drifting = new LinkedHashSet<>();

  SceneNemesis(Cluster cluster, LeaderFinder leaders) {
    this.cluster = cluster;
    this.leaders = leaders;
  }

  private <C extends Capability> C need(Class<C> capability) {
    return cluster
        .capability(capability)
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "the target lacks " + capability.getSimpleName()));
  }

  @Override
  public Op invoke(Op invocation) {
    SceneAct act = RecordEdn.read(SceneAct.class, invocation.value());
    Map<Object, Object> told = RecordEdn.write(act);
    SortedMap<String, Long> did = new TreeMap<>();
    carryOut(act, told, did);
    if (!did.isEmpty()) {
      Map<Object, Object> counters = Edn.map();
      did.forEach((name, count) -> Edn.put(counters, name, count));
      Edn.put(told, "did", Edn.put(Edn.map(), act.scene(), counters));
    }
    return new Op(
        -1, -1, Op.Type.INFO, invocation.process(), invocation.f(), told, new TreeMap<>());
  }

  private void carryOut(SceneAct act, Map<Object, Object> told, SortedMap<String, Long> did) {
    switch (act.act()) {
      case SKIP -> {}
      case FIND_LEADER -> findLeader(told);
      case CUT -> links(act).forEach(this::cut);
      case HEAL -> links(act).forEach(link -> heal(link, act.late(), did));
      case SLOW -> links(act).forEach(link -> slow(link, act.amount()));
      case FAST -> links(act).forEach(link -> fast(link, did));
      case KILL -> Edn.put(told, "killed", kill(act.nodes()));
      case START -> act.nodes().forEach(this::start);
      case TEAR -> tear(act);
      case PAUSE -> act.nodes().forEach(this::pause);
      case RESUME -> act.nodes().forEach(this::resume);
      case CUT_ANSWERS -> cutClients(act.nodes(), Direction.ANSWERS);
      case CUT_REQUESTS -> cutClients(act.nodes(), Direction.REQUESTS);
      case HEAL_CLIENTS -> act.nodes().forEach(node -> healClients(node, act.late(), did));
      case DRIFT -> act.nodes().forEach(node -> drift(node, (int) act.amount(), 0));
      case JUMP -> act.nodes().forEach(node -> drift(node, 0, act.amount()));
      case CUT_POWER -> act.nodes().forEach(this::cutPower);
      case ADD -> need(Capability.Membership.class).add(act.nodes().getFirst());
      case REMOVE -> need(Capability.Membership.class).remove(act.nodes().getFirst());
      case UNDO, END -> undo(act.late(), did);
    }
  }

  private void findLeader(Map<Object, Object> told) {
    FaultTargets.Leader leader = leaders.leader();
    Edn.put(told, "present", List.copyOf(cluster.nodes()));
    leader.leader().ifPresent(node -> Edn.put(told, "leader", node));
    leader.term().ifPresent(term -> Edn.put(told, "term", term));
  }

  private static List<Link> links(SceneAct act) {
    return act.links().stream().map(pair -> new Link(pair.getFirst(), pair.getLast())).toList();
  }

  private void cut(Link link) {
    need(Capability.Links.class).cut(link.from(), link.to());
    cut.add(link);
  }

  private void heal(Link link, boolean late, SortedMap<String, Long> did) {
    if (cut.remove(link)) {
      add(did, need(Capability.Links.class).heal(link.from(), link.to(), late));
    }
  }

  private void slow(Link link, long millis) {
    need(Capability.SlowLinks.class).slow(link.from(), link.to(), millis, 0);
    slow.add(link);
  }

  private void fast(Link link, SortedMap<String, Long> did) {
    if (slow.remove(link)) {
      add(did, need(Capability.SlowLinks.class).fast(link.from(), link.to()));
    }
  }

  private List<String> kill(List<String> nodes) {
    Capability.Kill kill = need(Capability.Kill.class);
    List<String> killed = new ArrayList<>();
    for (String node : nodes) {
      if (kill.running(node)) {
        kill.kill(node);
        killed.add(node);
      }
      down.add(node);
    }
    return killed;
  }

  private void start(String node) {
    down.remove(node);
    need(Capability.Kill.class).start(node);
  }

  private void tear(SceneAct act) {
    kill(act.nodes());
    Capability.TornLog.Tear[] tears = Capability.TornLog.Tear.values();
    for (String node : act.nodes()) {
      need(Capability.TornLog.class)
          .tear(node, tears[(int) (act.amount() % tears.length)], act.amount() * TEAR);
    }
  }

  private void pause(String node) {
    need(Capability.Pause.class).pause(node);
    paused.add(node);
  }

  private void resume(String node) {
    if (paused.remove(node)) {
      need(Capability.Pause.class).resume(node);
    }
  }

  private void cutClients(List<String> nodes, Direction direction) {
    for (String node : nodes) {
      need(Capability.ClientLinks.class).cutClients(node, direction);
      clientsCut.add(node);
    }
  }

  private void healClients(String node, boolean late, SortedMap<String, Long> did) {
    if (clientsCut.remove(node)) {
      add(did, need(Capability.ClientLinks.class).healClients(node, late));
    }
  }

  private void drift(String node, int ppm, long jumpMillis) {
    need(Hardware.Clocks.class).drift(node, ppm, jumpMillis);
    drifting.add(node);
  }

  private void cutPower(String node) {
    need(Hardware.Power.class).crash(node, Hardware.Power.Loss.UNSYNCED, 0, 0);
    need(Capability.Kill.class).kill(node);
    down.add(node);
  }

  private static void add(SortedMap<String, Long> did, SortedMap<String, Long> more) {
    more.forEach((name, count) -> did.merge(name, count, Long::sum));
  }

  /** Undoes whatever is in force. */
  void undo(boolean late, SortedMap<String, Long> did) {
    List.copyOf(cut).forEach(link -> heal(link, late, did));
    List.copyOf(slow).forEach(link -> fast(link, did));
    List.copyOf(paused).forEach(this::resume);
    List.copyOf(clientsCut).forEach(node -> healClients(node, late, did));
    List.copyOf(drifting).forEach(node -> need(Hardware.Clocks.class).steady(node));
    drifting.clear();
    List.copyOf(down).forEach(this::start);
  }
}
