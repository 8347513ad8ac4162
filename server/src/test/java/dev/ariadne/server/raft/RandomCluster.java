package dev.ariadne.server.raft;

import dev.ariadne.server.base.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster in one thread, and everything that can go wrong with it, drawn from one seed. Each seed
 * draws its own world first: how many servers, which faults and how often, how small the limits.
 */
final class RandomCluster implements Machine.Watcher {

  private static final int IN_FLIGHT_MAX = 400;

  private final SplittableRandom random;
  private final Counters counters;
  private final List<Machine> machines = new ArrayList<>();
  private final List<Message> inFlight = new ArrayList<>();
  private final List<Runnable> reports = new ArrayList<>();
  private final TreeSet<Integer> cuts = new TreeSet<>();
  private final Oracle oracle;
  private final int electionTicks;
  private final boolean slowSaves;
  private final boolean slowApply;
  private final boolean crashes;
  private final boolean partitions;
  private final boolean snapshots;
  private final int lossPercent;
  private final int doublePercent;
  private final int reach;
  private final boolean pauses;
  private final boolean clocks;
  private final boolean changes;
  private final int busyPercent;
  private final int ticksPercent;
  private final TreeSet<Origin> answered = new TreeSet<>();

  /** The last index of each server's log, to tell when a save cuts it. */
  private final TreeMap<Integer, Long> highestSaved = new TreeMap<>();

  private long sequence;
  private int stoppedClock;
  private boolean calm;

