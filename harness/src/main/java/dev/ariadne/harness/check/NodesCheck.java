package dev.ariadne.harness.check;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;

/** No node ends by itself: whatever is done to it, it goes on or is ended by somebody else. */
final class NodesCheck implements Check {

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public Result check(Evidence evidence) {
    List<String> ended = new ArrayList<>();
    for (Capability.Journal.Entry event : evidence.events()) {
      if (event.kind().equals("exited-by-itself")) {
        ended.add(
            event.node()
                + " ended by itself, exit status "
                + event.fields().getOrDefault("code", "?")
                + ": "
                + event.fields().getOrDefault("last", ""));
      }
    }
    Result result;
    if (!ended.isEmpty()) {
      result =
          Result.of(name(), Verdict.INVALID, "Nodes ended by themselves: " + ended.size() + ".")
              .withDetails(ended);
    } else if (evidence.ended()) {
      result = Result.of(name(), Verdict.VALID, "No node ended by itself.");
    } else {
      result =
          Result.of(
              name(), Verdict.UNKNOWN, "The run was cut short before the nodes' events were kept.");
    }
    return result.withData(Edn.put(Edn.map(), "ended-by-themselves", (long) ended.size()));
  }
}
