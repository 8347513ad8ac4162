package dev.ariadne.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

  @Test
  void whatIsPlainStaysAsItIs() {
    String plain = "a key /ключ -> \"値\" 😀 `x` <b>|</b> \\n";
    assertThat(Printable.line(plain)).isEqualTo(plain);
  }

  @Test
  void nothingEndsTheLineMovesTheCursorOrHidesOtherText() {
    assertThat(Printable.line("a\nb\r\tc\0d\u001b[31me\u007f\u0085"))
        .isEqualTo("a\\nb\\r\\tc\\u0000d\\u001b[31me\\u007f\\u0085");
    assertThat(Printable.line("\u202e\u2066\u2028\u200b"))
        .isEqualTo("\\u202e\\u2066\\u2028\\u200b");
    assertThat(Printable.line("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
    assertThat(Printable.line("\ud83d|\ude00")).isEqualTo("\\ud83d|\\ude00");
  }

  @Test
  void aLongTextIsCutAndTheRestIsCounted() {
    assertThat(Printable.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.line("abcdefg", 6)).isEqualTo("abcdef… (1 more characters)");
    assertThat(Printable.line("abcde😀", 6)).isEqualTo("abcde… (2 more characters)");
    assertThat(Printable.line("x".repeat(10_000_000)))
        .isEqualTo("x".repeat(Printable.LINE_CHARS_MAX) + "… (9998000 more characters)");
  }
}
