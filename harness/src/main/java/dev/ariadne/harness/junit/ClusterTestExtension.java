package dev.ariadne.harness.junit;

import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.Progress;
import dev.ariadne.harness.report.SweepVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs the tests of {@link ClusterTest}. A run comes before its test method is called. So a
 * violation fails the test in any case, and the method can inspect the run.
 */
final class ClusterTestExtension
    implements TestTemplateInvocationContextProvider,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        TestExecutionExceptionHandler,
        ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ClusterTestExtension.class);

  /** The seed of an invocation and its place among all seeds. A plain test has none. */
  private record Seeded(long seed, int number, int of) {}

  /** The test of one seed. */
  private record SeedInvocation(long seed, int number, int of)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Noted(new Seeded(seed, number, of)));
    }
  }

  /** Tells the extension the seed. */
  private record Noted(Seeded seeded) implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      context.getStore(NAMESPACE).put("seed", seeded);
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), ClusterTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    List<Long> seeds = seeds(settings(context));
    return IntStream.range(0, seeds.size())
        .mapToObj(at -> new SeedInvocation(seeds.get(at), at + 1, seeds.size()));
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

  @Override
  public void beforeTestExecution(ExtensionContext context) throws IOException {
    Method test = context.getRequiredTestMethod();
    if (TestParameter.byHand(test)
        || !(supportsTestTemplate(context) || TestParameter.aRun(test))) {
      return;
    }
    Settings settings = settings(context);
    Seeded seeded = context.getStore(NAMESPACE).get("seed", Seeded.class);
    List<Long> seeds = seeded == null ? seeds(settings) : List.of(seeded.seed());
    SuiteRuns runs = new SuiteRuns(settings);
    SweepVerdict all = new SweepVerdict(settings.vacuousMax());
    for (int at = 0; at < seeds.size(); at++) {
      long seed = seeds.get(at);
      ClusterRun run =
          run(
              runs,
              new SuiteProgress.Run(
                  name(context),
                  seed,
                  seeded == null ? at + 1 : seeded.number(),
                  seeded == null ? seeds.size() : seeded.of()),
              settings.live());
      context.getStore(NAMESPACE).put(ClusterRun.class, run);
      publish(context, run);
      all.add(seed, run.checks());
      // One vacuous seed of many does not abort the test, because a later seed may find a
      // violation.
      if (settings.judged() && (seeds.size() == 1 || run.verdict() == Verdict.INVALID)) {
        JUnitOutcome.of(run, again(context, seed));
      }
    }
    if (seeds.size() > 1) {
      context.publishReportEntry("seeds", all.counts());
      if (settings.judged()) {
        JUnitOutcome.ofAll(all);
      }
    }
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  /** Runs one seed and prints the progress. */
  private static ClusterRun run(SuiteRuns runs, SuiteProgress.Run seed, boolean live)
      throws IOException {
    Progress progress = new Progress();
    Supplier<Optional<String>> moment =
        () -> live ? Optional.of(progress.now().line(Optional.empty()).strip()) : Optional.empty();
    Thread watch = SuiteProgress.SHARED.watch(seed, moment);
    try {
      ClusterRun run = runs.run(seed.seed(), progress);
      SuiteProgress.SHARED.ended(seed, run.verdict());
      return run;
    } finally {
      watch.interrupt();
    }
  }

  private static void publish(ExtensionContext context, ClusterRun run) {
    Map<String, String> entries = new TreeMap<>();
    entries.put("seed", Long.toString(run.seed()));
    entries.put("verdict", run.verdict().name().toLowerCase(Locale.ROOT));
    entries.put("run again", run.again());
    run.traceDigest().ifPresent(print -> entries.put("fingerprint", print.toString()));
    run.report().ifPresent(report -> entries.put("report", report.toString()));
    context.publishReportEntry(entries);
  }

  /** The Maven command that runs only this test with this seed. */
  private static String again(ExtensionContext context, long seed) {
    Method method = context.getRequiredTestMethod();
    return "mvn test -Dtest=%s#%s -D%s=%d"
        .formatted(
            context.getRequiredTestClass().getSimpleName(), method.getName(), Seeds.PROPERTY, seed);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestParameter.of(parameter.getParameter()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Method test = context.getRequiredTestMethod();
    return switch (TestParameter.of(parameter.getParameter()).orElseThrow()) {
      case RUN -> ended(context);
      case HISTORY -> history(ended(context));
      case OPS -> TestParameter.byHand(test) ? opened(context).history() : ended(context).history();
      case HAND -> opened(context);
      case CLUSTER -> opened(context).cluster();
      case CLIENT ->
          client(opened(context), TestParameter.clientsBefore(test, parameter.getIndex()));
    };
  }

  private static ClusterRun ended(ExtensionContext context) {
    ClusterRun run = context.getStore(NAMESPACE).get(ClusterRun.class, ClusterRun.class);
    if (run == null) {
      throw new ParameterResolutionException(
          "a test has either a run that has ended (ClusterRun, History) or a cluster to do it by"
              + " hand, not both; what was done by hand is a List<Op>");
    }
    return run;
  }

  private static History history(ClusterRun run) {
    try {
      return History.of(run.history());
    } catch (HistoryException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
  }

  private static ByHand.Hand client(ByHand hand, int number) {
    return hand.client(hand.nodes().get(number % hand.nodes().size()));
  }

  private static ByHand opened(ExtensionContext context) {
    ByHand open = context.getStore(NAMESPACE).get(ByHand.class, ByHand.class);
    if (open != null) {
      return open;
    }
    Settings settings = settings(context);
    Seeded seeded = context.getStore(NAMESPACE).get("seed", Seeded.class);
    ByHand hand;
    try {
      hand =
          new SuiteRuns(settings)
              .byHand(seeded == null ? seeds(settings).getFirst() : seeded.seed());
    } catch (IOException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
    try {
      hand.ready();
    } catch (RuntimeException | Error e) {
      try {
        throw failed(context, hand, e);
      } finally {
        hand.close();
      }
    }
    context.getStore(NAMESPACE).put(ByHand.class, hand);
    return hand;
  }

  /** Keeps a run by hand and returns the text that says where. */
  private static String kept(ExtensionContext context, ByHand hand) {
    long seed = hand.scenario().seed();
    try {
      return JUnitOutcome.kept(
          hand.kept(true).orElseThrow(),
          AriadneScript.in(settings(context).store()),
          seed,
          again(context, seed));
    } catch (IOException | UncheckedIOException e) {
      return "Seed:         " + seed + "\nNot kept:     " + e.getMessage();
    }
  }

  /** Keeps the run of a failed test by hand, for any failure. The message says where. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    ByHand hand = context.getStore(NAMESPACE).get(ByHand.class, ByHand.class);
    if (hand == null || failure instanceof TestAbortedException) {
      throw failure;
    }
    throw failed(context, hand, failure);
  }

  /**
   * The failure with the place of the kept run. The failure stays even if the run cannot be kept.
   */
  private static AssertionFailedError failed(
      ExtensionContext context, ByHand hand, Throwable failure) {
    try {
      return JUnitOutcome.ofHand(failure, hand.judged().outcome(), kept(context, hand));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return JUnitOutcome.ofHand(failure, "Not kept: " + e);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    ByHand hand = context.getStore(NAMESPACE).get(ByHand.class, ByHand.class);
    if (hand == null) {
      return;
    }
    try {
      hand.kept(false);
      // A test that has failed has said why.
      if (context.getExecutionException().isEmpty() && settings(context).judged()) {
        JUnitOutcome.ofHand(
            hand.judged().outcome(), hand.scenario().seed(), () -> kept(context, hand));
      }
    } finally {
      hand.close();
    }
  }
}
