package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster that does what a test says, right or wrong: views made by hand over real disks and real
 * logs. All members begin with the list of members as committed entry 1.
 */
final class Scene {

  static final long WINDOW = 100;
  private static final long CLUSTER = 7;

  final Oracles oracles = new Oracles(WINDOW, this::moment);
  private final TreeMap<Integer, FakeNode> nodes = new TreeMap<>();
  private final Membership members;
  private long events;
  private long sequence;

  private Scene(int count) {
    List<Member> list = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      list.add(new Member(id, 100 + id, "http://n" + id + ":1", Member.Role.VOTER));
    }
    members = new Membership(list);
    for (int id = 1; id <= count; id++) {
      nodes.put(id, new FakeNode(this, new Identity(CLUSTER, id, 100 + id), members));
    }
  }

  private EventTime moment() {
    events++;
    return new EventTime(events, events * 1_000_000);
  }

  static Scene of(int count) {
    Scene scene = new Scene(count);
    scene.nodes.values().forEach(FakeNode::starts);
    return scene;
  }

  FakeNode node(int id) {
    return nodes.get(id);
  }

  Membership members() {
    return members;
  }

  Membership voters(int... ids) {
    List<Member> list = new ArrayList<>();
    for (int id : ids) {
      list.add(new Member(id, 100 + id, "http://n" + id + ":1", Member.Role.VOTER));
    }
    return new Membership(list);
  }

  /** The members and one more, that learns. */
  Membership withLearner(int id) {
    List<Member> list = new ArrayList<>(members.members());
    list.add(new Member(id, Member.UNKNOWN, "http://n" + id + ":1", Member.Role.LEARNER));
    return new Membership(list);
  }

  /** A command that nobody else has proposed. */
  Payload put(String key, String value) {
    return command(
        new Command.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.empty()));
  }

  Payload command(Command command) {
    return new Payload.Command(new Origin(1, 101, 1, ++sequence), 0, Command.encode(command));
  }

  /** All say that they would vote for a candidate in the term after this one. */
  void promises(int candidate, long asked) {
    for (int id : nodes.keySet()) {
      if (id != candidate) {
        node(candidate).isPromised(id, asked);
      }
    }
  }

  /** A majority has voted for the candidate in a term, and has that on its disks. */
  void elects(int candidate, long term) {
    int votes = 1;
    for (FakeNode voter : nodes.descendingMap().values()) {
      if (voter.id() != candidate && votes <= nodes.size() / 2) {
        voter.writes(term, candidate).done();
        votes++;
      }
    }
  }

  static Entry entry(long index, long term, Payload payload) {
    return new Entry(index, term, payload);
  }

  /** All members have it on their disks and in memory, and take it for committed. */
  void replicated(int leader, Entry... entries) {
    long term = node(leader).term;
    nodes.values().forEach(n -> n.saves(term, n.vote, entries));
    long last = entries[entries.length - 1].index();
    node(leader).leads(term).commits(last).done();
    for (FakeNode other : nodes.values()) {
      other.hears(leader, last).commits(last).done();
    }
  }

  void answers(int node, Request request, long asked, Reply reply) {
    oracles.replied(node, request, new Oracles.Asked(asked, 0), reply);
  }

  static Request.Put putRequest(String key, String value) {
    return new Request.Put(key, Bytes.utf8(value), new Condition.Always(), Optional.empty());
  }

  /** The names of the oracles that complained, in order, each once. */
  List<String> violations() {
    return oracles.violations().stream().map(Violation::oracle).distinct().toList();
  }

  String text() {
    return oracles.violations().getFirst().text();
  }

  /** A frame of raft's as it is on the wire: kind and fields of the message are the caller's. */
  Bytes frame(int from, int to, long term, int kind, Encoder body) {
    return frame(from, 100 + from, to, term, kind, body);
  }

  /** The same by any life of the sender's disk. */
  Bytes frame(int from, long incarnation, int to, long term, int kind, Encoder body) {
    Encoder out = new Encoder().u8(1).u8(1);
    out.i64(CLUSTER).i32(from).i64(incarnation);
    out.text("http://n" + from + ":1");
    out.i64(CLUSTER).i32(to).i64(100 + to);
    out.i32(from).i32(to).i64(term).u8(kind);
    return out.raw(body.toBytes()).toBytes();
  }
}
