package dev.ariadne.checker.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios, namespaced maps, and numbers and lines of any length. */
class NumberParserTest {

  @Test
  void ratiosAreExactAndInLowestTerms() throws EdnException {
    assertThat(EdnReader.read("2/4")).isEqualTo(EdnReader.read("1/2")).hasToString("1/2");
    assertThat(EdnReader.read("-3/6")).hasToString("-1/2");
    assertThat(EdnReader.read("+3/6")).hasToString("1/2");
    assertThat(EdnReader.read("4/2")).isEqualTo(2L);
    assertThat(EdnReader.read("0/7")).isEqualTo(0L);
    assertThat(EdnReader.read("1/2")).isNotEqualTo(0.5);
    assertThat(EdnReader.read("36893488147419103232/2"))
        .isEqualTo(new BigInteger("18446744073709551616"));
    assertThat(EdnPrinter.print(EdnReader.read("[1/3 -10/4]"))).isEqualTo("[1/3 -5/2]");
    for (String bad : List.of("1/0", "1/", "1/-2", "1/2/3", "1/2N", "1.5/2")) {
      assertThatThrownBy(() -> EdnReader.read(bad)).as(bad).isInstanceOf(EdnException.class);
    }
  }

  @Test
  void ratiosStandAmongOtherNumbers() throws EdnException {
    List<?> mixed = (List<?>) EdnReader.read("[1 2/3 0.5 1/3 0.4M 1/2]");
    assertThat(mixed.stream().sorted(EdnOrder.BY_KIND).map(EdnPrinter::print))
        .startsWith("1/3", "0.4M")
        .endsWith("2/3", "1");
  }

  @Test
  void namespacedMapsAreTheMapsThatTheyStandFor() throws EdnException {
    assertThat(EdnReader.read("#:k{:a 1, :b/c 2, :_/d 3, e 4, \"f\" 5, :g {:h 6}}"))
        .isEqualTo(EdnReader.read("{:k/a 1, :b/c 2, :d 3, k/e 4, \"f\" 5, :k/g {:h 6}}"));
    assertThat(EdnReader.read("#:a.b {}")).isEqualTo(Map.of());
    for (String bad : List.of("#:k[1]", "#::k{:a 1}", "#:{:a 1}", "#:k{:a 1 :k/a 2}")) {
      assertThatThrownBy(() -> EdnReader.read(bad)).as(bad).isInstanceOf(EdnException.class);
    }
  }

  @Test
  void longNumbersAreWhatTheJdkMakesOfThem() throws EdnException {
    for (int digits : new int[] {999, 1000, 1001, 2000, 2001, 5003}) {
      String number = "123456789".repeat(digits).substring(0, digits);
      assertThat(EdnReader.read(number)).isEqualTo(new BigInteger(number));
      assertThat(EdnReader.read("-" + number + "N")).isEqualTo(new BigInteger("-" + number));
      assertThat(EdnReader.read("0x" + number)).isEqualTo(new BigInteger(number, 16));
      for (String decimal : List.of("1." + number, "-" + number + ".5e-7", number + "E3")) {
        assertThat(EdnReader.read(decimal + "M")).isEqualTo(new BigDecimal(decimal));
      }
      assertThatThrownBy(() -> EdnReader.read(number + "-" + number))
          .isInstanceOf(EdnException.class);
    }
  }

  /** In time that grows with the square of the length this would take minutes. */
  @Test
  void numbersAndLinesOfMillionsOfCharactersAreRead() throws EdnException {
    int digits = 3_000_000;
    assertThat(((BigInteger) EdnReader.read("7".repeat(digits))).bitLength())
        .isEqualTo(
            (int) Math.ceil(Math.log(7.0 / 9) / Math.log(2) + digits * Math.log(10) / Math.log(2)));
    byte[] line = "x".repeat(60_000_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(TextInput.utf8(new ByteArrayInputStream(line)).restOfLine()).hasSize(line.length);
  }

  @Test
  void whatCannotBeSeenIsWrittenOut() {
    assertThat(SafeText.escaped("a\u001b[0m\u0000\n\r\t\u0085\u009b\u202e\u2066\u2028\ud800é漢😀"))
        .isEqualTo("a\\u001b[0m\\u0000\\n\\r\\t\\u0085\\u009b\\u202e\\u2066\\u2028\\ud800é漢😀");
    assertThat(SafeText.escaped("plain")).isEqualTo("plain");
    assertThat(SafeText.cut("0123456789".repeat(10), 25)).isEqualTo("0123456789 ... 0123456789");
    assertThat(SafeText.cut("😀".repeat(50), 26).codePoints())
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
