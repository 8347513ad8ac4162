package dev.ariadne.server.raft;

import dev.ariadne.server.base.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The language of the golden files. A line is a command; what follows from it is said below it.
 *
 * <pre>
 * cluster 3 [learners=N] [entries=N] [bytes=N] [inflight=N] [uncommitted=N] [reads=N] [keep=N] [spare=N]
 *                       server N waits at least 10 ticks, and N - 1 more, for a leader
 * tick ID [N]           time passes for one server
 * deliver [A->B] [N]    what is in flight arrives, on all links or one; at most N messages
 * settle                delivers until nothing is in flight
 * quietly COMMAND       says nothing of what follows
 * elect ID              makes a server campaign and lets everything settle, quietly
 * propose ID TEXT       read ID N         snapshot ID
 * slow ID | quick ID    whether saves wait for: persist ID [N]
 * cut A->B ...          A or B may be *; heal ends all cuts; drop A->B loses what is in flight
 * double A->B           the oldest message on the link arrives once more, in the end
 * hold A->B             puts what is in flight on the link aside; release A->B brings it back
 * crash ID [N]          N saves under way make it to the disk; restart ID
 * unreachable ID PEER   sent ID PEER ok|failed
 * add LEADER ID | promote LEADER ID | remove LEADER ID     changes the members
 * replaced LEADER ID    a learner's disk is another one
 * status [ID]           log ID            flight
 * </pre>
 */
final class Interaction implements Machine.Watcher {

  private static final int STEPS_MAX = 10_000;

  private final List<Machine> machines = new ArrayList<>();
  private final List<Message> inFlight = new ArrayList<>();
  private final List<Message> aside = new ArrayList<>();
  private final TreeSet<String> cuts = new TreeSet<>();
  private final TreeMap<Integer, String> roles = new TreeMap<>();
  private StringBuilder said = new StringBuilder();
  private Oracle oracle;

  /** Runs a command; returns what happened. */
  String run(String line) {
    said = new StringBuilder();
    command(new ArrayDeque<>(Arrays.asList(line.trim().split("\\s+"))), line);
    return said.toString();
  }

  private void command(ArrayDeque<String> words, String line) {
    String name = words.remove();
    switch (name) {
      case "cluster" -> {
        cluster(words);
        said = new StringBuilder();
      }
      case "tick" -> {
        Machine machine = machine(words);
        int count = words.isEmpty() ? 1 : Integer.parseInt(words.remove());
        for (int i = 0; i < count; i++) {
          machine.tick();
        }
      }
      case "deliver" -> {
        String link = !words.isEmpty() && words.peek().contains("->") ? words.remove() : "*->*";
        List<Message> wave = new ArrayList<>(on(link, inFlight));
        int count = words.isEmpty() ? wave.size() : Integer.parseInt(words.remove());
        wave.stream().limit(count).forEach(this::deliver);
      }
      case "settle" -> settle();
      case "quietly" -> {
        command(words, line);
        said = new StringBuilder();
      }
      case "elect" -> {
        Machine machine = machine(words);
        for (int i = 0; i < 20 && machine.status().role() == Status.RoleName.FOLLOWER; i++) {
          machine.tick();
        }
        settle();
        said = new StringBuilder();
        say(Text.of(machine.status()));
      }
      case "propose" -> {
        Machine machine = machine(words);
        Bytes text = Bytes.utf8(String.join(" ", words));
        Origin origin = new Origin(machine.id(), 1, 1, text.hashCode());
        StringBuilder before = said;
        said = new StringBuilder();
        Proposal proposal = machine.propose(new Payload.Command(origin, 0, text));
        said = before.append(proposal).append('\n').append(said);
      }
      case "read" -> {
        Machine machine = machine(words);
        Origin context = new Origin(machine.id(), 1, 1, Long.parseLong(words.remove()));
        oracle.asks(context);
        ReadRequest request = machine.read(context);
        if (request != ReadRequest.ACCEPTED) {
          say(request.toString());
        }
      }
      case "handover" -> machine(words).handOver();
      case "add" -> {
        Machine leader = machine(words);
        int id = Integer.parseInt(words.remove());
        change(leader, new Change.Add(id, "http://127.0.0.1:" + (9020 + id)));
      }
      case "promote" -> {
        Machine leader = machine(words);
        int id = Integer.parseInt(words.remove());
        change(leader, new Change.Promote(id, 100 + id));
      }
      case "remove" -> change(machine(words), new Change.Remove(Integer.parseInt(words.remove())));
      case "replaced" -> machine(words).learnerReplaced(Integer.parseInt(words.remove()));
      case "snapshot" -> machine(words).snapshot();
      case "slow" -> machine(words).slowSaves = true;
      case "quick" -> {
        Machine machine = machine(words);
        machine.slowSaves = false;
        machine.persist(Integer.MAX_VALUE);
      }
      case "persist" -> {
        Machine machine = machine(words);
        machine.persist(words.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(words.remove()));
      }
      case "cut" -> words.forEach(link -> cuts.addAll(links(link)));
      case "heal" -> cuts.clear();
      case "drop" -> inFlight.removeAll(on(words.remove(), inFlight));
      case "double" -> inFlight.add(on(words.remove(), inFlight).getFirst());
      case "hold" -> {
        List<Message> held = on(words.remove(), inFlight);
        inFlight.removeAll(held);
        aside.addAll(held);
      }
      case "release" -> {
        List<Message> released = on(words.remove(), aside);
        aside.removeAll(released);
        inFlight.addAll(released);
      }
      case "crash" -> {
        Machine machine = machine(words);
        machine.crash(words.isEmpty() ? 0 : Integer.parseInt(words.remove()));
        roles.remove(machine.id());
      }
      case "restart" -> machine(words).start();
      case "unreachable" -> machine(words).unreachable(Integer.parseInt(words.remove()));
      case "sent" -> {
        Machine machine = machine(words);
        machine.snapshotSent(Integer.parseInt(words.remove()), words.remove().equals("ok"));
      }
      case "status" -> {
        List<Machine> which = words.isEmpty() ? machines : List.of(machine(words));
        which.forEach(m -> say(m.isUp() ? Text.of(m.status()) : m.id() + " is down"));
      }
      case "log" -> say(Text.of(machine(words).written().entries()));
      case "flight" -> inFlight.forEach(m -> say(Text.of(m)));
      default -> throw new IllegalArgumentException("no such command: " + line);
    }
  }

