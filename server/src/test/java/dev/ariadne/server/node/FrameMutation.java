package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Payload;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Frames as they were, but for some fields: a field is any number, text, list or truth in them. */
final class FrameMutation {

  private final SplittableRandom random;

  private final Map<Class<?>, Shape> shapes = new HashMap<>();

  /** Numbers that mean something to the receiver. */
  private final List<Long> numbers = new ArrayList<>();

  private static final long[] EXTREMES = {
    0,
    1,
    2,
    -1,
    -2,
    1L << 20,
    1L << 31,
    1L << 32,
    (1L << 62) - 1,
    1L << 62,
    (1L << 62) + 1,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final int[] IDS = {
    0, 1, 2, 3, 4, 5, 9, 63, 64, -1, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final String[] TEXTS = {
    "",
    "http://n1:1",
    "http://n3:1",
    "http://n9:1",
    "no address at all",
    "a line\nevent=forged \u001b[31m",
    "x".repeat(1500)
  };

  FrameMutation(SplittableRandom random) {
    this.random = random;
  }

  /** Numbers that are likely to matter from now on. */
  void near(long... meaningful) {
    numbers.clear();
    Arrays.stream(meaningful).forEach(numbers::add);
  }

  /** Changes so many fields; perhaps one of them to what it was. */
  Frame change(Frame frame, int fields) {
    Object changed = frame;
    for (int i = 0; i < fields; i++) {
      changed =
          changed instanceof Frame.Raft(var from, var address, var to, Message message)
                  && random.nextInt(4) > 0
              ? new Frame.Raft(from, address, to, changed(message))
              : changed(changed);
    }
    return (Frame) changed;
  }

  /** Mostly what it says, and seldom who says it to whom: that is looked at first. */
  private Message changed(Message message) {
    Message changed = (Message) changed((Object) message);
    boolean another = changed.from() != message.from() || changed.to() != message.to();
    return another && random.nextInt(4) > 0 ? changed(message) : changed;
  }

  private Object changed(Object value) {
    return switch (value) {
      case Long n -> number(n);
      case Integer n -> IDS[random.nextInt(IDS.length)];
      case Boolean b -> !b;
      case String s -> TEXTS[random.nextInt(TEXTS.length)];
      case Bytes bytes -> bytes(bytes);
      case OptionalLong o ->
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(number(1));
      case Membership membership -> membership(membership);
      case Enum<?> e -> {
        Object[] all = e.getDeclaringClass().getEnumConstants();
        yield all[random.nextInt(all.length)];
      }
      case List<?> list -> list(list);
      case Record r -> rebuilt(r);
      default -> throw new IllegalArgumentException("a field of " + value.getClass());
    };
  }

  private long number(long before) {
    return switch (random.nextInt(8)) {
      case 0 -> before + 1;
      case 1 -> before - 1;
      case 2, 3 -> EXTREMES[random.nextInt(EXTREMES.length)];
      case 4 -> random.nextLong();
      case 5 -> random.nextLong(300);
      default ->
          numbers.isEmpty()
              ? before + 2
              : numbers.get(random.nextInt(numbers.size())) + random.nextInt(-2, 3);
    };
  }

  private Bytes bytes(Bytes before) {
    int length = before.length();
    return switch (random.nextInt(5)) {
      case 0 -> Bytes.EMPTY;
      case 1 -> before.slice(0, random.nextInt(length + 1));
      case 2 -> {
        byte[] longer = Arrays.copyOf(before.toArray(), length + 1 + random.nextInt(40));
        yield Bytes.copyOf(longer);
      }
      case 3 -> random.nextInt(200) == 0 ? Bytes.copyOf(new byte[3 << 20]) : Bytes.utf8("junk");
      default -> {
        byte[] other = before.toArray();
        if (length > 0) {
          other[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield Bytes.copyOf(other);
      }
    };
  }

  private List<?> list(List<?> before) {
    List<Object> after = new ArrayList<>(before);
    if (after.isEmpty()) {
      return after;
    }
    int at = random.nextInt(after.size());
    switch (random.nextInt(6)) {
      case 0 -> after.remove(at);
      case 1 -> after.add(at, after.get(at));
      case 2 -> after.add(after.remove(at));
      default -> after.set(at, changed(after.get(at)));
    }
    return List.copyOf(after);
  }

  private Membership membership(Membership before) {
    List<Member> members = new ArrayList<>();
    switch (random.nextInt(8)) {
      case 0 -> {
        return Membership.NONE;
      }
      case 1 -> {
        for (int id = 1; id <= 70; id++) {
          members.add(new Member(id, id, "http://n" + id + ":1", Member.Role.VOTER));
        }
      }
      case 2 ->
          before
              .members()
              .forEach(m -> members.add(new Member(m.id(), 0, m.address(), Member.Role.LEARNER)));
      default -> list(before.members()).forEach(m -> members.add((Member) m));
    }
    try {
      return new Membership(members);
    } catch (IllegalArgumentException twice) {
      return before;
    }
  }

  private Record rebuilt(Record before) {
    Shape shape = shapes.computeIfAbsent(before.getClass(), Shape::of);
    if (shape.accessors().isEmpty()) {
      return before instanceof Payload ? new Payload.Config(Membership.NONE) : before;
    }
    try {
      Object[] values = new Object[shape.accessors().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = shape.accessors().get(i).invoke(before);
      }
      int at = random.nextInt(values.length);
      values[at] = changed(values[at]);
      return (Record) shape.canonical().newInstance(values);
    } catch (InvocationTargetException notAllowed) {
      return before;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** How a record is taken apart and made. */
  private record Shape(List<Method> accessors, Constructor<?> canonical) {

    static Shape of(Class<?> type) {
      List<Method> accessors = new ArrayList<>();
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        accessors.add(component.getAccessor());
        types.add(component.getType());
      }
      try {
        Constructor<?> canonical = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        return new Shape(accessors, canonical);
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }
  }
}
