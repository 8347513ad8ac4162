package dev.ariadne.harness.ariadne.oracle;

import static dev.ariadne.harness.ariadne.oracle.Scene.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Command;
import dev.ariadne.server.kv.Condition;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.raft.Payload;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a client is told of a write beside that it is done, or that it could not be. */
final class ToldTest {

  private static final Request.Append APPEND =
      new Request.Append("a", Bytes.utf8("cd"), new Condition.Always(), Optional.empty());

  private static final Request.Increment INCREMENT =
      new Request.Increment("n", 2, Optional.empty());

  private static final Request.Delete DELETE =
      new Request.Delete("a", new Condition.Always(), Optional.empty());

  private static final Request.Put AT_SEVEN =
      new Request.Put("a", Bytes.utf8("x"), new Condition.RevisionIs(7), Optional.empty());

  private static Scene of(Request.Write write) {
    Scene scene = Scene.of(3);
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(
        1, entry(2, 2, scene.put("a", "b")), entry(3, 2, scene.command(Command.of(write))));
    return scene;
  }

  private static void isFine(Request.Write write, Reply reply) {
    Scene scene = of(write);
    scene.answers(1, write, 1, reply);
    assertThat(scene.violations()).isEmpty();
  }

  private static void isNoticed(Request.Write write, Reply reply) {
    Scene scene = of(write);
    scene.answers(1, write, 1, reply);
    assertThat(scene.violations()).containsExactly(OkIsCommitted.NAME);
  }

  @Test
  void theLengthIsThatOfTheWholeValue() {
    isFine(APPEND, new Reply.Appended(3, 3));
    isNoticed(APPEND, new Reply.Appended(3, 2));
  }

  @Test
  void theNumberIsTheSum() {
    isFine(INCREMENT, new Reply.Counted(3, 2));
    isNoticed(INCREMENT, new Reply.Counted(3, 3));
  }

  @Test
  void thereWasSomethingToDeleteIfThereWas() {
    isFine(DELETE, new Reply.Deleted(true));
    isNoticed(DELETE, new Reply.Deleted(false));
  }

  @Test
  void aFailureIsThatOfACommittedEntryAtTheRevisionThatTheKeyHad() {
    isFine(AT_SEVEN, new Reply.CompareFailed(2));
    isNoticed(AT_SEVEN, new Reply.CompareFailed(3));
    isNoticed(INCREMENT, new Reply.Unfit(Result.Why.OVERFLOW, 2));
  }

  @Test
  void membersAreChangedWhenThatIsCommitted() {
    Scene scene = of(DELETE);
    Request.AddMember add = new Request.AddMember(4, "http://n4:1");
    Request.RemoveMember remove = new Request.RemoveMember(4, OptionalLong.of(0));
    scene.oracles.asked(add);
    scene.replicated(1, entry(4, 2, new Payload.Config(scene.withLearner(4))));
    scene.answers(1, add, 3, new Reply.MembersChanged());
    assertThat(scene.violations()).isEmpty();
    scene.answers(1, remove, 4, new Reply.MembersChanged());
    assertThat(scene.violations()).containsExactly(OkIsCommitted.NAME);
  }

  @Test
  void aRemovalThatIsCommittedLaterIsDone() {
    Scene scene = of(DELETE);
    scene.oracles.asked(new Request.AddMember(4, "http://n4:1"));
    scene.oracles.asked(new Request.RemoveMember(4, OptionalLong.of(0)));
    scene.replicated(1, entry(4, 2, new Payload.Config(scene.withLearner(4))));
    scene.replicated(1, entry(5, 2, new Payload.Config(scene.members())));
    scene.answers(
        1, new Request.RemoveMember(4, OptionalLong.of(0)), 4, new Reply.MembersChanged());
    assertThat(scene.violations()).isEmpty();
  }

  @Test
  void whatIsRefusedDoesNotHappenLater() {
    Scene scene = Scene.of(3);
    Request.Put put = Scene.putRequest("a", "b");
    scene.oracles.asked(put);
    scene.answers(1, put, 1, new Reply.Refused("no leader is known"));
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, scene.put("a", "b")));
    assertThat(scene.violations()).containsExactly(RefusedNeverHappens.NAME);
    assertThat(scene.text())
        .isEqualTo(
            "a refused write of key a has happened. It was requested 1 times and refused 1 times,"
                + " the last time by node 1. It is committed 1 times.");
  }

  @Test
  void whatASnapshotHasJumpedOverIsNotRefused() {
    Request.Put put = Scene.putRequest("a", "c");
    Scene scene = jumpedOver(put);
    scene.answers(3, put, 3, new Reply.Unknown("a snapshot has replaced it"));
    assertThat(scene.violations()).isEmpty();
    scene = jumpedOver(put);
    scene.answers(3, put, 3, new Reply.Refused("another was committed in its place"));
    assertThat(scene.violations()).containsExactly(RefusedNeverHappens.NAME);
    assertThat(scene.text()).contains("has jumped to the snapshot at entry 3");
  }

  @Test
  void whatWasTriedAfterTheJumpMayBe() {
    Request.Put put = Scene.putRequest("a", "c");
    Scene scene = jumpedOver(put);
    scene.node(3).done();
    scene.answers(3, put, 3, new Reply.Refused("no leader is known"));
    assertThat(scene.violations()).isEmpty();
  }

  /** Node 3 was asked for a write, and comes to a snapshot of what was committed meanwhile. */
  private static Scene jumpedOver(Request.Write write) {
    Scene scene = Scene.of(3);
    scene.oracles.asked(write);
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, scene.put("a", "b")), entry(3, 2, new Payload.NoOp()));
    scene.node(3).standsOn(3).done().applies(3);
    return scene;
  }

  @Test
  void norHasItHappenedBefore() {
    Scene scene = Scene.of(3);
    Request.Put put = Scene.putRequest("a", "b");
    scene.oracles.asked(put);
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, scene.put("a", "b")));
    assertThat(scene.violations()).isEmpty();
    scene.answers(2, put, 1, new Reply.Refused("another was committed in its place"));
    assertThat(scene.violations()).containsExactly(RefusedNeverHappens.NAME);
  }

  @Test
  void whatIsAskedForAgainMayHappenOnce() {
    Scene scene = Scene.of(3);
    Request.Put put = Scene.putRequest("a", "b");
    scene.oracles.asked(put);
    scene.oracles.asked(put);
    scene.answers(1, put, 1, new Reply.Refused("no leader is known"));
    scene.node(1).saves(2, 1).leads(2);
    scene.replicated(1, entry(2, 2, scene.put("a", "b")));
    assertThat(scene.violations()).isEmpty();
  }
}