  private void cluster(ArrayDeque<String> words) {
    int voters = Integer.parseInt(words.remove());
    TreeMap<String, Integer> options = new TreeMap<>();
    for (String word : words) {
      String[] parts = word.split("=");
      options.put(parts[0], Integer.parseInt(parts[1]));
    }
    int learners = options.getOrDefault("learners", 0);
    Membership membership = Members.of(voters, learners);
    TreeMap<Long, Machine.State> files = new TreeMap<>();
    int spare = options.getOrDefault("spare", 0);
    for (int id = 1; id <= voters + learners + spare; id++) {
      int more = id - 1;
      Node.Config config =
          new Node.Config(
              id,
              100 + id,
              10,
              1,
              options.getOrDefault("bytes", 1 << 20),
              options.getOrDefault("entries", 1000),
              options.getOrDefault("inflight", 256),
              options.getOrDefault("uncommitted", 1 << 20),
              options.getOrDefault("reads", 1000));
      DiskContent disk =
          id > voters + learners
              ? new DiskContent(HardState.INITIAL, List.of())
              : new DiskContent(
                  new HardState(1, 0, 1), List.of(new Entry(1, 1, new Payload.Config(membership))));
      Machine machine = new Machine(config, disk, bound -> more % bound, files, this);
      machine.keep = options.getOrDefault("keep", 0);
      machines.add(machine);
    }
    oracle = new Oracle(machines);
    machines.forEach(Machine::start);
  }

  private void change(Machine leader, Change change) {
    StringBuilder before = said;
    said = new StringBuilder();
    Change.Outcome outcome = leader.change(change);
    said = before.append(outcome).append('\n').append(said);
  }

  private Machine machine(ArrayDeque<String> words) {
    return machines.get(Integer.parseInt(words.remove()) - 1);
  }

  private List<String> links(String pattern) {
    List<String> links = new ArrayList<>();
    for (Machine from : machines) {
      for (Machine to : machines) {
        String link = from.id() + "->" + to.id();
        if (matches(pattern, from.id(), to.id())) {
          links.add(link);
        }
      }
    }
    return links;
  }

  private static boolean matches(String pattern, int from, int to) {
    String[] ends = pattern.split("->");
    return (ends[0].equals("*") || ends[0].equals("" + from))
        && (ends[1].equals("*") || ends[1].equals("" + to));
  }

  private static List<Message> on(String pattern, List<Message> messages) {
    return messages.stream().filter(m -> matches(pattern, m.from(), m.to())).toList();
  }

  private void settle() {
    for (int i = 0; !inFlight.isEmpty(); i++) {
      if (i > STEPS_MAX) {
        throw new AssertionError("messages without end: " + inFlight);
      }
      deliver(inFlight.getFirst());
    }
  }

  private void deliver(Message message) {
    for (Iterator<Message> all = inFlight.iterator(); all.hasNext(); ) {
      if (all.next() == message) {
        all.remove();
        break;
      }
    }
    Machine receiver = machines.get(message.to() - 1);
    if (receiver.isUp()) {
      say(Text.of(message));
      receiver.receive(message);
    } else {
      say("lost " + Text.of(message));
    }
  }

  private void say(String line) {
    said.append(line).append('\n');
  }

  @Override
  public void saves(Machine machine, Save save) {
    changedRole(machine);
    say("  " + machine.id() + " " + Text.of(save));
  }

  @Override
  public void holds(Machine machine, Message message, long until) {
    say("  until save " + until + ": " + Text.of(message));
  }

  @Override
  public void sends(Machine machine, Message message) {
    oracle.sends(machine, message);
    if (cuts.contains(message.from() + "->" + message.to())) {
      say("  cut off " + Text.of(message));
    } else {
      inFlight.add(message);
    }
  }

  @Override
  public void applies(Machine machine, Entry entry) {
    oracle.applies(machine, entry);
    say("  " + machine.id() + " applies " + Text.of(entry));
  }

  @Override
  public void restores(Machine machine, SnapshotMeta snapshot) {
    oracle.restores(machine, snapshot);
    say("  " + machine.id() + " restores " + snapshot.index() + "@" + snapshot.term());
  }

  @Override
  public void reads(Machine machine, ReadState read) {
    oracle.reads(read);
    say(
        "  %d may read %d from %d"
            .formatted(machine.id(), read.context().sequence(), read.index()));
  }

  @Override
  public void settled(Machine machine) {
    oracle.settled(machine);
    changedRole(machine);
  }

  private void changedRole(Machine machine) {
    Status status = machine.status();
    String role = "%s of term %d".formatted(status.role(), status.term());
    String before = roles.put(machine.id(), role);
    if (before != null && !before.equals(role)) {
      say("  " + machine.id() + " is " + role);
    }
  }
}