  RandomCluster(long seed, Counters counters) {
    this.random = new SplittableRandom(seed);
    this.counters = counters;
    int voters = 1 + random.nextInt(5);
    int learners = random.nextInt(4) == 0 ? 1 : 0;
    electionTicks = 3 + random.nextInt(5);
    pauses = random.nextInt(2) == 0;
    slowSaves = random.nextInt(3) > 0;
    slowApply = random.nextInt(3) == 0;
    crashes = random.nextInt(3) > 0;
    partitions = random.nextInt(2) == 0;
    snapshots = random.nextInt(3) > 0;
    lossPercent = oneOf(0, 0, 2, 10, 30);
    doublePercent = oneOf(0, 2, 20);
    reach = oneOf(1, 4, IN_FLIGHT_MAX);
    clocks = random.nextInt(3) == 0;
    busyPercent = oneOf(0, 0, 20, 60);
    ticksPercent = oneOf(15, 30, 45);
    Membership membership = Members.of(voters, learners);
    int entriesMax = oneOf(1, 2, 1000);
    int bytesMax = oneOf(1, 200, 1 << 20);
    int inflightMax = oneOf(1, 3, 256);
    int keep = oneOf(0, 0, 3);
    changes = random.nextInt(2) == 0;
    int spare = changes ? random.nextInt(4) : 0;
    TreeMap<Long, Machine.State> files = new TreeMap<>();
    for (int id = 1; id <= voters + learners + spare; id++) {
      Node.Config config =
          new Node.Config(
              id,
              100 + id,
              electionTicks,
              1,
              bytesMax,
              entriesMax,
              inflightMax,
              1000,
              oneOf(1, 100));
      DiskContent disk =
          id > voters + learners
              ? new DiskContent(HardState.INITIAL, List.of())
              : new DiskContent(
                  new HardState(1, 0, 1), List.of(new Entry(1, 1, new Payload.Config(membership))));
      Machine machine = new Machine(config, disk, random::nextInt, files, this);
      machine.slowSaves = slowSaves;
      machine.slowApply = slowApply;
      machine.keep = keep;
      machines.add(machine);
    }
    oracle = new Oracle(machines);
    machines.forEach(Machine::start);
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  /** Lets things happen and go wrong. */
  void run(int events) {
    for (int i = 0; i < events; i++) {
      Machine machine = machines.get(random.nextInt(machines.size()));
      machine.busy = random.nextInt(100) < busyPercent;
      event(machine);
      drainReports();
    }
    counters.elections += oracle.leadersSeen();
    counters.commits += oracle.highestCommit();
  }

  /** Members come and go; those that have left go on running. */
  private void changeMembers() {
    List<Machine> leaders = machines.stream().filter(RandomCluster::leads).toList();
    if (leaders.isEmpty()) {
      return;
    }
    Machine leader = leaders.get(random.nextInt(leaders.size()));
    int id = 1 + random.nextInt(machines.size());
    Optional<Member> member = leader.status().membership().member(id);
    if (member.isPresent() && random.nextInt(3) > 0) {
      member = member.filter(m -> !m.votes()); // more come than go, else few are promoted
      if (member.isEmpty()) {
        return;
      }
    }
    Change change =
        member.isEmpty()
            ? new Change.Add(id, "http://127.0.0.1:" + (9020 + id))
            : member.get().votes() || random.nextInt(8) == 0
                ? new Change.Remove(id)
                : new Change.Promote(id, 100 + id);
    switch (leader.change(change)) {
      case Change.Outcome.Appended appended -> {
        switch (change) {
          case Change.Add add -> counters.added++;
          case Change.Promote promote -> counters.promoted++;
          case Change.Remove remove -> {
            counters.removed++;
            counters.leadersRemoved += id == leader.id() ? 1 : 0;
          }
        }
      }
      case Change.Outcome.Refused refused -> counters.changesRefused++;
    }
  }

  private void event(Machine machine) {
    if (changes && random.nextInt(12) == 0) {
      changeMembers();
      return;
    }
    int dice = random.nextInt(100);
    if (dice < ticksPercent) {
      if (machine.isUp() && machine.id() != stoppedClock) {
        machine.tick();
      }
    } else if (dice < 68) {
      deliver(1 + random.nextInt(4));
    } else if (dice < 79) {
      if (machine.isUp()) {
        machine.persist(1 + random.nextInt(3));
      }
    } else if (dice < 86) {
      Machine proposer = victim(machine);
      if (proposer.isUp()) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          propose(proposer);
        }
      }
    } else if (dice < 89) {
      Machine reader = victim(machine);
      if (reader.isUp()) {
        read(reader);
      }
    } else if (dice < 92) {
      if (machine.isUp()) {
        machine.work(1 + random.nextInt(5));
      }
    } else if (dice < 94) {
      if (snapshots && machine.isUp()) {
        machine.snapshot();
      }
    } else if (dice < 95) {
      if (crashes && random.nextInt(2) == 0) {
        crash(victim(machine));
      }
    } else if (dice < 97) {
      if (random.nextBoolean()) {
        machines.stream().filter(m -> !m.isUp()).findFirst().ifPresent(Machine::start);
      }
    } else if (dice < 99) {
      if (partitions && random.nextInt(3) == 0) {
        partition(victim(machine).id());
      }
      if (clocks && random.nextInt(6) == 0) {
        stoppedClock = random.nextBoolean() ? victim(machine).id() : 0;
      }
    } else if (pauses && random.nextInt(4) == 0) {
      pause(victim(machine));
    } else if (machine.isUp() && random.nextInt(3) == 0) {
      machine.handOver();
    } else if (machine.isUp()) {
      machine.unreachable(1 + random.nextInt(machines.size()));
    }
  }

  /** Leaders are worth hitting. */
  private Machine victim(Machine otherwise) {
    List<Machine> leaders = machines.stream().filter(RandomCluster::leads).toList();
    return leaders.isEmpty() || random.nextBoolean()
        ? otherwise
        : leaders.get(random.nextInt(leaders.size()));
  }

  private static boolean leads(Machine machine) {
    return machine.isUp() && machine.status().role() == Status.RoleName.LEADER;
  }

  /** For all others an election timeout passes, and they hear nothing from this one meanwhile. */
  private void pause(Machine paused) {
    for (int i = 0; i < electionTicks * 2; i++) {
      for (Machine other : machines) {
        if (other != paused && other.isUp()) {
          other.tick();
        }
      }
      for (Message message : List.copyOf(inFlight)) {
        if (message.from() != paused.id() && message.to() != paused.id()) {
          inFlight.remove(message);
          deliver(message);
        }
      }
    }
    if (paused.isUp()) {
      read(paused);
    }
  }

  private void crash(Machine machine) {
    if (machine.isUp()) {
      counters.crashes++;
      counters.lostSaves += machine.savesUnderWay();
      machine.crash(random.nextInt(machine.savesUnderWay() + 1));
    }
  }

  /** Heals all links, then cuts those from, those to, or all of one server; or none. */
  private void partition(int alone) {
    cuts.clear();
    int kind = random.nextInt(4);
    for (int other = 1; other <= machines.size(); other++) {
      if (kind == 0 || kind == 1) {
        cuts.add(link(alone, other));
      }
      if (kind == 0 || kind == 2) {
        cuts.add(link(other, alone));
      }
    }
  }

  private static int link(int from, int to) {
    return from * 100 + to;
  }

  private void deliver(int count) {
    for (int i = 0; i < count && !inFlight.isEmpty(); i++) {
      int pick = random.nextInt(Math.min(reach, inFlight.size()));
      deliver(inFlight.remove(pick));
    }
  }

  private void deliver(Message message) {
    Machine receiver = machines.get(message.to() - 1);
    boolean ok = receiver.isUp();
    if (ok) {
      receiver.receive(message);
    }
    if (message instanceof Message.InstallSnapshot) {
      sent(message, ok);
    }
  }

  private void sent(Message snapshot, boolean ok) {
    Machine sender = machines.get(snapshot.from() - 1);
    reports.add(
        () -> {
          if (sender.isUp()) {
            sender.snapshotSent(snapshot.to(), ok);
          }
        });
  }

  private void drainReports() {
    List<Runnable> due = List.copyOf(reports);
    reports.clear();
    due.forEach(Runnable::run);
  }

  private Proposal propose(Machine machine) {
    sequence++;
    Origin origin = new Origin(machine.id(), 100 + machine.id(), 1, sequence);
    Bytes data = Bytes.copyOf(new byte[random.nextInt(100)]);
    return machine.propose(new Payload.Command(origin, machine.status().commit(), data));
  }

  private Origin read(Machine machine) {
    sequence++;
    Origin context = new Origin(machine.id(), 100 + machine.id(), 1, sequence);
    oracle.asks(context);
    machine.read(context);
    return context;
  }

  /** Ends all faults but one cut of one server, and demands that the others get on. */
  void demandLivenessWithout(boolean deaf, boolean mute) {
    calm();
    if (changes) {
      demandProgress(0); // What is under way is decided first: half of it may lack a majority.
    }
    Machine someone = machines.stream().filter(m -> isMember(m.id())).findFirst().orElseThrow();
    int alone = victim(someone).id();
    if (newest().membership().voters().size() < 3) {
      return;
    }
    for (int other = 1; other <= machines.size(); other++) {
      if (deaf) {
        cuts.add(link(other, alone));
      }
      if (mute) {
        cuts.add(link(alone, other));
      }
    }
    demandProgress(alone);
  }

  /** Ends all faults, and demands that all servers apply a new command and answer a read. */
  void demandLiveness() {
    calm();
    demandProgress(0);
    for (Machine machine : machines) {
      if (!isMember(machine.id())) {
        continue;
      }
      demandAnswer(machine);
    }
  }

  /** A leader that has just left may still be asked, so more than one try is needed. */
  private void demandAnswer(Machine machine) {
    for (int i = 0; i < 30; i++) {
      Origin context = read(machine);
      quiesce();
      if (answered.contains(context)) {
        return;
      }
      for (int tick = 0; changes && tick < electionTicks; tick++) {
        machines.forEach(Machine::tick);
        quiesce();
      }
    }
    throw new AssertionError("no answer to a read at " + machine.status());
  }

  private void calm() {
    calm = true;
    cuts.clear();
    for (Machine machine : machines) {
      machine.slowSaves = false;
      machine.slowApply = false;
      if (!machine.isUp()) {
        machine.start();
      }
      machine.busy = false;
      machine.settleNow();
      machine.work(Integer.MAX_VALUE);
      machine.persist(Integer.MAX_VALUE);
    }
    quiesce();
  }

  /** The status of whoever knows most. */
  private Status newest() {
    return machines.stream()
        .map(Machine::status)
        .max(Comparator.comparingLong(Status::commit).thenComparingLong(Status::term))
        .orElseThrow();
  }

  private boolean isMember(int id) {
    return newest().membership().member(id).isPresent();
  }

  /** Within a bound a command that was proposed now is applied by all members but one. */
  private void demandProgress(int without) {
    long before = oracle.highestCommit();
    for (int tick = 0; tick < 30 * electionTicks; tick++) {
      List<Machine> all =
          machines.stream().filter(m -> m.id() != without && isMember(m.id())).toList();
      if (tick % electionTicks == 0) {
        propose(all.get(random.nextInt(all.size())));
      }
      machines.forEach(Machine::tick);
      quiesce();
      long highest = oracle.highestCommit();
      if (highest > before + 1
          && machines.stream()
              .filter(m -> m.id() != without && isMember(m.id()))
              .allMatch(m -> m.state().index() == highest)) {
        return;
      }
    }
    throw new AssertionError(
        "stuck after the faults: " + machines.stream().map(Machine::status).toList());
  }

  private void quiesce() {
    for (int i = 0; !inFlight.isEmpty() || !reports.isEmpty(); i++) {
      if (i > 100_000) {
        throw new AssertionError("messages without end: " + inFlight);
      }
      if (!inFlight.isEmpty()) {
        deliver(inFlight.removeFirst());
      }
      drainReports();
    }
  }

  @Override
  public void saves(Machine machine, Save save) {
    if (save.marker().isPresent() && save.marker().get() instanceof Save.Marker.Installed) {
      counters.snapshotsInstalled++;
    }
    if (!save.entries().isEmpty()
        && save.entries().getFirst().index() <= highestSaved.getOrDefault(machine.id(), 0L)) {
      counters.conflictsCut++;
    }
    highestSaved.put(machine.id(), machine.written().lastIndex());
  }

  @Override
  public void holds(Machine machine, Message message, long until) {}

  @Override
  public void sends(Machine machine, Message message) {
    oracle.sends(machine, message);
    if (message instanceof Message.Forward) {
      counters.forwards++;
    }
    boolean lost =
        cuts.contains(link(message.from(), message.to()))
            || !calm && random.nextInt(100) < lossPercent;
    if (lost) {
      if (message instanceof Message.InstallSnapshot && random.nextBoolean()) {
        sent(message, false);
      }
      return;
    }
    inFlight.add(message);
    if (!calm && random.nextInt(100) < doublePercent) {
      inFlight.add(message);
    }
    if (!calm && inFlight.size() > IN_FLIGHT_MAX) {
      inFlight.removeFirst();
    }
  }

  @Override
  public void applies(Machine machine, Entry entry) {
    oracle.applies(machine, entry);
  }

  @Override
  public void restores(Machine machine, SnapshotMeta snapshot) {
    oracle.restores(machine, snapshot);
  }

  @Override
  public void reads(Machine machine, ReadState read) {
    oracle.reads(read);
    counters.readsAnswered++;
    answered.add(read.context());
  }

  @Override
  public void settled(Machine machine) {
    oracle.settled(machine);
  }
}
