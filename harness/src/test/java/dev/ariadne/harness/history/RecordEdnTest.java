package dev.ariadne.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordEdnTest {

  enum Size {
    SMALL,
    VERY_LARGE
  }

  record Place(String file, long offset) {}

  record Beside(Optional<String> leader, Optional<Long> term) implements RecordEdn.Inline {}

  record All(
      Size size,
      List<String> nodes,
      Beside beside,
      long leaveBytes,
      int times,
      boolean late,
      @RecordEdn.Entry("double") int doubled,
      List<Place> places,
      List<List<String>> links,
      Optional<List<Place>> tried) {}

  private static final All FULL =
      new All(
          Size.VERY_LARGE,
          List.of("n1", "n2"),
          new Beside(Optional.of("n1"), Optional.of(7L)),
          1L << 40,
          3,
          true,
          4,
          List.of(new Place("a", 1)),
          List.of(List.of("n1", "n2")),
          Optional.of(List.of(new Place("b", 2))));

  @Test
  void aRecordIsAMapInTheOrderOfItsComponents() {
    assertThat(EdnPrinter.print(RecordEdn.write(FULL)))
        .isEqualTo(
            "{:size :very-large, :nodes [\"n1\" \"n2\"], :leader \"n1\", :term 7,"
                + " :leave-bytes 1099511627776, :times 3, :late true, :double 4,"
                + " :places [{:file \"a\", :offset 1}], :links [[\"n1\" \"n2\"]],"
                + " :tried [{:file \"b\", :offset 2}]}");
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    String text = EdnPrinter.print(RecordEdn.write(FULL));
    assertThat(RecordEdn.read(All.class, EdnReader.read(text))).isEqualTo(FULL);
  }

  @Test
  void whatIsMissingIsEmptyOrTheFirstConstant() {
    All empty =
        new All(
            Size.SMALL,
            List.of(),
            new Beside(Optional.empty(), Optional.empty()),
            0,
            0,
            false,
            0,
            List.of(),
            List.of(),
            Optional.empty());
    assertThat(RecordEdn.read(All.class, Edn.map())).isEqualTo(empty);
    assertThat(RecordEdn.read(All.class, null)).isEqualTo(empty);
  }

  @Test
  void aValueOfAnotherTypeIsRefusedByName() {
    assertThatThrownBy(() -> RecordEdn.read(All.class, Edn.put(Edn.map(), "late", 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a value of :late: 1");
    assertThatThrownBy(
            () -> RecordEdn.read(All.class, Edn.put(Edn.map(), "size", Edn.keyword("huge"))))
        .hasMessageContaining(":size");
  }
}
