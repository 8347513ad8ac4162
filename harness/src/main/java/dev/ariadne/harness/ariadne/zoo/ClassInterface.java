package dev.ariadne.harness.ariadne.zoo;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the compiler reads of a class when it compiles others: everything but private members and
 * the bodies of methods. The values of constants are a part of it, since they are copied.
 */
final class ClassInterface {

  private ClassInterface() {}

  /** Whether classes compiled anew look to all others as the loaded ones of the same names do. */
  static boolean isKept(Map<String, byte[]> compiled) {
    ClassLoader here = ClassInterface.class.getClassLoader();
    PatchedClasses apart = new PatchedClasses(here, compiled);
    try {
      for (String name : compiled.keySet()) {
        Class<?> after = Class.forName(name, false, apart);
        if (after.isAnonymousClass() || after.isLocalClass()) {
          continue;
        }
        if (!of(after).equals(of(Class.forName(name, false, here)))) {
          return false;
        }
      }
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // Something is new.
    }
  }

  private static TreeSet<String> of(Class<?> type) {
    TreeSet<String> shape = new TreeSet<>();
    shape.add(type.toGenericString() + " extends " + type.getGenericSuperclass());
    shape.add("implements " + Arrays.toString(type.getGenericInterfaces()));
    shape.add("permits " + Arrays.toString(type.getPermittedSubclasses()));
    shape.add("record " + Arrays.toString(type.getRecordComponents()));
    for (Class<?> member : type.getDeclaredClasses()) {
      shape.add("member " + member.toGenericString());
    }
    int position = 0;
    for (Field field : type.getDeclaredFields()) {
      position++;
      if (isSeen(field.getModifiers(), field.isSynthetic())) {
        String constant = field.isEnumConstant() ? "number " + position : constant(field);
        shape.add(field.toGenericString() + " = " + constant);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isSeen(method.getModifiers(), method.isSynthetic())) {
        shape.add(method.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isSeen(constructor.getModifiers(), constructor.isSynthetic())) {
        shape.add(constructor.toGenericString());
      }
    }
    return shape;
  }

  private static boolean isSeen(int modifiers, boolean synthetic) {
    return !Modifier.isPrivate(modifiers) && !synthetic;
  }

  /** The value that the compiler may have copied elsewhere. */
  private static String constant(Field field) {
    boolean copied =
        Modifier.isStatic(field.getModifiers())
            && Modifier.isFinal(field.getModifiers())
            && (field.getType().isPrimitive() || field.getType() == String.class);
    if (!copied) {
      return "?";
    }
    try {
      field.setAccessible(true);
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError("the server is in no module of its own", e);
    }
  }
}
