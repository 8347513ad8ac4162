package dev.ariadne.checker.explain;

import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import java.util.List;
import java.util.Optional;

/** Finds out why the operations of one key cannot be explained. */
public final class Explainer {

  private Explainer() {}

  /** Explains a violation that the engine has found. */
  public static Counterexample explain(
      Model<?> model, Optional<Object> key, List<Operation> operations, Meter meter) {
    return null;
  }
}
