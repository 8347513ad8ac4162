package dev.ariadne.harness.cli.knossos;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads Knossos in a class loader of its own and talks to it in EDN. Loading takes several seconds.
 */
final class Knossos implements AutoCloseable {

  /** The environment variable that names the jars and directories of Jepsen and Knossos. */
  static final String VARIABLE = "JEPSEN_CLASSPATH";

  private static final String SCRIPT = "judge.clj";
  private static final String NAMESPACE = "ariadne.judge";

  private final URLClassLoader loader;
  private final Method var;

  private Knossos(URLClassLoader loader, Method var) {
    this.loader = loader;
    this.var = var;
  }

  /**
   * Loads Knossos.
   *
   * @param classPath the value of {@link #VARIABLE}, if it is set
   * @throws KnossosException if it is not set, or does not contain Clojure and Knossos
   */
  static Knossos open(Optional<String> classPath) throws KnossosException {
    String places =
        classPath
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new KnossosException(
                        VARIABLE
                            + " is not set: it has to name the jars of Jepsen and Knossos, as"
                            + " 'lein classpath' in harness/jepsen prints them"));
    URLClassLoader loader = null;
    try (InputStream script = Knossos.class.getResourceAsStream(SCRIPT)) {
      loader = new URLClassLoader(ClassPath.urls(places), ClassLoader.getPlatformClassLoader());
      Method var =
          loader.loadClass("clojure.java.api.Clojure").getMethod("var", Object.class, Object.class);
      Knossos knossos = new Knossos(loader, var);
      knossos.call("clojure.core", "load-string", text(script));
      return knossos;
    } catch (IOException | ReflectiveOperationException | KnossosException e) {
      closeQuietly(loader);
      throw new KnossosException(VARIABLE + " names no Knossos that can be loaded: " + root(e), e);
    }
  }

  private static String text(InputStream script) throws IOException {
    return new String(script.readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * Knossos' verdict on the operations of one register: {@code read}, {@code write v} and {@code
   * cas [old new]}. Failed operations are left out, because Knossos ignores them.
   *
   * @param initial the value before the first write
   * @param limit the time limit, because Knossos counts no steps. After it the verdict is unknown
   */
  KnossosVerdict judge(Object initial, List<Operation> operations, Duration limit)
      throws KnossosException {
    Map<Object, Object> question = new LinkedHashMap<>();
    question.put(new Keyword("initial"), initial);
    question.put(new Keyword("limit-millis"), limit.toMillis());
    question.put(new Keyword("history"), history(operations));
    return opinion((String) call(NAMESPACE, "judge", EdnPrinter.print(question)));
  }

  private static KnossosVerdict opinion(String answer) throws KnossosException {
    if (!(read(answer) instanceof Map<?, ?> map)) {
      throw new KnossosException("no verdict of Knossos': " + answer);
    }
    Object valid = map.get(new Keyword("valid?"));
    if (Boolean.TRUE.equals(valid)) {
      return new KnossosVerdict.Valid();
    }
    return Boolean.FALSE.equals(valid)
        ? new KnossosVerdict.Invalid(EdnPrinter.print(map.get(new Keyword("op"))))
        : new KnossosVerdict.Unknown(String.valueOf(map.get(new Keyword("cause"))));
  }

  private static Object read(String answer) throws KnossosException {
    try {
      return EdnReader.read(answer);
    } catch (EdnException e) {
      throw new KnossosException("no EDN of Knossos': " + answer, e);
    }
  }

  /** A line of Knossos' history, and its position in the original history. */
  private record Line(int position, Map<Object, Object> op) {}

  private static List<Object> history(List<Operation> operations) {
    List<Line> lines = new ArrayList<>();
    for (Operation operation : operations) {
      Object asked = operation.input().value();
      switch (operation.output()) {
        case Output.Failed failed -> {}
        case Output.Unknown unknown ->
            lines.add(line(operation.call(), "invoke", operation, asked));
        case Output.Ok ok -> {
          boolean reads = operation.input().f().equals("read");
          lines.add(line(operation.call(), "invoke", operation, reads ? null : asked));
          lines.add(line(operation.ret(), "ok", operation, reads ? ok.value() : asked));
        }
      }
    }
    lines.sort(Comparator.comparingInt(Line::position));
    return List.copyOf(lines.stream().map(Line::op).toList());
  }

  private static Line line(int position, String type, Operation operation, Object value) {
    Map<Object, Object> op = new LinkedHashMap<>();
    op.put(new Keyword("index"), (long) position);
    op.put(new Keyword("type"), new Keyword(type));
    op.put(new Keyword("process"), operation.process());
    op.put(new Keyword("f"), new Keyword(operation.input().f()));
    op.put(new Keyword("value"), value);
    return new Line(position, op);
  }

  /**
   * Calls a Clojure function. Clojure asks the thread for a class loader. It must not find the
   * loader of the harness, which may have another Clojure.
   */
  private Object call(String namespace, String name, Object... arguments) throws KnossosException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object function = var.invoke(null, namespace, name);
      Class<?>[] types = new Class<?>[arguments.length];
      Arrays.fill(types, Object.class);
      return loader
          .loadClass("clojure.lang.IFn")
          .getMethod("invoke", types)
          .invoke(function, arguments);
    } catch (InvocationTargetException e) {
      throw new KnossosException(root(e), e);
    } catch (ReflectiveOperationException e) {
      throw new KnossosException(e.toString(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * The message of the innermost cause. The outer ones have only positions in Clojure's sources.
   */
  private static String root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return (cause instanceof ClassNotFoundException ? "no class " + text : text).replace('\n', ' ');
  }

  @Override
  public void close() {
    try {
      call(NAMESPACE, "close");
    } catch (KnossosException e) {
      // Its threads end by themselves after a minute.
    }
    closeQuietly(loader);
  }

  private static void closeQuietly(URLClassLoader loader) {
    if (loader != null) {
      try {
        loader.close();
      } catch (IOException e) {
        // The loader was only read.
      }
    }
  }
}
