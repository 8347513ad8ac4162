package dev.ariadne.server.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {

  @ParameterizedTest
  @ValueSource(longs = {200, 256, 1024, 4096, 5000, 20_000, 1L << 30})
  void thereIsAlwaysAReserveForFiles(long limit) throws IOException {
    Descriptors shares = Descriptors.of(limit, 40, 4096);
    long taken = 40L + shares.clients() + shares.peers() + shares.links();
    assertThat(limit - taken).isGreaterThan(Descriptors.RESERVE);
    assertThat(shares.clients()).isGreaterThanOrEqualTo(Descriptors.CLIENTS_MIN);
  }

  @Test
  void whereThereAreEnoughNobodyIsShort() throws IOException {
    assertThat(Descriptors.of(20_000, 40, 4096)).isEqualTo(new Descriptors(20_000, 4096, 256, 64));
  }

  @Test
  void aLimitThatIsTooLowIsNamedWithWhatIsNeeded() throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Descriptors.of(128, 40, 4096))
        .withMessage(
            "the limit of 128 open files is too low, at least 168 are needed: raise it (ulimit"
                + " -n)");
    assertThat(Descriptors.of(168, 40, 4096).clients())
        .isGreaterThanOrEqualTo(Descriptors.CLIENTS_MIN);
  }

  @Test
  void thisProcessHasItsOwn() throws IOException {
    assertThat(Descriptors.ofThisProcess(100).clients()).isBetween(1, 100);
  }
}
