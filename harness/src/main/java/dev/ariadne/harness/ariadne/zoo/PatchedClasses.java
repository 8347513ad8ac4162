package dev.ariadne.harness.ariadne.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Loads the server, and the adapter that drives it, a second time and separately. The patched
 * classes of the server come from memory. All other classes of the two come from the places where
 * the parent finds them. The interfaces of the harness and the JDK stay those of the parent, so
 * that both sides can use them.
 */
final class PatchedClasses extends ClassLoader {

  private static final List<String> APART =
      List.of("dev.ariadne.server.", "dev.ariadne.harness.ariadne.");

  private final Map<String, byte[]> patched;

  /**
   * @param patched the bytes of classes by their binary names
   */
  PatchedClasses(ClassLoader parent, Map<String, byte[]> patched) {
    super("patched", parent);
    this.patched = patched;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (APART.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] bytes = bytes(name);
        loaded =
            defineClass(name, bytes, 0, bytes.length, PatchedClasses.class.getProtectionDomain());
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    byte[] fresh = patched.get(name);
    if (fresh != null) {
      return fresh;
    }
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
