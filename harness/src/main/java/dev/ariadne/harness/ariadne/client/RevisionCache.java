package dev.ariadne.harness.ariadne.client;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.cluster.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For each key, the last value and revision that a node has told any client. A compare-and-set that
 * expects this value may name the revision in its place, as HTTP clients do. If it succeeds, the
 * key had the value.
 */
public final class RevisionCache {

  /** The header of an answer that names the revision. */
  public static final String HEADER = "etag";

  /** The value of a key, and its revision as the node reported it, quotes included. */
  private record Seen(Object value, String tag) {}

  private final Map<Object, Seen> seen = new ConcurrentHashMap<>();

  /** Records the value and the revision of a completion. */
  public void note(KvOperation call, Op completion, Optional<String> tag) {
    if (completion.type() != Op.Type.OK || tag.isEmpty()) {
      return;
    }
    Object value =
        switch (call) {
          case KvOperation.Read read ->
              completion.value() instanceof List<?> pair ? pair.getLast() : Completions.ABSENT;
          case KvOperation.Write write -> write.value();
          case KvOperation.Cas cas -> cas.to();
          case KvOperation.Delete delete -> Completions.ABSENT;
          case KvOperation.Append append -> Completions.ABSENT;
          case KvOperation.Increment increment -> Completions.ABSENT;
        };
    if (value instanceof Long) {
      seen.put(call.key(), new Seen(value, tag.get()));
    }
  }

  /**
   * The same call with the revision, if the call {@linkplain Comparison#of compares} by revision
   * and the revision is known. A call with a request id stays as it is, because a later try has to
   * be exactly the same request.
   */
  public KvOperation known(KvOperation call) {
    if (!(call instanceof KvOperation.Cas cas)
        || Comparison.of(cas.to()) != Comparison.REVISION
        || cas.invocation().extra().containsKey("request")) {
      return call;
    }
    Seen last = seen.get(cas.key());
    return last != null && last.value().equals(cas.from())
        ? new KvOperation.Cas(
            cas.invocation(), cas.key(), cas.from(), cas.to(), Optional.of(last.tag()))
        : call;
  }
}
