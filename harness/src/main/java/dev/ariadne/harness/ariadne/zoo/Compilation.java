package dev.ariadne.harness.ariadne.zoo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles changed sources of the server in this process and in memory. It compiles only the
 * changed files if the interfaces of their classes are unchanged. Otherwise it compiles all files,
 * because Java copies constants and links by signature.
 */
final class Compilation {

  private static final int ERRORS_SHOWN = 3;

  private final JavaCompiler compiler;
  private final Map<String, String> sources;

  /**
   * @param sources all unchanged sources of the server
   */
  Compilation(Map<String, String> sources) throws IOException {
    this.sources = sources;
    this.compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException(
          System.getProperty("java.home") + " has no compiler: planting bugs needs a JDK");
    }
  }

  /**
   * The classes of the changed server that differ from those on the class path.
   *
   * @param changed the new contents by path; a deleted file has no value
   * @throws PatchException if they do not compile; the message has the first errors
   */
  Map<String, byte[]> compile(SortedMap<String, String> changed) throws PatchException {
    TreeMap<String, String> all = new TreeMap<>(sources);
    TreeMap<String, String> some = new TreeMap<>();
    changed.forEach(
        (path, text) -> {
          if (text == null) {
            all.remove(path);
          } else {
            all.put(path, text);
            some.put(path, text);
          }
        });
    if (some.size() == changed.size()) {
      Map<String, byte[]> classes = run(some);
      if (ClassInterface.isKept(classes)) {
        return classes;
      }
    }
    return run(all);
  }

  private Map<String, byte[]> run(Map<String, String> files) throws PatchException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<Source> units =
        files.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    try (Outputs outputs =
        new Outputs(
            compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8))) {
      List<String> options =
          List.of(
              "-proc:none",
              "-implicit:none",
              "-Xlint:none",
              "-g:source,lines",
              "-classpath",
              System.getProperty("java.class.path"));
      boolean done = compiler.getTask(null, outputs, diagnostics, options, null, units).call();
      if (!done) {
        throw new PatchException("does not compile: " + errors(diagnostics));
      }
      return outputs.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .limit(ERRORS_SHOWN)
        .map(
            d ->
                "%s:%d: %s"
                    .formatted(
                        d.getSource() == null ? "?" : d.getSource().getName(),
                        d.getLineNumber(),
                        d.getMessage(Locale.ROOT)))
        .collect(Collectors.joining("; "));
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String path;
    private final String text;

    Source(String path, String text) {
      super(URI.create("patched:///" + path), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public String getName() {
      return path;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {

    private final TreeMap<String, ByteArrayOutputStream> written = new TreeMap<>();

    Outputs(JavaFileManager manager) {
      super(manager);
    }

    Map<String, byte[]> classes() {
      TreeMap<String, byte[]> classes = new TreeMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("compiled:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
