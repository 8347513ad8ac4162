package dev.ariadne.harness.junit;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.cluster.Cluster;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs what {@link ClusterTest} asks for: before the test method is called, so that a violation
 * fails the test whatever the method says, and the method gets to see what happened.
 */
final class ClusterTestExtension
    implements TestTemplateInvocationContextProvider,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ClusterTestExtension.class);

  /** The seed of an invocation; of a plain test there is none. */
  private record Seeded(long seed) {}

  /** The test of one seed. */
  private record Invocation(long seed) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Noted(seed));
    }
  }

  /** Tells the extension proper which seed it is. */
  private record Noted(long seed) implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      context.getStore(NAMESPACE).put("seed", new Seeded(seed));
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), ClusterTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return seeds(settings(context)).stream().map(Invocation::new);
  }

  private static List<Long> seeds(Settings settings) {
    return Seeds.of(settings.seeds(), System.getenv(), Path.of(""));
  }

  private static Settings settings(ExtensionContext context) {
    Optional<ClusterTest> onClass = Optional.empty();
    for (Class<?> type = context.getRequiredTestClass();
        type != null && onClass.isEmpty();
        type = type.getEnclosingClass()) {
      onClass = AnnotationSupport.findAnnotation(type, ClusterTest.class);
    }
    return Settings.of(
        AnnotationSupport.findAnnotation(context.getTestMethod(), ClusterTest.class), onClass);
  }

  private static boolean takes(ExtensionContext context, Class<?> type) {
    return Arrays.asList(context.getRequiredTestMethod().getParameterTypes()).contains(type);
  }

  private static boolean byHand(ExtensionContext context) {
    return takes(context, ByHand.class) || takes(context, Cluster.class);
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) throws IOException {
    boolean template = supportsTestTemplate(context);
    if (byHand(context) || !(template || takes(context, ClusterRun.class))) {
      return;
    }
    Settings settings = settings(context);
    Seeded seeded = context.getStore(NAMESPACE).get("seed", Seeded.class);
    List<Long> seeds = seeded == null ? seeds(settings) : List.of(seeded.seed());
    Runs runs = new Runs(settings);
    for (long seed : seeds) {
      ClusterRun run = runs.run(seed);
      context.getStore(NAMESPACE).put(ClusterRun.class, run);
      publish(context, run);
      if (settings.judged()) {
        Judgement.of(run, again(context, seed));
      }
    }
  }

  private static void publish(ExtensionContext context, ClusterRun run) {
    Map<String, String> entries = new TreeMap<>();
    entries.put("seed", Long.toString(run.seed()));
    entries.put("verdict", run.verdict().name().toLowerCase(Locale.ROOT));
    entries.put("run again", run.again());
    run.fingerprint().ifPresent(print -> entries.put("fingerprint", print.toString()));
    run.report().ifPresent(report -> entries.put("report", report.toString()));
    context.publishReportEntry(entries);
  }

  /** How Maven runs this test alone, with this seed. */
  private static String again(ExtensionContext context, long seed) {
    Method method = context.getRequiredTestMethod();
    return "mvn test -Dtest=%s#%s -D%s=%d"
        .formatted(
            context.getRequiredTestClass().getSimpleName(), method.getName(), Seeds.PROPERTY, seed);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ClusterRun.class || type == ByHand.class || type == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == ClusterRun.class) {
      return Optional.ofNullable(context.getStore(NAMESPACE).get(ClusterRun.class))
          .orElseThrow(
              () ->
                  new ParameterResolutionException(
                      "a test has either a ClusterRun or a cluster to do it by hand, not both"));
    }
    ByHand hand = opened(context);
    return type == Cluster.class ? hand.cluster() : hand;
  }

  private static ByHand opened(ExtensionContext context) {
    ByHand open = context.getStore(NAMESPACE).get(ByHand.class, ByHand.class);
    if (open != null) {
      return open;
    }
    Settings settings = settings(context);
    Seeded seeded = context.getStore(NAMESPACE).get("seed", Seeded.class);
    try {
      ByHand hand =
          new Runs(settings).byHand(seeded == null ? seeds(settings).getFirst() : seeded.seed());
      context.getStore(NAMESPACE).put(ByHand.class, hand);
      return hand;
    } catch (IOException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    ByHand hand = context.getStore(NAMESPACE).get(ByHand.class, ByHand.class);
    if (hand == null) {
      return;
    }
    try {
      Checks.Outcome outcome = hand.judge();
      // A test that has failed has said why.
      if (context.getExecutionException().isEmpty() && settings(context).judged()) {
        long seed = hand.scenario().seed();
        Judgement.of(outcome, seed, again(context, seed));
      }
    } finally {
      hand.close();
    }
  }
}
