package dev.ariadne.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultTest {

  private static Result of(String summary, String... details) {
    return Result.of("set", Verdict.INVALID, summary).withDetails(List.of(details));
  }

  @Test
  void whatTheSummaryTellsIsNotToldAgain() {
    Result result = of("2 lost: 7 of key 1", "7 of key 1", "8 of key 1");
    assertThat(result.withFirst(1)).isEqualTo("2 lost: 7 of key 1");
    assertThat(result.withFirst(9)).isEqualTo("2 lost: 7 of key 1 8 of key 1");
  }

  @Test
  void detailsFollowASummaryThatTellsNoneOfThem() {
    assertThat(of("wrong", "this", "that").withFirst(1)).isEqualTo("wrong this");
    assertThat(of("wrong").withFirst(1)).isEqualTo("wrong");
    assertThat(of("1 wrong: this", "this").withFirst(0)).isEqualTo("1 wrong: this");
  }
}
