package dev.ariadne.harness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A correctness test of a whole cluster: a workload under faults, and its verdict.
 *
 * <p>On a method, it is a test that runs once for each seed. The method may check more, or be
 * empty:
 *
 * <pre>{@code
 * @ClusterTest(nodes = 5, workload = "register", nemesis = {"partition", "kill"}, seeds = "1..20")
 * void keepsItsPromises(ClusterRun run) {
 *   assertThat(run.count("kill", "killed")).isPositive();
 * }
 * }</pre>
 *
 * On a class, it applies to every {@code @Test} in it with a run as a parameter. Such a test runs
 * all seeds, one after the other, and gets the last run. The annotation on the class also gives the
 * defaults for its {@code @ClusterTest} methods.
 *
 * <p>A violation fails the test, with the counterexample and the command that repeats it. An
 * unknown or vacuous run aborts the test with the reason: no error was found, and nothing was
 * shown.
 *
 * <p>Parameters of a method after a run may be {@link ClusterRun}, {@link
 * dev.ariadne.checker.history.History History}, {@code List<Op>}. A method with a parameter of type
 * {@link ByHand}, {@link dev.ariadne.harness.cluster.Cluster Cluster} or {@link ByHand.Hand} (a
 * client) gets a cluster without a workload and does the operations itself. The history of its
 * clients is judged when the method returns. As a parameter, {@code List<Op>} is then a list that
 * grows during the test.
 *
 * <p>In simulation, each seed draws a world of its own: a value for every element that is left at
 * its default. {@code -D}{@value Seeds#PROPERTY}{@code =7} runs other seeds than those in the
 * source.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@TestTemplate
@Tag("cluster")
@ExtendWith(ClusterTestExtension.class)
public @interface ClusterTest {

  /** The value of a number that is not given. */
  int UNSAID = Integer.MIN_VALUE;

  /** The name of the target; empty for the only target, or for the harness's own server. */
  String target() default "";

  /**
   * The number of servers, 1 to 31. By default 5 in a live cluster; in simulation each seed draws
   * it.
   */
  int nodes() default UNSAID;

  /**
   * The number of clients, 1 to 1000. By default three for each server; in simulation each seed
   * draws it.
   */
  int concurrency() default UNSAID;

  /**
   * The operations per second of all clients together, 0.001 to 100000. By default 300; in
   * simulation each seed draws it.
   */
  double rate() default UNSAID;

  /**
   * The workload: {@code register}, {@code set}, {@code append}, {@code counter}, or one of your
   * own.
   */
  String workload() default "";

  /** The number of keys in use, 1 to 10000. By default 5; in simulation each seed draws it. */
  int keys() default UNSAID;

  /**
   * The kinds of faults, each perhaps with a target, as in {@code "kill:leader"}; {@code "none"}
   * for none. By default the usual ones; in simulation each seed draws them.
   */
  String[] nemesis() default {};

  /**
   * Scenes between the faults, by name; {@code "all"} or {@code "none"} alone. By default all in a
   * live cluster that has faults; in simulation each seed draws them.
   */
  String[] scenes() default {};

  /** The time from the start of a fault to the start of the next: {@code "500ms"}, {@code "3s"}. */
  String nemesisInterval() default "";

  /**
   * The time for which clients work under faults, in the cluster's time: {@code "30s"}, {@code
   * "2m"}.
   */
  String timeLimit() default "";

  /**
   * The longest wait for the first acknowledged operation, written as {@code timeLimit}; by default
   * 30 s.
   */
  String setupLimit() default "";

  /**
   * The largest share of vacuous seeds with which a {@code @Test} with several seeds still passes:
   * {@code "50%"}. By default it is aborted only if all seeds are vacuous.
   */
  String vacuousMax() default "";

  /**
   * The seeds: {@code "7"}, {@code "1..50"}, {@code "1,5,9"}. {@code "commit"} is one seed that
   * depends on the commit, so that CI tries another seed with each commit. By default 1.
   */
  String seeds() default "";

  /** True for real processes in real time in place of a simulation. */
  boolean live() default false;

  /** True if clients read the local copy of their server, which is wrong on purpose. */
  boolean staleReads() default false;

  /** False if the method itself judges the verdict. */
  boolean judged() default true;

  /** The directory for live runs and for failed simulated runs. */
  String store() default "target/ariadne-store";
}
