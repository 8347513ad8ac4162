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
 * <p>On a method, it is a test of its own, once for each seed; what the method says beyond that is
 * up to it, and may be nothing:
 *
 * <pre>{@code
 * @ClusterTest(nodes = 5, workload = "register", nemesis = {"partition", "kill"}, seeds = "1..20")
 * void keepsItsPromises(ClusterRun run) {
 *   assertThat(run.count("kill", "killed")).isPositive();
 * }
 * }</pre>
 *
 * On a class, it holds for every {@code @Test} in it that asks for a run (all seeds are run, one
 * after the other; it sees the last), and is what its {@code @ClusterTest} methods leave unsaid.
 *
 * <p>A violation fails the test, with the counterexample and the command that makes it happen
 * again. A run that is unknown or vacuous aborts it with the reason: nothing was found wrong, and
 * nothing was shown.
 *
 * <p>What a method may ask for after a run: {@link ClusterRun}, {@link
 * dev.ariadne.checker.history.History History}, {@code List<Op>}. A method with a parameter of type
 * {@link ByHand}, {@link dev.ariadne.harness.cluster.Cluster Cluster} or {@link ByHand.Hand} (a
 * client) gets a cluster without a workload and does the operations itself; what its clients saw is
 * judged when it returns, and is a {@code List<Op>} that grows meanwhile.
 *
 * <p>In simulation each seed draws what is left at its default: its own world. {@code -D}{@value
 * Seeds#PROPERTY}{@code =7} runs other seeds than those in the source.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@TestTemplate
@Tag("cluster")
@ExtendWith(ClusterTestExtension.class)
public @interface ClusterTest {

  /** The value of a number that is not given; nobody would write it. */
  int UNSAID = Integer.MIN_VALUE;

  /** Name of the target; the only one, or the harness's own server, if it is empty. */
  String target() default "";

  /** Servers, 1 to 31; unsaid: 5 of a live cluster, as each seed draws it in simulation. */
  int nodes() default UNSAID;

  /** Clients, 1 to 1000; unsaid: three for each server, or as each seed draws it. */
  int concurrency() default UNSAID;

  /**
   * Operations a second, all clients together, 0.001 to 100000; unsaid: 300, or as each seed draws
   * it.
   */
  double rate() default UNSAID;

  /** {@code register}, {@code set}, {@code append}, {@code counter}, or a user's own. */
  String workload() default "";

  /** Keys that are worked on, 1 to 10000; unsaid: 5, or as each seed draws it. */
  int keys() default UNSAID;

  /** Kinds of faults; {@code "none"} for none; empty: the usual ones, or as each seed draws it. */
  String[] nemesis() default {};

  /** From the beginning of a fault to that of the next: {@code "500ms"}, {@code "3s"}. */
  String nemesisInterval() default "";

  /** How long clients work under faults, in the cluster's own time: {@code "30s"}, {@code "2m"}. */
  String timeLimit() default "";

  /** How long the first acknowledged operation is waited for, as {@code timeLimit}; empty: 30 s. */
  String setupLimit() default "";

  /**
   * The greatest share of vacuous seeds with which a {@code @Test} that has several still passes:
   * {@code "50%"}; empty: it is aborted only if all are vacuous.
   */
  String vacuousMax() default "";

  /**
   * Which seeds: {@code "7"}, {@code "1..50"}, {@code "1,5,9"}; {@code "commit"}: one that the
   * commit decides, so that CI tries another with each; empty: 1.
   */
  String seeds() default "";

  /** Real processes in real time in place of a simulation. */
  boolean live() default false;

  /** Clients read their server's own copy, which is wrong on purpose. */
  boolean staleReads() default false;

  /** False: the method itself says what the verdict has to be. */
  boolean judged() default true;

  /** Where runs are kept that are worth it: live ones, and simulated ones that failed. */
  String store() default "target/ariadne-store";
}
