package dev.ariadne.checker.engine;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.FifoQueue;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Mutex;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.model.RevisionedKeyValue;
import dev.ariadne.checker.model.SetModel;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A kind of histories to draw from: a model, and what clients ask of it. */
enum HistoryFamily {
  /** Few values, which repeat. */
  REGISTER {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new Register(
          0L, true, random.nextBoolean() ? Register.NilReads.ARE_VALUES : LEARN_NOTHING);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return register(random, () -> (long) random.nextInt(3), () -> (long) random.nextInt(3));
    }
  },
  /** Nobody ever writes what another has written, or what was there first. */
  UNIQUE_REGISTER {
    @Override
    Model<Object> model(SplittableRandom random) {
      return Register.withCas(0L);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return register(random, () -> (long) random.nextInt(fresh), () -> (long) fresh);
    }
  },
  /** Some values repeat, most do not; mostly compare-and-set. */
  CAS_CHAINS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return Register.withCas(0L);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      if (random.nextInt(3) > 0) {
        return new Input("cas", List.of((long) random.nextInt(5), (long) random.nextInt(5)));
      }
      return register(random, () -> (long) random.nextInt(5), () -> (long) random.nextInt(5));
    }
  },
  /** Most outcomes are doubtful, and there are few values to be had: each is fought over. */
  DOUBTS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return Register.withCas(0L);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      long from = random.nextInt(4);
      return switch (random.nextInt(8)) {
        case 0 -> new Input("write", from);
        case 1, 2, 3 -> new Input("cas", List.of(from, (from + 1 + random.nextInt(3)) % 4));
        default -> new Input("read", null);
      };
    }

    @Override
    int doubtPercent(SplittableRandom random, Input input) {
      return input.f().equals("read") ? 0 : 60;
    }
  },
  /** Strings that grow. */
  KEY_VALUE {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new KeyValue(random.nextBoolean() ? "" : null);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(13)) {
        case 0, 1, 2, 3, 4 -> new Input("get", null);
        case 12 -> new Input("delete", null);
        case 5 -> new Input("put", letter(random, fresh));
        case 6 -> new Input("cas", List.of(letter(random, fresh), letter(random, fresh)));
        default -> new Input("append", letter(random, fresh));
      };
    }

    private String letter(SplittableRandom random, int fresh) {
      return random.nextBoolean() ? "x" : String.valueOf((char) ('a' + fresh));
    }
  },
  /** Strings that grow, and nobody appends or puts what another has; some begin alike. */
  UNIQUE_TEXTS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new KeyValue(List.of("", "a", "zz").get(random.nextInt(3)));
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      String own = String.valueOf((char) ('b' + fresh));
      String part = random.nextInt(8) == 0 ? own + "b" : random.nextInt(6) == 0 ? "b" : own;
      return switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> new Input("get", null);
        case 4 -> new Input("put", part);
        default -> new Input("append", part);
      };
    }
  },
  /** Lists that grow by elements of which there is one each. */
  UNIQUE_LISTS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new KeyValue(random.nextBoolean() ? List.of() : List.of(0L));
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> new Input("get", null);
        case 4 ->
            new Input(
                "put", random.nextBoolean() ? List.of((long) fresh) : List.of((long) fresh, 90L));
        default -> new Input("append", random.nextInt(6) == 0 ? 90L : (long) fresh);
      };
    }
  },
  /** Nobody puts what another has, but many delete; here and there a cas or another value twice. */
  DELETES {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new KeyValue(random.nextInt(4) == 0 ? "9" : null);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5, 6, 7 -> new Input("get", null);
        case 8, 9, 10, 11, 12, 13 -> new Input("delete", null);
        case 14 ->
            new Input("cas", List.of(String.valueOf(random.nextInt(fresh)), String.valueOf(fresh)));
        default -> new Input("put", random.nextInt(12) == 0 ? "9" : String.valueOf(fresh));
      };
    }
  },
  /** Values with revisions, of which some completions speak. */
  REVISIONS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new RevisionedKeyValue(random.nextBoolean() ? null : "x");
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(11)) {
        case 0 -> new Input("put", "x");
        case 1 -> new Input("put", "y");
        case 2 -> new Input("append", "x");
        case 3 -> new Input("delete", null);
        case 4 -> new Input("cas", List.of("x", "y"));
        case 5, 6 -> new Input("cas-revision", List.of((long) random.nextInt(5), "z"));
        default -> new Input("get", null);
      };
    }

    @Override
    Output answer(SplittableRandom random, Input input, Object state) {
      RevisionedKeyValue.Versioned now = (RevisionedKeyValue.Versioned) state;
      if (!input.f().equals("get")) {
        return new Output.Ok(input.value(), now.above() + 1 + random.nextInt(2));
      }
      Long revision = now.revision() > 0 ? (Long) now.revision() : null;
      return new Output.Ok(now.value(), now.value() == null ? (Long) 0L : revision);
    }

    @Override
    Output recorded(SplittableRandom random, Output answer) {
      return random.nextInt(3) > 0 ? answer : new Output.Ok(((Output.Ok) answer).value());
    }
  },
  /** Elements come and go. */
  SET {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new SetModel(true);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      long element = random.nextInt(4);
      return switch (random.nextInt(6)) {
        case 0, 1 -> new Input("add", element);
        case 2 -> new Input("remove", element);
        case 3 -> new Input("contains", element);
        default -> new Input("read", null);
      };
    }
  },
  /** Elements only come. */
  GROWING_SET {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new SetModel(false);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return random.nextBoolean()
          ? new Input("add", (long) random.nextInt(5))
          : new Input("read", null);
    }
  },
  /** Numbers that are added to. */
  NUMBERS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new dev.ariadne.checker.model.Counter(random.nextBoolean() ? 0L : null);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(6)) {
        case 0 -> new Input("add", (long) random.nextInt(3));
        case 1 -> new Input("increment", null);
        case 2 -> new Input("decrement", 1L);
        case 3 -> new Input("add-and-get", 1L);
        default -> new Input("read", null);
      };
    }
  },
  /** A lock, with holders or without. */
  MUTEX {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new Mutex();
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      Object holder = random.nextInt(3) == 0 ? null : (Object) (long) random.nextInt(2);
      return new Input(random.nextBoolean() ? "acquire" : "release", holder);
    }
  },
  /** First in, first out. */
  QUEUE {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new FifoQueue();
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return random.nextBoolean()
          ? new Input("enqueue", (long) random.nextInt(3))
          : new Input("dequeue", null);
    }
  },
  /** Nobody adds what another has added; here and there something is removed or asked for. */
  UNIQUE_SET {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new SetModel(true);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4, 5 -> new Input("add", (long) fresh);
        case 6 -> new Input("contains", (long) random.nextInt(fresh + 1));
        case 7 -> new Input(random.nextInt(4) == 0 ? "remove" : "read", (long) fresh - 1);
        default -> new Input("read", null);
      };
    }
  },
  /** Nobody enqueues what another has enqueued. */
  UNIQUE_QUEUE {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new FifoQueue();
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return random.nextBoolean() ? new Input("enqueue", (long) fresh) : new Input("dequeue", null);
    }

    @Override
    int doubtPercent(SplittableRandom random, Input input) {
      return random.nextInt(10) == 0 ? 10 : 0;
    }
  },
  /** Numbers that only rise, by one or by little more. */
  INCREMENTS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new dev.ariadne.checker.model.Counter(0L);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return switch (random.nextInt(6)) {
        case 0, 1, 2 -> new Input("increment", random.nextInt(8) == 0 ? 3L : 1L);
        case 3 -> new Input("add-and-get", 1L);
        default -> new Input("read", null);
      };
    }
  },
  /** A model of a user's, of which nothing is known but its steps. */
  COUNTER {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new ModuloCounter(false);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return counter(random);
    }
  },
  /** The same, but it says which operations observe. */
  OBSERVED_COUNTER {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new ModuloCounter(true);
    }

    @Override
    Input input(SplittableRandom random, int fresh) {
      return counter(random);
    }
  };

  private static final Register.NilReads LEARN_NOTHING = Register.NilReads.LEARN_NOTHING;

  /** Where there is nothing to answer. */
  private static final String NOTHING = "nothing";

  /** The test's own counter counts modulo 4. */
  long sum(Long state, Long by) {
    return ((state == null ? 0 : state) + by) % (name().endsWith("COUNTER") ? 4 : Long.MAX_VALUE);
  }

  abstract Model<Object> model(SplittableRandom random);

  /**
   * What a client asks.
   *
   * @param fresh a number, from 1, that no other operation of the history has
   */
  abstract Input input(SplittableRandom random, int fresh);

  /** What the operation answers if it happens in this state. */
  Output answer(SplittableRandom random, Input input, Object state) {
    return new Output.Ok(
        switch (input.f()) {
          case "read", "get" -> state == null && input.f().equals("read") ? NOTHING : seen(state);
          case "even" -> (Long) state % 2 == 0;
          case "contains" -> ((Set<?>) seen(state)).contains(input.value());
          case "dequeue" ->
              ((List<?>) seen(state)).stream().map(Object.class::cast).findFirst().orElse(NOTHING);
          case "add-and-get" -> sum((Long) state, (Long) input.value());
          default -> input.value();
        });
  }

  /** Sets and queues have states of their own, which print as EDN. */
  private static Object seen(Object state) {
    if (state == null
        || state instanceof Long
        || state instanceof String
        || state instanceof List) {
      return state;
    }
    try {
      return EdnReader.read(state.toString());
    } catch (EdnException e) {
      throw new AssertionError(e);
    }
  }

  /** What is seen of that. */
  Output recorded(SplittableRandom random, Output answer) {
    return answer;
  }

  /** How often, at each of its two steps, an operation's outcome becomes doubtful. */
  int doubtPercent(SplittableRandom random, Input input) {
    return -1;
  }

  private interface Value {
    Long draw();
  }

  private static Input register(SplittableRandom random, Value old, Value fresh) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Input("read", null);
      case 2, 3 -> new Input("write", fresh.draw());
      default -> new Input("cas", List.of(old.draw(), fresh.draw()));
    };
  }

  private static Input counter(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Input("read", null);
      case 1 -> new Input("even", null);
      case 2 -> new Input("add", 1L + random.nextInt(2));
      default -> new Input("add-and-get", 1L + random.nextInt(2));
    };
  }
}
