package dev.ariadne.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.link.Link;
import dev.ariadne.harness.link.LinkPolicy;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerProxiesTest {

  @Test
  void bytesFlowBothWaysWhileNothingIsCut() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("there");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("there");
      target.say("and back");
      dialer.hears("and back");
      dialer.socket.shutdownOutput();
      target.awaitEnd("finished");
      target.say(", after the end");
      dialer.hears("and back, after the end");
      target.socket.close();
      dialer.awaitEnd("finished");
    }
  }

  @Test
  void aCutHoldsOneDirectionAndLetsTheOtherFlow() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("before ");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("before ");

      ends.cut("n1", "n2");
      dialer.say("held");
      ends.awaitHeld("n1", "n2", 4);
      target.say("still flows");
      dialer.hears("still flows");
      assertThat(target.text()).isEqualTo("before ");

      assertThat(ends.heal("n1", "n2", true))
          .containsEntry("bytes-held", 4L)
          .containsEntry("connections-reset", 0L);
      target.hears("before held");
      dialer.say(" after");
      target.hears("before held after");
    }
  }

  @Test
  void theAnswersOfADialledNodeBelongToTheLinkBack() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("x");
      Ends.End target = ends.node("n2").accepted(0);

      ends.cut("n2", "n1");
      target.say("answer");
      ends.awaitHeld("n2", "n1", 6);
      dialer.say("y");
      target.hears("xy");
      assertThat(dialer.text()).isEmpty();

      ends.heal("n2", "n1", true);
      dialer.hears("answer");
    }
  }

  @Test
  void aCutBetweenTwoNodesLeavesAllOthersAlone() throws Exception {
    try (Ends ends = new Ends("n1", "n2", "n3")) {
      ends.cut("n1", "n2");
      ends.cut("n2", "n1");
      ends.node("n1").dial("n3").say("a");
      ends.node("n3").dial("n2").say("b");
      ends.node("n3").accepted(0).hears("a");
      ends.node("n2").accepted(0).hears("b");
    }
  }

  @Test
  void healingWhatWasNotCutDoesNothing() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      assertThat(ends.heal("n1", "n2", false)).isEmpty();
      ends.cut("n1", "n2");
      ends.cut("n1", "n2");
      ends.heal("n1", "n2", true);
      ends.node("n1").dial("n2").say("once is enough");
      ends.node("n2").accepted(0).hears("once is enough");
    }
  }

  @Test
  void aSlowLinkDeliversInOrderAndLateAndOneWayOnly() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("x");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("x");
      ends.proxies.slow(link("n1", "n2"), new LinkPolicy.Slowness(300_000_000, 0));
      long begun = System.nanoTime();
      dialer.say("late");
      target.say("soon");
      dialer.hears("soon");
      dialer.say("r");
      dialer.socket.shutdownOutput();
      target.awaitEnd("finished");
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(300_000_000);
      target.hears("xlater");
      assertThat(ends.proxies.fast(link("n1", "n2"))).containsEntry("bytes-delayed", 5L);
      assertThat(ends.proxies.fast(link("n1", "n2"))).isEmpty();
    }
  }

  @Test
  void aThinLinkTakesTimeForEachByteAndHasteEndsTheWait() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("x");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("x");
      ends.proxies.slow(link("n1", "n2"), new LinkPolicy.Slowness(0, 20));
      long begun = System.nanoTime();
      dialer.say("ten bytes.");
      target.hears("xten bytes.");
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(450_000_000);
      String much = " this would take an hour, were the link to stay as thin".repeat(1300);
      dialer.say(much);
      ends.proxies.fast(link("n1", "n2"));
      Ends.soon(() -> target.heard().length == 11 + much.length());
    }
  }

  @Test
  void whatASlowLinkHoldsIsHeldOnByACutAndComesAfterIt() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("x");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("x");
      ends.proxies.slow(link("n1", "n2"), new LinkPolicy.Slowness(50_000_000, 0));
      ends.cut("n1", "n2");
      dialer.say("held");
      ends.awaitHeld("n1", "n2", 4);
      ends.proxies.fast(link("n1", "n2"));
      assertThat(target.text()).isEqualTo("x");
      ends.heal("n1", "n2", true);
      target.hears("xheld");
    }
  }

  @Test
  void moreThanMayWaitMakesTheSenderWait() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      byte[] much = new byte[64 << 20];
      new Random(1).nextBytes(much);
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("x");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("x");
      ends.cut("n1", "n2");
      Thread sender = dialer.sayInBackground(much);
      Ends.soon(() -> ends.proxies.heldBytes(link("n1", "n2")) >= PeerProxies.WAITING_BYTES_MAX);
      assertThat(sender.isAlive()).isTrue();

      SortedMap<String, Long> healed = ends.heal("n1", "n2", true);
      assertThat(healed.get("bytes-held"))
          .isBetween(PeerProxies.WAITING_BYTES_MAX, PeerProxies.WAITING_BYTES_MAX + (64 << 10));
      sender.join();
      Ends.soon(() -> target.heard().length == much.length + 1);
      assertThat(Arrays.equals(Arrays.copyOfRange(target.heard(), 1, much.length + 1), much))
          .isTrue();
    }
  }

  @Test
  void aResetReachesBothEndsAndNothingThatWasHeldArrives() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("before");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("before");
      ends.cut("n1", "n2");
      dialer.say("lost");
      ends.awaitHeld("n1", "n2", 4);

      assertThat(ends.heal("n1", "n2", false))
          .containsEntry("bytes-held", 4L)
          .containsEntry("connections-reset", 1L);
      target.awaitEnd("reset");
      dialer.awaitEnd("reset");
      assertThat(target.text()).isEqualTo("before");
    }
  }

  @Test
  void aConnectionOnWhichNothingWaitedOutlivesAReset() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("a");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("a");
      ends.cut("n1", "n2");
      ends.heal("n1", "n2", false);
      dialer.say("b");
      target.hears("ab");
    }
  }

  @Test
  void aConnectionMadeDuringACutIsAcceptedAndWaits() throws Exception {
    try (Ends ends = new Ends("n1", "n2", "n3")) {
      ends.cut("n1", "n2");
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("early");
      ends.awaitHeld("n1", "n2", 5);
      ends.node("n3").dial("n2").say("from another");
      ends.node("n2").accepted(0).hears("from another");
      assertThat(ends.node("n2").accepted).hasSize(1);

      ends.heal("n1", "n2", true);
      ends.node("n2").accepted(1).hears("early");
    }
  }

  @Test
  void aConnectionMadeDuringACutIsResetIfWhatWaitedIsNotToArrive() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      ends.cut("n1", "n2");
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("early");
      ends.awaitHeld("n1", "n2", 5);
      ends.heal("n1", "n2", false);
      dialer.awaitEnd("reset");
      assertThat(ends.node("n2").accepted).isEmpty();
    }
  }

  @Test
  void aDialersDeathIsSeenBehindTheBytesItSent() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("a");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("a");
      ends.cut("n1", "n2");
      dialer.say("last words");
      ends.awaitHeld("n1", "n2", 10);
      dialer.die();
      ends.node("n2").dial("n1").say("x");
      ends.node("n1").accepted(0).hears("x");
      assertThat(target.ended()).isFalse();

      ends.heal("n1", "n2", true);
      target.hears("alast words");
      target.awaitEnd();
    }
  }

  @Test
  void aTargetsDeathIsSeenOnceTheLinkBackFlows() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      Ends.End dialer = ends.node("n1").dial("n2");
      dialer.say("a");
      Ends.End target = ends.node("n2").accepted(0);
      target.hears("a");
      ends.cut("n2", "n1");
      target.die();
      ends.node("n1").dial("n2").say("b");
      ends.node("n2").accepted(1).hears("b");
      assertThat(dialer.ended()).isFalse();

      ends.heal("n2", "n1", true);
      dialer.awaitEnd();
    }
  }

  @Test
  void aNodeThatIsDownEndsTheConnectionAndIsFoundAgainOnItsNewPort() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      ends.node("n2").stopListening();
      ends.node("n1").dial("n2").awaitEnd();

      ends.node("n2").listen();
      ends.node("n1").dial("n2").say("again");
      ends.node("n2").accepted(0).hears("again");
    }
  }

  @Test
  void whoIsNoNodeIsTurnedAway() throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      try (Socket stranger = new Socket()) {
        stranger.connect(ends.node("n2").proxy);
        Ends.End end = ends.new End(stranger);
        end.awaitEnd("reset");
      }
      assertThat(ends.node("n2").accepted).isEmpty();
    }
  }

  @Test
  void allIsHealedAtOnce() throws Exception {
    try (Ends ends = new Ends("n1", "n2", "n3")) {
      for (String from : List.of("n1", "n2", "n3")) {
        for (String to : List.of("n1", "n2", "n3")) {
          ends.cut(from, to);
        }
      }
      ends.node("n1").dial("n2").say("a");
      ends.node("n2").dial("n3").say("b");
      ends.proxies.healAll();
      ends.node("n2").accepted(0).hears("a");
      ends.node("n3").accepted(0).hears("b");
    }
  }

  private static Link link(String from, String to) {
    return new Link(from, to);
  }
}
