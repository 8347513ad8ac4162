package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.FifoQueue;
import dev.ariadne.checker.model.KeyValue;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Mutex;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.model.Revisions;
import dev.ariadne.checker.model.SetModel;
import dev.ariadne.checker.model.Step;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A kind of histories to draw from: a model, and what clients ask of it. */
enum Family {
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
      String part = random.nextInt(8) == 0 ? own + "b" : random.nextInt(20) == 0 ? "b" : own;
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
        default -> new Input("append", random.nextInt(20) == 0 ? 90L : (long) fresh);
      };
    }
  },
  /** Values with revisions, of which some completions speak. */
  REVISIONS {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new Revisions(random.nextBoolean() ? null : "x");
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
      Revisions.Versioned now = (Revisions.Versioned) state;
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
  /** A model of a user's, of which nothing is known but its steps. */
  COUNTER {
    @Override
    Model<Object> model(SplittableRandom random) {
      return new Counter(false);
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
      return new Counter(true);
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
          case "read", "get" -> state == null && input.f().equals("read") ? NOTHING : state;
          case "even" -> (Long) state % 2 == 0;
          case "contains" -> ((Set<?>) state).contains(input.value());
          case "dequeue" -> ((List<?>) state).isEmpty() ? NOTHING : ((List<?>) state).get(0);
          case "add-and-get" -> sum((Long) state, (Long) input.value());
          default -> input.value();
        });
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

  /** Counts modulo 4, so that states recur. */
  record Counter(boolean saysWhatItKnows) implements Model<Object> {

    @Override
    public Object initial() {
      return 0L;
    }

    @Override
    public Step<Object> step(Object state, Input input, Output output) {
      long now = (Long) state;
      Object answer = output instanceof Output.Ok ok ? ok.value() : null;
      return switch (input.f()) {
        case "read" -> answer(answer, now, now);
        case "even" -> answer(answer, now % 2 == 0, now);
        case "add" -> Step.to((now + (Long) input.value()) % 4);
        case "add-and-get" -> {
          long sum = (now + (Long) input.value()) % 4;
          yield answer(answer, sum, sum);
        }
        default -> throw new IllegalArgumentException(input.f());
      };
    }

    private static Step<Object> answer(Object seen, Object right, long next) {
      return seen == null || seen.equals(right)
          ? Step.to(next)
          : Step.refused("saw %s, but it was %s", seen, right);
    }

    @Override
    public Access<Object> access(Input input, Output output) {
      if (!saysWhatItKnows) {
        return new Access.Other<>();
      }
      return switch (input.f()) {
        case "read" ->
            output instanceof Output.Ok ok && ok.value() != null
                ? new Access.Reads<>(ok.value())
                : new Access.Nothing<>();
        case "even" -> new Access.Observes<>();
        case "add" -> new Access.Updates<>();
        default -> new Access.Other<>();
      };
    }
  }
}
