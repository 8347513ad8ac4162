package dev.ariadne.harness.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.harness.link.LinkPolicy.Release;
import org.junit.jupiter.api.Test;

class LinkPolicyTest {

  private static final Link THERE = new Link("n1", "n2");

  @Test
  void aCutStopsOneWayOnly() {
    LinkPolicy policy = LinkPolicy.open(10).withCut(THERE);
    assertThat(policy.flows(THERE)).isFalse();
    assertThat(policy.flows(THERE.back())).isTrue();
    assertThat(policy.withHealed(THERE.back()).flows(THERE)).isFalse();
    assertThat(policy.withHealed(THERE)).isEqualTo(LinkPolicy.open(10));
  }

  @Test
  void cuttingTwiceIsCuttingOnce() {
    LinkPolicy once = LinkPolicy.open(10).withCut(THERE);
    assertThat(once.withCut(THERE)).isEqualTo(once);
  }

  @Test
  void aValueDoesNotChange() {
    LinkPolicy open = LinkPolicy.open(10);
    open.withCut(THERE);
    assertThat(open.flows(THERE)).isTrue();
    assertThatThrownBy(() -> open.cut().add(THERE))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatWaitsIsBounded() {
    LinkPolicy policy = LinkPolicy.open(10);
    assertThat(policy.takesMore(9)).isTrue();
    assertThat(policy.takesMore(10)).isFalse();
    assertThatThrownBy(() -> LinkPolicy.open(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAConnectionOnWhichSomethingWaitedIsDeliveredOrReset() {
    assertThat(LinkPolicy.release(false, true)).isEqualTo(Release.CONTINUE);
    assertThat(LinkPolicy.release(false, false)).isEqualTo(Release.CONTINUE);
    assertThat(LinkPolicy.release(true, true)).isEqualTo(Release.DELIVER);
    assertThat(LinkPolicy.release(true, false)).isEqualTo(Release.RESET);
  }
}
