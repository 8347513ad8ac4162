package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import java.util.List;

/** A kind of fault as a user would add one: it pauses the first node for a while. */
public final class UsersFault implements FaultProvider {
  static final FaultKind KIND =
      FaultKind.named("first-paused", "the first node is paused")
          .needs(Capability.Pause.class)
          .build(context -> new FirstPaused(context.need(Capability.Pause.class)));

  @Override
  public FaultKind kind() {
    return KIND;
  }

  private record FirstPaused(Capability.Pause pause)
      implements Fault<Fault.Nothing, Fault.Nothing> {

    @Override
    public Nothing plan(Choices choices, long turn) {
      return new Nothing();
    }

    @Override
    public Nothing planEnd(Choices choices, long turn) {
      return new Nothing();
    }

    @Override
    public Outcome begin(Nothing plan) {
      pause.pause("n1");
      return Outcome.of(new Struck(List.of("n1")), new FaultCounters().add("times", 1));
    }

    @Override
    public Outcome end(Nothing plan) {
      pause.resume("n1");
      return Outcome.of(new Nothing());
    }

    @Override
    public FaultCounters heal() {
      pause.resume("n1");
      return new FaultCounters();
    }
  }
}
