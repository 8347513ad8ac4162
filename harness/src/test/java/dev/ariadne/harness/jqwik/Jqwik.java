package dev.ariadne.harness.jqwik;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs properties as a build would, and listens. */
final class Jqwik {

  /**
   * @param failure what the last one failed with, as it was after shrinking; null if none did
   * @param shown on the terminal
   */
  record Said(Throwable failure, String shown) {}

  private Jqwik() {}

  static Said run(DiscoverySelector properties) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(properties).build(),
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  result.getThrowable().ifPresent(failure::set);
                }
              });
    } finally {
      System.setOut(before);
    }
    return new Said(failure.get(), bytes.toString(StandardCharsets.UTF_8));
  }
}
