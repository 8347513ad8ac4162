package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class EventLineTest {

  @Test
  void aLineMayHaveAnythingBeforeTheEvent() {
    assertThat(EventLine.parse("12:00:01.5 INFO n1 - event=became-leader term=5"))
        .contains(event("became-leader", Map.of("term", "5")));
    assertThat(EventLine.parse("term=3 event=x")).contains(event("x", Map.of()));
  }

  @Test
  void allPairsAreFieldsAndOtherWordsAreNot() {
    assertThat(EventLine.parse("event=torn-end-repaired file=a/b.wal offset=12 at last bytes=7"))
        .contains(
            event("torn-end-repaired", Map.of("file", "a/b.wal", "offset", "12", "bytes", "7")));
  }

  @Test
  void aValueWithBlanksIsQuoted() {
    assertThat(EventLine.parse("event=refused why=\"a \\\"b\\\" = \\\\ c\" code=1"))
        .contains(event("refused", Map.of("why", "a \"b\" = \\ c", "code", "1")));
  }

  @Test
  void aLineWithoutAnEventIsNone() {
    assertThat(EventLine.parse("")).isEmpty();
    assertThat(EventLine.parse("event= x=1")).isEmpty();
    assertThat(EventLine.parse("the event=")).isEmpty();
    assertThat(EventLine.parse("prevent=5")).isEmpty();
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAsTheSame(
      @ForAll @AlphaChars @NotEmpty String kind,
      @ForAll @AlphaChars @NotEmpty String key,
      @ForAll String value) {
    String oneLine = value.replaceAll("\\R", " | ");
    assertThat(EventLine.parse(event(kind, Map.of(key, value)).format()))
        .contains(event(kind, Map.of(key, oneLine)));
  }

  private static EventLine event(String kind, Map<String, String> fields) {
    return new EventLine(kind, new TreeMap<>(fields));
  }
}
