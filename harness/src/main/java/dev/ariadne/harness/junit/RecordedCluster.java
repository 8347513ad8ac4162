package dev.ariadne.harness.junit;

import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Client;
import dev.ariadne.harness.cluster.Cluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster of a test by hand. It reports each action of the test on nodes before and after it,
 * so that the history has it. It does not report calls that only ask.
 */
final class RecordedCluster implements Cluster {

  /** The calls that change nothing. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "running",
          "leader",
          "members",
          "nextName",
          "change",
          "leftRunning",
          "outOfService",
          "entries",
          "kinds",
          "views",
          "settle",
          "recover",
          "replay");

  /** A call that may throw. */
  @FunctionalInterface
  interface Call {
    Object run() throws Throwable;
  }

  /** Receives the actions on nodes. */
  @FunctionalInterface
  interface Recorder {
    Object record(String f, List<Object> arguments, Call call) throws Throwable;
  }

  private final Cluster target;
  private final Recorder recorder;

  RecordedCluster(Cluster target, Recorder recorder) {
    this.target = target;
    this.recorder = recorder;
  }

  @Override
  public List<String> nodes() {
    return target.nodes();
  }

  @Override
  public Client client(String node) {
    return target.client(node);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return target
        .capability(kind)
        .map(able -> kind.isInterface() ? kind.cast(recorded(kind, able)) : able);
  }

  private Object recorded(Class<?> kind, Object able) {
    return Proxy.newProxyInstance(
        kind.getClassLoader(),
        new Class<?>[] {kind},
        (proxy, method, arguments) -> {
          boolean question =
              method.getDeclaringClass() == Object.class || QUESTIONS.contains(method.getName());
          return question
              ? call(able, method, arguments)
              : recorder.record(
                  method.getName(), told(arguments), () -> call(able, method, arguments));
        });
  }

  private static Object call(Object able, Method method, Object[] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(able, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The arguments in the form of a history. */
  private static List<Object> told(Object[] arguments) {
    List<Object> told = new ArrayList<>();
    for (Object argument : arguments == null ? new Object[0] : arguments) {
      boolean plain =
          argument instanceof String || argument instanceof Long || argument instanceof Boolean;
      told.add(
          argument instanceof Integer number
              ? (Object) number.longValue()
              : plain ? argument : String.valueOf(argument));
    }
    return told;
  }

  @Override
  public void heal() {
    try {
      recorder.record(
          "heal",
          List.of(),
          () -> {
            target.heal();
            return null;
          });
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("heal() declares no checked exception", e);
    }
  }

  @Override
  public void close() {
    target.close();
  }
}
