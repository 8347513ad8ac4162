package dev.ariadne.checker.unique;

import java.util.SplittableRandom;

/** Histories of one register, of any length, as columns: no value is written twice. */
public final class RegisterLoad {

  /** The register's value before the first operation. */
  public static final long INITIAL = 0;

  /**
   * What to make.
   *
   * @param casPercent of operations that do not read; half of all operations read
   * @param unknownPermille of operations that do not read; each takes effect or not, late or soon
   * @param failedPermille of operations that do not read, which then certainly do not happen
   * @param stale reads, near the end, that answer what was there long ago
   * @param scattered values are any numbers; otherwise each client counts its own up
   */
  public record LoadPlan(
      long seed,
      int operations,
      int clients,
      int casPercent,
      int unknownPermille,
      int failedPermille,
      int stale,
      boolean scattered) {}

  private RegisterLoad() {}

  /** Makes a history. */
  public static Columns columns(LoadPlan plan) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    Columns columns = new Columns(plan.operations());
    int[] open = new int[plan.clients()];
    boolean[] effected = new boolean[plan.clients()];
    boolean[] swapped = new boolean[plan.clients()];
    int[] process = new int[plan.clients()];
    long[] counts = new long[plan.clients()];
    long[] answer = new long[plan.clients()];
    long[] seen = new long[plan.clients()];
    java.util.Arrays.fill(open, -1);
    for (int c = 0; c < process.length; c++) {
      process[c] = c;
    }
    int[] late = new int[64];
    int lates = 0;
    long[] past = new long[4 * plan.clients() + 1];
    int writes = 0;
    long state = INITIAL;
    int stale = plan.stale();
    int busy = 0;
    while (columns.size() < plan.operations() || busy > 0) {
      int c = random.nextInt(plan.clients());
      int o = open[c];
      if (o < 0) {
        if (columns.size() == plan.operations()) {
          continue;
        }
        long fresh = plan.scattered() ? random.nextLong() : c + 1L << 40 | ++counts[c];
        boolean read = random.nextBoolean();
        boolean cas = random.nextInt(100) < plan.casPercent();
        open[c] =
            read
                ? columns.read(process[c])
                : cas ? columns.cas(process[c], seen[c], fresh) : columns.write(process[c], fresh);
        effected[c] = false;
        busy++;
        if (!read && random.nextInt(1000) < plan.failedPermille()) {
          columns.failed(open[c]);
          open[c] = -1;
          busy--;
        } else if (!read && random.nextInt(1000) < plan.unknownPermille()) {
          if (random.nextBoolean() && lates < late.length) {
            late[lates++] = open[c];
          }
          process[c] += plan.clients();
          open[c] = -1;
          busy--;
        }
        continue;
      }
      if (lates > 0 && random.nextInt(50) == 0) {
        int which = random.nextInt(lates);
        int operation = late[which];
        late[which] = late[--lates];
        if (columns.kind(operation) == Columns.WRITE || columns.expected(operation) == state) {
          past[writes++ % past.length] = state;
          state = columns.value(operation);
        }
        continue;
      }
      if (!effected[c]) {
        effected[c] = true;
        swapped[c] = columns.kind(o) != Columns.CAS || columns.expected(o) == state;
        if (columns.kind(o) != Columns.READ && swapped[c]) {
          past[writes++ % past.length] = state;
          state = columns.value(o);
        }
        answer[c] = state;
        if (columns.kind(o) == Columns.READ
            && stale > 0
            && columns.size() > plan.operations() * 9L / 10
            && writes > past.length) {
          answer[c] = past[writes % past.length];
          stale--;
        }
        continue;
      }
      if (columns.kind(o) == Columns.READ) {
        columns.ok(o, answer[c]);
      } else if (swapped[c]) {
        columns.ok(o);
      } else {
        columns.mismatch(o);
      }
      seen[c] = answer[c];
      open[c] = -1;
      busy--;
    }
    return columns;
  }
}
