package dev.ariadne.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.harness.SeededChoices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PeerProxiesPropertyTest {

  /** Cuts and late healings in any order: every stream is complete, both ways. */
  @Property(tries = 5)
  void nothingIsLostHoweverOftenItIsHeld(@ForAll long seed) throws Exception {
    try (Ends ends = new Ends("n1", "n2", "n3")) {
      SeededChoices choices = new SeededChoices(seed);
      List<String> names = List.of("n1", "n2", "n3");
      List<byte[]> streams = new ArrayList<>();
      List<Ends.End> dialers = new ArrayList<>();
      List<Thread> talking = new ArrayList<>();
      Random random = new Random(seed);
      for (int i = 0; i < 60; i++) {
        byte[] stream = new byte[1 + choices.pick("bytes", i, 200_000)];
        random.nextBytes(stream);
        streams.add(stream);
        int from = choices.pick("from", i, 3);
        int to = (from + 1 + choices.pick("to", i, 2)) % 3;
        Ends.End dialer = ends.node(names.get(from)).dial(names.get(to));
        dialers.add(dialer);
        talking.add(talk(dialer, stream));
        for (int j = 0; j < 3; j++) {
          String a = names.get(choices.pick("a", i * 3L + j, 3));
          String b = names.get(choices.pick("b", i * 3L + j, 3));
          if (choices.pick("heal", i * 3L + j, 2) == 0) {
            ends.heal(a, b, true);
          } else {
            ends.cut(a, b);
          }
        }
      }
      ends.proxies.healAll();
      for (Thread one : talking) {
        one.join();
      }
      int total = streams.size();
      Ends.soon(() -> names.stream().mapToInt(n -> ends.node(n).accepted.size()).sum() == total);
      for (String name : names) {
        for (Ends.End target : ends.node(name).accepted) {
          target.awaitEnd("finished");
          byte[] heard = target.heard();
          assertThat(streams).anyMatch(stream -> Arrays.equals(stream, heard));
          target.say("thanks for " + heard.length);
          target.socket.close();
        }
      }
      for (int i = 0; i < dialers.size(); i++) {
        dialers.get(i).hears("thanks for " + streams.get(i).length);
        dialers.get(i).awaitEnd("finished");
      }
    }
  }

  /** Cuts, late healings and resets: what arrives is a beginning of what was sent. */
  @Property(tries = 5)
  void whatArrivesHasNoGap(@ForAll long seed) throws Exception {
    try (Ends ends = new Ends("n1", "n2")) {
      SeededChoices choices = new SeededChoices(seed);
      Random random = new Random(seed);
      List<byte[]> streams = new ArrayList<>();
      List<Thread> talking = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        byte[] stream = new byte[16 + choices.pick("bytes", i, 100_000)];
        random.nextBytes(stream);
        streams.add(stream);
        talking.add(talk(ends.node("n1").dial("n2"), stream));
        switch (choices.pick("what", i, 3)) {
          case 0 -> ends.cut("n1", "n2");
          case 1 -> ends.heal("n1", "n2", false);
          case 2 -> ends.heal("n1", "n2", true);
          default -> throw new AssertionError();
        }
      }
      ends.proxies.healAll();
      for (Thread one : talking) {
        one.join();
      }
      for (Ends.End target : ends.node("n2").accepted) {
        target.awaitEnd();
        byte[] heard = target.heard();
        assertThat(streams)
            .anyMatch(
                stream ->
                    heard.length <= stream.length
                        && Arrays.equals(Arrays.copyOf(stream, heard.length), heard));
      }
    }
  }

  private static Thread talk(Ends.End dialer, byte[] stream) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (byte[] part : Ends.parts(stream, 10_000)) {
                  dialer.socket.getOutputStream().write(part);
                }
                dialer.socket.shutdownOutput();
              } catch (IOException e) {
                // Reset.
              }
            });
  }
}
