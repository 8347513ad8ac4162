package dev.ariadne.harness.ariadne.zoo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs the hunts for several patches, some of them at the same time. */
final class Zoo {

  /**
   * The hunts for each patch.
   *
   * @param whole the hunt with oracles and checkers
   * @param clients the hunt that is judged like a live run
   */
  record Plan(Optional<BugHunt.Limits> whole, Optional<BugHunt.Limits> clients) {}

  private static final long WATCH_MILLIS = 500;

  private final Map<String, String> sources;
  private final Compilation compilation;
  private final Plan plan;

  Zoo(Map<String, String> sources, Compilation compilation, Plan plan) {
    this.sources = sources;
    this.compilation = compilation;
    this.plan = plan;
  }

  /**
   * @param threads the number of patches at a time
   * @param each receives every result as it comes, in this thread
   * @return the results in the order of the patches
   */
  List<HuntResult> run(List<Patch> patches, int threads, Consumer<HuntResult> each)
      throws InterruptedException {
    ArrayDeque<Patch> waiting = new ArrayDeque<>(patches);
    List<Visit> running = new ArrayList<>();
    List<HuntResult> findings = new ArrayList<>();
    BlockingQueue<Visit> ended = new LinkedBlockingQueue<>();
    while (findings.size() < patches.size()) {
      while (running.size() < threads && !waiting.isEmpty()) {
        Visit visit = new Visit(waiting.poll(), ended);
        running.add(visit);
        visit.start();
      }
      Visit done = ended.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS);
      running.forEach(Visit::watch);
      if (done != null) {
        running.remove(done);
        findings.add(done.finding());
        each.accept(done.finding());
      }
    }
    List<HuntResult> ordered = new ArrayList<>();
    for (Patch patch : patches) {
      findings.stream().filter(f -> f.patch() == patch).forEach(ordered::add);
    }
    return ordered;
  }

  /** One patch in a thread of its own. An endless thread is abandoned. */
  private final class Visit {

    private final Patch patch;
    private final BlockingQueue<Visit> ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long begunNanos = System.nanoTime();

    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile Optional<String> unusable = Optional.empty();
    private volatile Optional<BugHunt.Outcome> whole = Optional.empty();
    private volatile Optional<BugHunt.Outcome> clients = Optional.empty();
    private volatile Optional<BugHunt> hunt = Optional.empty();
    private volatile boolean withOracles;

    Visit(Patch patch, BlockingQueue<Visit> ended) {
      this.patch = patch;
      this.ended = ended;
    }

    void start() {
      Thread.ofPlatform().daemon().name("zoo-" + patch.id()).start(this::run);
    }

    private void run() {
      try {
        PatchedServer plant = PatchedServer.of(patch, sources, compilation);
        if (plan.whole().isPresent()) {
          whole = Optional.of(hunt(plant, true, plan.whole().get()));
        }
        if (plan.clients().isPresent() && !over.get()) {
          clients = Optional.of(hunt(plant, false, plan.clients().get()));
        }
      } catch (PatchException e) {
        unusable = Optional.of(e.getMessage());
      } catch (LinkageError e) {
        unusable = Optional.of("the harness does not fit a server with this change: " + e);
      } catch (RuntimeException | Error e) {
        failure = Optional.of(e);
      }
      end();
    }

    private BugHunt.Outcome hunt(PatchedServer plant, boolean oracles, BugHunt.Limits limits) {
      BugHunt next = new BugHunt(plant, oracles, limits);
      withOracles = oracles;
      hunt = Optional.of(next);
      BugHunt.Outcome outcome = next.run();
      hunt = Optional.empty();
      return outcome;
    }

    /** Abandons the hunt if it is endless. */
    void watch() {
      Optional<BugHunt> now = hunt;
      if (now.isPresent() && now.get().isEndless()) {
        if (withOracles) {
          whole = Optional.of(now.get().endless());
        } else {
          clients = Optional.of(now.get().endless());
        }
        end();
      }
    }

    private void end() {
      if (over.compareAndSet(false, true)) {
        ended.add(this);
      }
    }

    HuntResult finding() {
      return new HuntResult(
          patch, unusable, failure, whole, clients, System.nanoTime() - begunNanos);
    }
  }
}
