package dev.ariadne.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.server.base.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaftLogTest {

  private static final Membership TWO = RandomCluster.membership(2, 0);
  private static final Membership THREE = RandomCluster.membership(3, 0);

  @Test
  void aMembershipTakesEffectWhenAppendedAndFallsBackWhenCut() {
    RaftLog log = new RaftLog(SnapshotMeta.NONE, List.of(config(1, TWO), noOp(2)));
    log.append(List.of(config(3, THREE)));
    assertThat(log.membership()).isEqualTo(THREE);
    log.cut(3);
    assertThat(log.membership()).isEqualTo(TWO);
  }

  @Test
  void aSnapshotHasTheMembershipOfItsIndexAndLaterOnesStay() {
    RaftLog log =
        new RaftLog(SnapshotMeta.NONE, List.of(config(1, TWO), noOp(2), config(3, THREE)));
    log.compact(new SnapshotMeta(2, 1, TWO), 3);
    assertThat(log.membership()).isEqualTo(THREE);
    log.cut(3);
    assertThat(log.membership()).isEqualTo(TWO);
  }

  @Test
  void whatIsKeptBehindASnapshotCanStillBeSent() {
    RaftLog log = new RaftLog(SnapshotMeta.NONE, List.of(noOp(1), noOp(2), noOp(3), noOp(4)));
    log.compact(new SnapshotMeta(3, 1, TWO), 2);
    assertThat(log.firstIndex()).isEqualTo(2);
    assertThat(log.knows(1)).isTrue();
    assertThat(log.knows(0)).isFalse();
    log.compact(new SnapshotMeta(4, 1, TWO), 100);
    assertThat(log.firstIndex()).isEqualTo(5);
    assertThat(log.lastIndex()).isEqualTo(4);
  }

  @Test
  void aRestoredLogMayBeginBehindItsSnapshotOrJustAfterIt() {
    SnapshotMeta snapshot = new SnapshotMeta(3, 1, TWO);
    assertThat(new RaftLog(snapshot, List.of()).lastIndex()).isEqualTo(3);
    assertThat(new RaftLog(snapshot, List.of(noOp(4))).firstIndex()).isEqualTo(4);
    RaftLog behind = new RaftLog(snapshot, List.of(noOp(2), noOp(3), noOp(4)));
    assertThat(behind.knows(2)).isTrue();
    assertThat(behind.firstIndex()).isEqualTo(3);
    assertThat(behind.membership()).isEqualTo(TWO);
    assertThatThrownBy(() -> new RaftLog(snapshot, List.of(noOp(5))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSliceKeepsTheLimitsButHasOneEntry() {
    RaftLog log = new RaftLog(SnapshotMeta.NONE, List.of(command(1), command(2), command(3)));
    int weight = command(1).weight();
    assertThat(log.slice(1, 1, 10)).hasSize(1);
    assertThat(log.slice(1, 2 * weight, 10)).hasSize(2);
    assertThat(log.slice(1, 2 * weight - 1, 10)).hasSize(1);
    assertThat(log.slice(1, 1000, 2)).hasSize(2);
    assertThat(log.slice(4, 1000, 2)).isEmpty();
  }

  private static Entry noOp(long index) {
    return new Entry(index, 1, new Payload.NoOp());
  }

  private static Entry config(long index, Membership membership) {
    return new Entry(index, 1, new Payload.Config(membership));
  }

  private static Entry command(long index) {
    return new Entry(
        index, 1, new Payload.Command(new Origin(1, 1, 1, index), 0, Bytes.utf8("abc")));
  }
}
