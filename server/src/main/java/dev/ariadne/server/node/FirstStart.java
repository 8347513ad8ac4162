package dev.ariadne.server.node;

import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.codec.RaftCodec;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How the first members of a cluster find that they are its first members.
 *
 * <ol>
 *   <li>Each has drawn its incarnation and made it durable before it says it.
 *   <li>Each says hello to all others until it knows everybody's incarnation: the list is complete.
 *   <li>Each makes the list durable, then says so by the list's hash.
 *   <li>Each begins once all have said the same hash, or one has that has begun: it has heard them
 *       all. The list is entry 1 of term 1.
 * </ol>
 *
 * <p>A member that stops in between goes on where its disk left it; those that have begun still
 * answer it. If two list different peers, or one comes back with another incarnation after a list
 * was stored, nobody guesses: they say so and wait.
 *
 * <p>It does no I/O of its own: the owner stores the list and passes hellos on.
 */
final class FirstStart {

  /** What it needs done. */
  interface Actions {
    void send(String address, Frame frame);

    /** Makes the list durable, then calls {@link FirstStart#stored}. */
    void store(Membership list);

    /** All have stored this list. Called once. */
    void begin(Membership list);
  }

  private final int id;
  private final long incarnation;
  private final SortedMap<Integer, String> peers;
  private final String peersText;
  private final Actions actions;
  private final Event.Sink events;
  private final Consumer<String> fatal;

  private final SortedMap<Integer, Long> incarnations = new TreeMap<>();
  private final SortedMap<Integer, Long> storedBy = new TreeMap<>();
  private final SortedMap<Integer, String> conflicts = new TreeMap<>();
  private Optional<Membership> list;
  private boolean listStored;
  private boolean begun;

  /**
   * @param peers addresses of the first members by id, this one among them
   * @param stored the list that an earlier start has stored, if it came so far
   * @param fatal told why this server can never begin
   */
  FirstStart(
      int id,
      long incarnation,
      SortedMap<Integer, String> peers,
      Optional<Membership> stored,
      Actions actions,
      Event.Sink events,
      Consumer<String> fatal) {
    this.id = id;
    this.incarnation = incarnation;
    this.peers = new TreeMap<>(peers);
    this.peersText = text(peers);
    this.list = stored;
    this.listStored = stored.isPresent();
    this.actions = actions;
    this.events = events;
    this.fatal = fatal;
    incarnations.put(id, incarnation);
    stored.ifPresent(
        membership -> {
          membership.members().forEach(m -> incarnations.put(m.id(), m.incarnation()));
          storedBy.put(id, hash(membership));
        });
  }

  /** The hash of a complete list, which becomes the cluster's id. Never 0. */
  static long hash(Membership list) {
    Encoder out = new Encoder();
    RaftCodec.membership(out, list);
    long hash = Digest.of(out.toBytes());
    return hash == 0 ? 1 : hash;
  }

  static String text(SortedMap<Integer, String> peers) {
    return peers.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  /** Says hello to everybody else; the owner calls it every few ticks, from the start on. */
  void tick() {
    if (begun) {
      return;
    }
    proceed();
    if (!begun) {
      peers.forEach(
          (peer, address) -> {
            if (peer != id) {
              actions.send(address, hello(false));
            }
          });
    }
  }

  void received(Frame.Hello hello) {
    if (begun || hello.id() == id || !peers.containsKey(hello.id())) {
      return;
    }
    if (!hello.peers().equals(peersText)) {
      conflict(hello.id(), "was started with --cluster " + hello.peers());
      return;
    }
    if (hello.begun() && listStored && hello.storedList() == hash(list.orElseThrow())) {
      // The others need not wait for this one, and some may have lost their disks since.
      begin();
      return;
    }
    Long known = incarnations.get(hello.id());
    if (listStored && !Objects.equals(known, hello.incarnation())) {
      conflict(
          hello.id(),
          "has another disk than the one in the list that is stored here; stop all first members,"
              + " empty their data directories and start again");
      return;
    }
    if (list.isPresent() && !listStored && !Objects.equals(known, hello.incarnation())) {
      return; // Being stored at this moment; judged at its next hello.
    }
    conflicts.remove(hello.id());
    if (known != null && known != hello.incarnation()) {
      storedBy.remove(hello.id());
    }
    incarnations.put(hello.id(), hello.incarnation());
    if (hello.storedList() != 0) {
      storedBy.put(hello.id(), hello.storedList());
    }
    proceed();
    if (!hello.answer()) {
      actions.send(peers.get(hello.id()), hello(true));
    }
  }

  void received(Frame.Refusal refusal) {
    if (!begun && refusal.id() == id && refusal.incarnation() == incarnation) {
      fatal.accept(refusal.why());
    }
  }

  /** The list is durable here. */
  void stored() {
    listStored = true;
    storedBy.put(id, hash(list.orElseThrow()));
    proceed();
  }

  /** For whom or what it waits, for the log and for clients that are refused meanwhile. */
  String waitingFor() {
    if (!conflicts.isEmpty()) {
      return conflicts.entrySet().stream()
          .map(e -> "member " + e.getKey() + " " + e.getValue())
          .collect(Collectors.joining("; "));
    }
    TreeSet<Integer> missing = new TreeSet<>(peers.keySet());
    if (missing.removeAll(incarnations.keySet()) && !missing.isEmpty()) {
      return "first start: waiting to hear from members " + missing;
    }
    TreeSet<Integer> unstored = new TreeSet<>(peers.keySet());
    unstored.removeAll(storedBy.keySet());
    return "first start: waiting for members " + unstored + " to store the list of members";
  }

  private void proceed() {
    if (list.isEmpty() && incarnations.size() == peers.size()) {
      List<Member> members =
          incarnations.entrySet().stream()
              .map(
                  e ->
                      new Member(
                          e.getKey(), e.getValue(), peers.get(e.getKey()), Member.Role.VOTER))
              .toList();
      list = Optional.of(new Membership(members));
      actions.store(list.get());
      return;
    }
    if (!listStored || begun) {
      return;
    }
    long mine = hash(list.orElseThrow());
    for (Map.Entry<Integer, Long> other : storedBy.entrySet()) {
      if (other.getValue() != mine) {
        conflict(
            other.getKey(),
            "has stored another list of first members; stop all first members, empty their data"
                + " directories and start again");
      }
    }
    if (storedBy.size() == peers.size() && conflicts.isEmpty()) {
      begin();
    }
  }

  private void begin() {
    begun = true;
    actions.begin(list.orElseThrow());
  }

  private void conflict(int peer, String what) {
    if (!what.equals(conflicts.put(peer, what))) {
      events.accept(Event.of("first-start-conflict", "member", peer, "why", what));
    }
  }

  private Frame.Hello hello(boolean answer) {
    long storedList = listStored ? hash(list.orElseThrow()) : 0;
    return new Frame.Hello(id, incarnation, peers.get(id), peersText, storedList, answer, false);
  }
}
