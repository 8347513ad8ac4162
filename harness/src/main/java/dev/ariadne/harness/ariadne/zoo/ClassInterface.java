package dev.ariadne.harness.ariadne.zoo;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/**
 * The part of a class that the compiler reads when it compiles other classes: everything except
 * private members and the bodies of methods. The values of constants belong to it, because the
 * compiler copies them.
 */
final class ClassInterface {

  private ClassInterface() {}

  /**
   * Returns true if the newly compiled classes have the same interfaces as the loaded classes of
   * the same names.
   */
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

  /** The value of a constant that the compiler may have copied elsewhere. */
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
