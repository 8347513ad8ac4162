package dev.ariadne.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandTest {

  @Test
  void theHeapIsSmallUnlessSomebodySaysMore() throws IOException {
    assertThat(JavaCommand.heap(null)).isEqualTo("256m");
    assertThat(JavaCommand.heap("")).isEqualTo("256m");
    assertThat(JavaCommand.heap("2g")).isEqualTo("2g");
    assertThat(JavaCommand.heap("512M")).isEqualTo("512M");
  }

  @ParameterizedTest
  @ValueSource(strings = {"much", "512", "-1g", "0g", "5x2m", "1 g", "12k"})
  void whatIsNoSizeIsNamed(String wrong) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> JavaCommand.heap(wrong))
        .withMessage("ARIADNE_HEAP is a size such as 512m or 2g, not " + wrong);
  }
}
