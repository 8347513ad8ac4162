package dev.ariadne.harness.scene;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinksAround;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Steps and parts that many scenes have in common. */
final class CommonSteps {
  static final String LEADER = "leader";
  static final String OTHERS = "others";

  private CommonSteps() {}

  /** Finds the leader; from then on it is {@link #LEADER}, and all other nodes {@link #OTHERS}. */
  static SceneStep findLeader() {
    return SceneStep.named("find the leader")
        .act(view -> SceneAct.of(ActKind.FIND_LEADER))
        .repeated()
        .groups(CommonSteps::parts)
        .until(view -> !view.group(LEADER).isEmpty(), "no node was known to lead")
        .within(8_000);
  }

  static Map<String, List<String>> parts(SceneView view) {
    Map<String, List<String>> parts = new TreeMap<>();
    Object told = view.acts().get(view.step());
    if (Edn.get(told, "leader") instanceof String leader) {
      List<String> others = new ArrayList<>(Edn.strings(told, "present"));
      others.remove(leader);
      parts.put(LEADER, List.of(leader));
      parts.put(OTHERS, List.copyOf(others));
    }
    return parts;
  }

  static List<String> all(SceneView view) {
    List<String> all = new ArrayList<>(view.group(LEADER));
    all.addAll(view.group(OTHERS));
    return all;
  }

  static List<String> leader(SceneView view) {
    return view.group(LEADER);
  }

  static List<String> others(SceneView view) {
    return view.group(OTHERS);
  }

  /** A change is acknowledged and the leader has been read: it knows its clients. */
  static SceneStep useTheLeader() {
    return SceneStep.named("use the leader")
        .with(Traffic.changes(CommonSteps::leader, 1, 20).atMost(3))
        .with(Traffic.reads(CommonSteps::leader, 2, 20).atMost(6))
        .until(
            view -> view.any(view.changesAt(LEADER)) && view.count(view.readsAt(LEADER)) >= 3,
            "the leader did not answer before the scene")
        .within(2_000);
  }

  /**
   * Changes at the other nodes until one of them is acknowledged. Those that a node passes on to
   * the old leader are stuck, so several are in progress at a time.
   */
  static Traffic changesUntilElected() {
    return Traffic.changes(CommonSteps::others, 8, 150).after(600);
  }

  /** Everything is undone, and the key is read at all nodes. */
  static SceneStep healAndRead() {
    return SceneStep.named("heal and read")
        .act(view -> SceneAct.of(ActKind.UNDO))
        .with(Traffic.reads(CommonSteps::all, 3, 40))
        .until(view -> view.count(view.now().and(op -> op.ok())) >= all(view).size())
        .within(3_000);
  }

  /** The links in both directions around nodes. */
  static List<Link> around(Collection<String> nodes, SceneView view) {
    return LinksAround.both(nodes, all(view));
  }

  /** The node with this number among the others, from 0, counted round. */
  static List<String> other(SceneView view, int number) {
    List<String> others = others(view);
    return List.of(others.get(Math.floorMod(number, others.size())));
  }

  /** All nodes but these. */
  static List<String> without(SceneView view, Collection<String> nodes) {
    return all(view).stream().filter(node -> !nodes.contains(node)).toList();
  }

  /** The links between all of these. */
  static List<Link> between(Collection<String> nodes) {
    List<Link> links = new ArrayList<>();
    for (String from : nodes) {
      for (String to : nodes) {
        if (!from.equals(to)) {
          links.add(new Link(from, to));
        }
      }
    }
    return links;
  }

  /** Finds the leader that has followed on the first one; from then on it has this part. */
  static SceneStep findAnother(String group) {
    return SceneStep.named("find the " + group + " leader")
        .act(view -> SceneAct.of(ActKind.FIND_LEADER))
        .repeated()
        .groups(view -> another(group, view))
        .until(view -> !view.group(group).isEmpty(), "no other node was known to lead")
        .within(6_000);
  }

  static Map<String, List<String>> another(String group, SceneView view) {
    return view.told(view.step(), "leader") instanceof String leader
            && !before(view).equals(view.told(view.step(), "term"))
            && all(view).contains(leader)
        ? Map.of(group, List.of(leader))
        : Map.of();
  }

  /** The greatest term of the leaders that the steps before have found. */
  private static Object before(SceneView view) {
    Object term = -1L;
    for (Object told : view.acts().headMap(view.step()).values()) {
      Object known = Edn.get(told, "term");
      term = known instanceof Long ? known : term;
    }
    return term;
  }

  /** A step that only does something. */
  static SceneStep doing(String name, Function<SceneView, SceneAct> act) {
    return SceneStep.named(name).act(act);
  }

  /** An operation that was begun in this step at one of these nodes. */
  static Predicate<SceneOp> begun(int step, Collection<String> nodes) {
    return op -> op.step() == step && nodes.contains(op.node());
  }

  /** A change that one of these nodes acknowledged in this step. */
  static Predicate<SceneOp> acknowledged(int step, Collection<String> nodes) {
    return begun(step, nodes).and(SceneOp::isChange).and(SceneOp::ok);
  }

  /** A read that one of these nodes answered in this step. */
  static Predicate<SceneOp> read(int step, Collection<String> nodes) {
    return begun(step, nodes).and(op -> !op.isChange()).and(SceneOp::ok);
  }

  /** Whether a read found a value. */
  static boolean found(SceneOp read) {
    return read.value() instanceof List<?> pair
        && pair.size() == 2
        && !new Keyword("absent").equals(pair.getLast());
  }
}
