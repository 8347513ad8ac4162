package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Hardware;
import dev.ariadne.harness.history.Edn;
import java.util.List;
import java.util.Map;

/** Loses, doubles and delays frames between all nodes. */
final class MessageFaults implements Fault {
  static final String KIND = "loss";

  private static final int PER_MILLE_MAX = 200;
  private static final int LATE_MILLIS_MAX = 5_000;

  private final Hardware.Weather weather;

  MessageFaults(Hardware.Weather weather) {
    this.weather = weather;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> fs() {
    return List.of("start-loss", "stop-loss");
  }

  @Override
  public Step begin(Choices choices, long turn) {
    Map<Object, Object> value = Edn.map();
    for (String what : List.of("loss", "double", "late")) {
      Edn.put(value, what, (long) choices.pick("nemesis/loss/" + what, turn, PER_MILLE_MAX + 1));
    }
    Edn.put(value, "late-ms", 1L + choices.pick("nemesis/loss/late-ms", turn, LATE_MILLIS_MAX));
    return new Step("start-loss", value);
  }

  @Override
  public Step end(Choices choices, long turn) {
    return new Step("stop-loss", Edn.map());
  }

  @Override
  public Map<Object, Object> invoke(String f, Map<?, ?> value) {
    if (f.equals("stop-loss")) {
      return Edn.put(Edn.map(), "did", new Counters().addAll(weather.calm()).did(KIND));
    }
    Map<Object, Object> told = Edn.map();
    for (String what : List.of("loss", "double", "late", "late-ms")) {
      Edn.put(told, what, Edn.number(value, what, 0));
    }
    weather.storm(
        (int) Edn.number(value, "loss", 0),
        (int) Edn.number(value, "double", 0),
        (int) Edn.number(value, "late", 0),
        (int) Edn.number(value, "late-ms", 1));
    return Edn.put(told, "did", new Counters().add("times", 1).did(KIND));
  }

  @Override
  public Map<Object, Object> heal() {
    return new Counters().addAll(weather.calm()).edn();
  }
}
