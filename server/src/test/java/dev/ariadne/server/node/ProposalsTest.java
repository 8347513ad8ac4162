package dev.ariadne.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.node.Proposals.Given;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {

  private Given next = new Given.NotTaken("no leader");
  private final List<Payload.Command> offered = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private final Proposals proposals =
      new Proposals(
          command -> {
            offered.add(command);
            return next;
          });

  @Test
  void aCommandThatRaftNeverTookIsRefusedForCertain() {
    proposals.submit(command(1), 100, replies::add);
    proposals.expire(99);
    assertThat(replies).isEmpty();
    proposals.expire(100);
    assertThat(replies).containsExactly(new Reply.Refused("no leader"));
    next = new Given.Appended(7, 2);
    proposals.retry();
    assertThat(offered).as("an answered command is never offered again").hasSize(1);
  }

  @Test
  void whatWasParkedIsOfferedInOrderOnceThereIsALeader() {
    proposals.submit(command(1), 100, replies::add);
    proposals.submit(command(2), 100, replies::add);
    assertThat(offered).as("the second stays behind the first").containsExactly(command(1));
    next = new Given.Forwarded();
    proposals.retry();
    assertThat(offered).containsExactly(command(1), command(1), command(2));
    proposals.retry();
    assertThat(offered).as("what was passed on is never passed on again").hasSize(3);
  }

  @Test
  void aCommandThatWasPassedOnIsUnknownUntilItIsApplied() {
    next = new Given.Forwarded();
    proposals.submit(command(1), 100, replies::add);
    proposals.submit(command(2), 100, replies::add);
    proposals.applied(command(1), new Result.Written(7));
    proposals.expire(100);
    assertThat(replies.get(0)).isEqualTo(new Reply.Written(7));
    assertThat(replies.get(1)).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void aLeadersOwnCommandIsLostForCertainOnceAnotherIsCommittedInItsPlace() {
    next = new Given.Appended(7, 2);
    proposals.submit(command(1), 100, replies::add);
    proposals.committed(entry(6, command(5)));
    assertThat(replies).isEmpty();
    proposals.committed(entry(7, command(5)));
    assertThat(replies).hasOnlyElementsOfType(Reply.Refused.class).hasSize(1);
    assertThat(proposals.size()).isZero();
  }

  @Test
  void aLeadersOwnCommandIsLostForCertainOnceAnEntryOfALaterTermIsCommittedBeforeIt() {
    next = new Given.Appended(7, 2);
    proposals.submit(command(1), 100, replies::add);
    next = new Given.Appended(9, 3);
    proposals.submit(command(2), 100, replies::add);
    proposals.committed(new Entry(5, 3, new Payload.NoOp()));
    assertThat(replies).hasOnlyElementsOfType(Reply.Refused.class).hasSize(1);
    assertThat(proposals.size()).as("the one of the present term goes on").isEqualTo(1);
  }

  @Test
  void aLeadersOwnCommandThatIsOnlyLateIsUnknown() {
    next = new Given.Appended(7, 2);
    proposals.submit(command(1), 100, replies::add);
    proposals.expire(100);
    assertThat(replies).hasOnlyElementsOfType(Reply.Unknown.class).hasSize(1);
    proposals.committed(entry(7, command(1)));
    assertThat(replies).as("answered once").hasSize(1);
  }

  @Test
  void anIndexThatIsUsedAgainDoesNotDecideTheFateOfItsFirstUser() {
    next = new Given.Appended(7, 2);
    proposals.submit(command(1), 100, replies::add);
    proposals.submit(command(2), 200, replies::add);
    proposals.applied(command(2), new Result.Written(7));
    proposals.committed(entry(7, command(2)));
    assertThat(replies).containsExactly(new Reply.Written(7));
    proposals.expire(100);
    assertThat(replies).hasSize(2);
    assertThat(replies.get(1)).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void aSnapshotOverTheIndexLeavesTheOutcomeUnknown() {
    next = new Given.Appended(7, 2);
    proposals.submit(command(1), 100, replies::add);
    next = new Given.Appended(8, 2);
    proposals.submit(command(2), 100, replies::add);
    proposals.jumped(7);
    assertThat(replies).hasOnlyElementsOfType(Reply.Unknown.class).hasSize(1);
    assertThat(proposals.size()).isEqualTo(1);
  }

  @Test
  void aCommandThatCameTooLateToBeToldFromARepetitionIsUnknown() {
    next = new Given.Forwarded();
    proposals.submit(command(1), 100, replies::add);
    proposals.applied(command(1), new Result.TooLate());
    assertThat(replies).hasOnlyElementsOfType(Reply.Unknown.class).hasSize(1);
  }

  @Test
  void stoppingSaysOfEachWhatIsKnown() {
    proposals.submit(command(1), 100, replies::add);
    proposals.close();
    next = new Given.Appended(3, 2);
    proposals.submit(command(2), 100, replies::add);
    proposals.close();
    assertThat(replies.get(0)).isInstanceOf(Reply.Refused.class);
    assertThat(replies.get(1)).isInstanceOf(Reply.Unknown.class);
    assertThat(proposals.size()).isZero();
  }

  private static Payload.Command command(long sequence) {
    return new Payload.Command(new Origin(1, 11, 1, sequence), 0, Bytes.utf8("c" + sequence));
  }

  private static Entry entry(long index, Payload.Command command) {
    return new Entry(index, 2, command);
  }
}
