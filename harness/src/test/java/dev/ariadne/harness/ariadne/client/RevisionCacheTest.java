package dev.ariadne.harness.ariadne.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Comparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RevisionCacheTest {

  private final RevisionCache revisions = new RevisionCache();

  private static KvOperation call(String f, Object value) {
    return KvOperation.of(op(Op.Type.INVOKE, f, value));
  }

  private static Op op(Op.Type type, String f, Object value) {
    return new Op(0, 0, type, new Op.Process.Client(1), f, value, new TreeMap<>());
  }

  private void read(Object value, String tag) {
    revisions.note(
        call("read", Arrays.asList(3L, null)),
        op(Op.Type.OK, "read", Arrays.asList(3L, value)),
        Optional.of(tag));
  }

  private Optional<String> revisionOf(long from, long to) {
    KvOperation known = revisions.known(call("cas", List.of(3L, List.of(from, to))));
    return known instanceof KvOperation.Cas cas ? cas.revision() : Optional.empty();
  }

  @Test
  void aCompareAndSetAsksForTheRevisionThatItsValueWasSeenAt() {
    read(17L, "\"9\"");
    assertThat(revisionOf(17, 18)).contains("\"9\"");
    assertThat(
            RequestEncoder.of(
                    revisions.known(call("cas", List.of(3L, List.of(17L, 18L)))), false, v -> v)
                .headers())
        .containsExactly("If-Match: \"9\"");
  }

  @Test
  void ofAnotherValueTheRevisionSaysNothing() {
    read(17L, "\"9\"");
    assertThat(revisionOf(16, 18)).isEmpty();
    read(new Keyword("absent"), "\"10\"");
    assertThat(revisionOf(17, 18)).contains("\"9\"");
  }

  @Test
  void theOtherHalfCompareValues() {
    read(17L, "\"9\"");
    assertThat(Comparison.of(18L)).isEqualTo(Comparison.REVISION);
    assertThat(Comparison.of(19L)).isEqualTo(Comparison.VALUE);
    assertThat(revisionOf(17, 19)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void aValueIsComparedAsItWasChosenFor(Comparison comparison) {
    for (int number = 0; number < 10; number++) {
      assertThat(Comparison.of(comparison.value(number))).isEqualTo(comparison);
    }
  }

  @Test
  void aRequestThatMayBeRepeatedIsTheSameEachTime() {
    read(17L, "\"9\"");
    Op named = op(Op.Type.INVOKE, "cas", List.of(3L, List.of(17L, 18L)));
    named.extra().put("request", "p1/7");
    assertThat(revisions.known(KvOperation.of(named))).isEqualTo(KvOperation.of(named));
  }

  @Test
  void whatWasWrittenHasTheRevisionThatTheAnswerNames() {
    revisions.note(
        call("write", List.of(3L, 20L)), op(Op.Type.OK, "write", List.of(3L, 20L)), tag("4"));
    assertThat(revisionOf(20, 22)).contains("4");
    revisions.note(
        call("cas", List.of(3L, List.of(20L, 21L))),
        op(Op.Type.OK, "cas", List.of(3L, List.of(20L, 21L))),
        tag("5"));
    assertThat(revisionOf(21, 22)).contains("5");
    revisions.note(
        call("write", List.of(3L, 23L)), op(Op.Type.INFO, "write", List.of(3L, 23L)), tag("6"));
    assertThat(revisionOf(23, 24)).isEmpty();
  }

  @Test
  void aRevisionThatIsAnotherSaysNothingOfTheValue() {
    read(17L, "\"9\"");
    KvOperation known = revisions.known(call("cas", List.of(3L, List.of(17L, 18L))));
    Op failed = Completions.answered(known, 412, "");
    assertThat(failed.type()).isEqualTo(Op.Type.FAIL);
    assertThat(failed.extra()).containsEntry("error", new Keyword("revision-mismatch"));
  }

  private static Optional<String> tag(String revision) {
    return Optional.of(revision);
  }
}
