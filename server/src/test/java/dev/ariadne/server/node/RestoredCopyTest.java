package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.LogFault;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.sim.SimDisk;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Data directories that are put back as they were at an earlier time. */
class RestoredCopyTest {

  private final World world = new World(1, 3).snapshots(1000, 1000).startAll();

  @Test
  void aMemberThatIsPutBackIsNoticedByItselfAndByTheLeader() {
    int leader = world.leader();
    int member = leader % 3 + 1;
    SimDisk earlier = earlierCopy(member);
    write(leader, 20);
    restart(member, earlier);
    World.Place place = world.place(member);
    world.until("it ends", () -> !place.running());
    assertThat(place.fatal)
        .singleElement()
        .asString()
        .startsWith("member " + member + " had acknowledged entries up to ")
        .contains("older copy")
        .contains("remove member " + member);
    assertThat(world.place(leader).saw("member-faulty")).isTrue();
    assertThat(follower(leader, member).fault()).containsInstanceOf(LogFault.Lost.class);
    assertThat(health(leader).unwell()).isEmpty();
    assertThat(health(leader).warnings()).singleElement().asString().contains("older copy");
    assertThat(world.put(leader, "/after", "v")).isInstanceOf(Reply.Written.class);
  }

  @Test
  void itRefusesToStartAgainAlsoUnderAnotherLeader() {
    int leader = world.leader();
    int member = leader % 3 + 1;
    SimDisk earlier = earlierCopy(member);
    write(leader, 20);
    restart(member, earlier);
    World.Place place = world.place(member);
    world.until("it ends", () -> !place.running());
    world.place(leader).kill();
    world.start(leader);
    int next = world.leader();
    place.fatal.clear();
    world.start(member);
    assertThat(place.running()).isFalse();
    assertThat(place.fatal).singleElement().asString().contains("/lost says: ");

    world.remove(member, next);
    place.emptyDisk();
    world.join(member, next);
    world.until("it votes", () -> world.votes(member, next));
    world.settle();
  }

  @Test
  void theSameCopyPutBackASecondTimeIsNoticedASecondTime() {
    int leader = world.leader();
    int member = leader % 3 + 1;
    SimDisk earlier = earlierCopy(member);
    write(leader, 20);
    World.Place place = world.place(member);
    for (int time = 1; time <= 2; time++) {
      restart(member, earlier);
      world.until("it ends", () -> !place.running());
      assertThat(place.fatal).hasSize(time).allSatisfy(s -> assertThat(s).contains("older copy"));
    }
  }

  /** The later leader has never heard it acknowledge anything. */
  @Test
  void aLeaderThatIsPutBackIsNoticedByCommandsThatItDoesNotKnowOf() {
    noticesForgottenCommands(world, 40);
  }

  @Test
  void soItIsWhenASnapshotHoldsThem() {
    noticesForgottenCommands(new World(2, 3).snapshots(10, 0).startAll(), 40);
  }

  private static void noticesForgottenCommands(World world, int writes) {
    int member = world.leader();
    write(world, member, 5);
    World.Place place = world.place(member);
    place.kill();
    SimDisk earlier = place.disk.copy(world.choices("copy"));
    world.start(member);
    write(world, member, writes);
    place.kill();
    int witness = world.leader();
    world.place(witness).kill();
    world.start(witness);
    int next = world.leader();
    place.disk.putBack(earlier);
    world.start(member);
    world.until("it ends", () -> !place.running());
    assertThat(place.fatal)
        .singleElement()
        .asString()
        .contains("tells of a command that member " + member + " has proposed in its boot 2");
    assertThat(world.place(next).saw("member-faulty")).isTrue();
    world.start(member);
    assertThat(place.running()).isFalse();
    write(world, next, 5);
  }

  @Test
  void aClientOfTheMemberIsToldWhyItIsRefused() {
    int leader = world.leader();
    int member = leader % 3 + 1;
    SimDisk earlier = earlierCopy(member);
    write(leader, 20);
    restart(member, earlier);
    World.Place place = world.place(member);
    world.until("it knows", () -> place.saw("log-fault"));
    assertThat(world.put(member, "/k", "v"))
        .isInstanceOfSatisfying(
            Reply.Refused.class, refused -> assertThat(refused.why()).contains("older copy"));
  }

  @Test
  void aMajorityThatIsPutBackDoesNotDivergeInSilence() {
    int leader = world.leader();
    int kept = leader % 3 + 1;
    List<Integer> others = IntStream.rangeClosed(1, 3).filter(i -> i != kept).boxed().toList();
    List<SimDisk> earlier = others.stream().map(this::earlierCopy).toList();
    write(leader, 20);
    long applied = world.place(kept).report().raft().applied();
    world.place(kept).kill();
    for (int i = 0; i < others.size(); i++) {
      restart(others.get(i), earlier.get(i));
    }
    int second = world.leader();
    write(second, 5);
    world.start(kept);
    World.Place place = world.place(kept);
    world.until("it knows", () -> place.saw("log-fault"));
    assertThat(place.report().raft().applied()).isLessThanOrEqualTo(applied);
    world.until("it ends", () -> !place.running());
    assertThat(place.fatal)
        .singleElement()
        .asString()
        .startsWith("committed entries differ: entry ")
        .contains("at member " + kept);
    assertThat(health(second).unwell()).hasValueSatisfying(s -> assertThat(s).contains("differ"));
    assertThat(place.disk.exists("raftexample-" + kept + "/lost")).isFalse();
  }

  private SimDisk earlierCopy(int member) {
    write(member, 5);
    world.settle().pass(500);
    return world.place(member).disk.copy(world.choices("copy"));
  }

  private void write(int at, int count) {
    write(world, at, count);
  }

  private static void write(World world, int at, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(world.put(at, "/k" + i, "v" + i)).isInstanceOf(Reply.Written.class);
    }
    world.settle().pass(500);
  }

  private void restart(int member, SimDisk earlier) {
    world.place(member).kill();
    world.place(member).disk.putBack(earlier);
    world.start(member);
  }

  private Status.Follower follower(int leader, int member) {
    return world.place(leader).report().raft().followers().stream()
        .filter(follower -> follower.id() == member)
        .findFirst()
        .orElseThrow();
  }

  private Reply.Health health(int member) {
    return (Reply.Health) world.ask(member, new Request.Health());
  }
}
