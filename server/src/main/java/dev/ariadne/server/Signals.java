package dev.ariadne.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as calls. A shutdown hook would not do: it is run once, so a second signal
 * would go unheard, and the process would end with the signal's status.
 *
 * <p>By reflection, since the compiler warns of {@code sun.misc.Signal}, which every JDK has had
 * and none has replaced.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger("ariadne");

  private Signals() {}

  /** Calls this each time the process is asked to stop, on a thread of its own. */
  static void onStop(Runnable stop) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  stop.run();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "stop";
              };
      Object proxy =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, calls);
      for (String name : List.of("TERM", "INT")) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.warn("event=no-signals why={}", e.toString());
    }
  }
}
