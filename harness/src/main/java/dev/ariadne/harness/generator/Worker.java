package dev.ariadne.harness.generator;

/**
 * Carries out operations, one at a time. A worker is a client thread, which takes a new process
 * after an operation of unknown outcome, or the nemesis.
 *
 * @param number from 0 for clients; -1 for the nemesis
 */
public record Worker(int number) implements Comparable<Worker> {
  public static final Worker NEMESIS = new Worker(-1);

  public Worker {
    if (number < -1) {
      throw new IllegalArgumentException("worker " + number);
    }
  }

  public boolean isNemesis() {
    return number == -1;
  }

  // By hand, since workers are looked up for every operation.

  @Override
  public boolean equals(Object other) {
    return other instanceof Worker that && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public int compareTo(Worker other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return isNemesis() ? "nemesis" : "client " + number;
  }
}
