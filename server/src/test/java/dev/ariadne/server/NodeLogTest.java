package dev.ariadne.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log's own escaping, for whatever did not come through {@code Printable}. */
class NodeLogTest {

  private static final String EVIL = "a\u001b[2J\u009b\n2026 INFO  event=serving\r\u202eb\u2028";

  private final LoggerContext context = new LoggerContext();
  private Logger log;

  @BeforeEach
  void configure() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/ariadne-node-logback.xml"));
    log = context.getLogger("test");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aMessageIsOneLineWithoutControls() {
    String line = logged("the message: " + EVIL, null);
    assertThat(line).endsWith("\n");
    assertThat(line.strip().codePoints())
        .noneMatch(Character::isISOControl)
        .doesNotContain(0x202e, 0x2028);
    assertThat(line).contains("a?[2J??2026 INFO  event=serving??b?");
  }

  @Test
  void aTraceKeepsOnlyItsOwnLines() {
    Throwable failure = new IllegalStateException(EVIL, new IllegalArgumentException(EVIL));
    assertThat(logged("it broke", failure).lines().skip(1))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.replace("\t", "").codePoints())
                  .noneMatch(Character::isISOControl)
                  .doesNotContain(0x202e, 0x2028);
              assertThat(line)
                  .matches("(java.lang.IllegalStateException|Caused by|\tat |\t\\.\\.\\. ).*");
            });
  }

  private String logged(String message, Throwable failure) {
    ConsoleAppender<ILoggingEvent> out =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("OUT");
    LoggingEvent event =
        new LoggingEvent(getClass().getName(), log, Level.INFO, message, failure, null);
    return new String(out.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
