package dev.ariadne.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "C:\\new", "ä € 中文 עברית 😀", "a=\"b\""})
  void whatCanBeReadStays(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0a, \\n",
    "0d, \\r",
    "09, \\t",
    "00, \\u0000",
    "1b, \\u001b",
    "7f, \\u007f",
    "85, \\u0085",
    "9b, \\u009b",
    "200b, \\u200b",
    "200f, \\u200f",
    "2028, \\u2028",
    "2029, \\u2029",
    "202e, \\u202e",
    "2066, \\u2066",
    "feff, \\ufeff",
    "d800, \\ud800",
    "e000, \\ue000",
    "e0001, \\udb40\\udc01"
  })
  void whatMovesAnythingIsEscaped(String codePoint, String escaped) {
    String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
    assertThat(Printable.of(text)).isEqualTo("a" + escaped + "b");
  }

  @Test
  void everyControlCharacterOfEveryPlaneIsEscaped() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String shown = Printable.of(Character.toString(c));
      assertThat(shown.codePoints().noneMatch(Character::isISOControl)).as("%x", c).isTrue();
    }
  }

  @Test
  void aLongTextIsCutAndSaysSo() {
    assertThat(Printable.of("x".repeat(1_000))).isEqualTo("x".repeat(1_000));
    assertThat(Printable.of("x".repeat(10_000_000)))
        .isEqualTo("x".repeat(1_000) + "… (9999000 characters more)");
    assertThat(Printable.of("abcdef", 2)).isEqualTo("ab… (4 characters more)");
    assertThat(Printable.of("a😀b", 2)).isEqualTo("a… (3 characters more)");
  }
}
