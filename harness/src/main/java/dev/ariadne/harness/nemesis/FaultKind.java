package dev.ariadne.harness.nemesis;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of fault: all that anybody asks about it, once. {@link FaultKinds} lists them.
 *
 * @param name on the command line, in the history and in reports
 * @param help what it does, in a few words
 * @param begins operation of the nemesis that brings it about, and the record of its value
 * @param ends operation that takes it away, likewise
 * @param needs what a target must offer for it
 * @param simulatedOnly whether only a simulation offers that
 * @param usual whether a test has it that does not say which faults it wants
 * @param oneWorldOf a sweep draws it in one of so many worlds; 0 for never
 * @param besideOthers whether it comes in a cycle of its own, while others are in force. One that
 *     did not begin names no nodes in its operation's value.
 * @param aims the targets at which it can be aimed, as in {@code kill:leader}; empty if at none
 * @param lingersWith it may leave something to wait for after the heal where the target offers this
 * @param variant entry of the completed operation's value that says which variant it was; empty if
 *     there are none
 * @param effect how counters show that it had an effect
 * @param colour of its band in the report, as in CSS
 * @param factory makes the fault for one cluster
 */
public record FaultKind(
    String name,
    String help,
    Operation<?> begins,
    Operation<?> ends,
    List<Class<? extends Capability>> needs,
    boolean simulatedOnly,
    boolean usual,
    int oneWorldOf,
    boolean besideOthers,
    List<NodeSelector> aims,
    Optional<Class<? extends Capability>> lingersWith,
    String variant,
    EffectCriterion effect,
    String colour,
    Factory<?, ?> factory) {

  /**
   * Operations of the nemesis that are those of no kind: everything ends, is waited for, or belongs
   * to a scene.
   */
  public static final List<String> RESERVED = List.of("heal", "settle", "scene");

  /**
   * An operation of the nemesis.
   *
   * @param f its name
   * @param plan the record that its value is before it is carried out
   */
  public record Operation<P extends Record>(String f, Class<P> plan) {}

  /** Makes a fault for one cluster. */
  @FunctionalInterface
  public interface Factory<B extends Record, E extends Record> {

    /** The fault on a cluster that offers all that the kind needs. */
    Fault<B, E> on(FaultContext context);
  }

  public FaultKind {
    needs = List.copyOf(needs);
    aims = List.copyOf(aims);
    if (RESERVED.contains(begins.f()) || RESERVED.contains(ends.f())) {
      throw new IllegalArgumentException(name + ": no kind may have an operation of " + RESERVED);
    }
  }

  /**
   * A kind in a few words: what, and which nodes.
   *
   * @param begun the completed operation that brought it about
   */
  public String describe(Op begun) {
    String what = name + " " + Edn.name(begun.value(), variant, "");
    List<String> nodes = Edn.strings(begun.value(), "nodes");
    return what.strip() + (nodes.isEmpty() ? "" : " of " + String.join(" ", nodes));
  }

  /**
   * Begins the description of a kind.
   *
   * @param name on the command line
   * @param help what it does, in a few words
   */
  public static Builder<Fault.Nothing, Fault.Nothing> named(String name, String help) {
    return new Builder<>(name, help, "start-" + name, Fault.Nothing.class)
        .ends("stop-" + name, Fault.Nothing.class);
  }

  /** Describes a kind; what is not said has a sensible value. */
  public static final class Builder<B extends Record, E extends Record> {
    private final String name;
    private final String help;
    private final Operation<B> begins;
    private Operation<E> ends;
    private final List<Class<? extends Capability>> needs = new ArrayList<>();
    private boolean simulatedOnly;
    private boolean usual;
    private int oneWorldOf;
    private boolean besideOthers;
    private List<NodeSelector> aims = List.of();
    private Optional<Class<? extends Capability>> lingersWith = Optional.empty();
    private String variant = "";
    private EffectCriterion effect = EffectCriterion.ANYTHING;
    private String colour = "#78909c";

    private Builder(String name, String help, String f, Class<B> plan) {
      this.name = name;
      this.help = help;
      this.begins = new Operation<>(f, plan);
    }

    /** The operation that brings it about; {@code start-NAME} without a plan if not said. */
    public <P extends Record> Builder<P, Fault.Nothing> begins(String f, Class<P> plan) {
      return new Builder<>(name, help, f, plan).ends(ends.f(), Fault.Nothing.class);
    }

    /** The operation that takes it away; {@code stop-NAME} without a plan if not said. */
    @SuppressWarnings("unchecked") // The builder is the same one, and has no other use of E.
    public <P extends Record> Builder<B, P> ends(String f, Class<P> plan) {
      Builder<B, P> same = (Builder<B, P>) this;
      same.ends = new Operation<>(f, plan);
      return same;
    }

    /** Adds a capability that a target must offer. */
    public Builder<B, E> needs(Class<? extends Capability> capability) {
      needs.add(capability);
      return this;
    }

    /** Restricts the kind to simulations. */
    public Builder<B, E> simulatedOnly() {
      simulatedOnly = true;
      return this;
    }

    /** A test has it that does not say which faults it wants. */
    public Builder<B, E> usual() {
      usual = true;
      return this;
    }

    /** A sweep draws it in one of so many worlds; never if this is not said. */
    public Builder<B, E> inOneWorldOf(int worlds) {
      oneWorldOf = worlds;
      return this;
    }

    /** Gives the kind a cycle of its own, beside the other faults. */
    public Builder<B, E> besideOthers() {
      besideOthers = true;
      return this;
    }

    /**
     * The targets at which it can be aimed; none if not said. Its fault gets its nodes from {@link
     * FaultContext#targets}, which keeps to the targets of the test.
     */
    public Builder<B, E> aimedAt(NodeSelector... targets) {
      aims = List.of(targets);
      return this;
    }

    /** Names a capability. A target that offers it may have unfinished work after the heal. */
    public Builder<B, E> lingersWith(Class<? extends Capability> capability) {
      lingersWith = Optional.of(capability);
      return this;
    }

    /** Entry of the completed operation's value, a keyword, that says which variant it was. */
    public Builder<B, E> variant(String entry) {
      variant = entry;
      return this;
    }

    /** Sets the criterion for an effect. By default any counter above 0 shows one. */
    public Builder<B, E> effect(EffectCriterion effect) {
      this.effect = effect;
      return this;
    }

    /** Sets the colour of its band in the report, as in CSS. The default is a grey. */
    public Builder<B, E> colour(String css) {
      colour = css;
      return this;
    }

    /** The kind, whose faults this makes. */
    public FaultKind build(Factory<B, E> factory) {
      return new FaultKind(
          name,
          help,
          begins,
          ends,
          needs,
          simulatedOnly,
          usual,
          oneWorldOf,
          besideOthers,
          aims,
          lingersWith,
          variant,
          effect,
          colour,
          factory);
    }
  }
}
