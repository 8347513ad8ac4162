package dev.ariadne.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InsertionSortTest {

  @Test
  void whateverTheOrderTheFirstSoManyAreSorted() {
    SplittableRandom random = new SplittableRandom(1);
    for (int near : new int[] {0, 1, 3, 50, 1000}) {
      for (int size : new int[] {0, 1, 2, 40, 300}) {
        long[] items = new long[size + 2];
        for (int i = 0; i < size; i++) {
          items[i] = i + random.nextInt(near + 1);
        }
        items[size] = -1;
        items[size + 1] = -2;
        long[] sorted = items.clone();
        Arrays.sort(sorted, 0, size);

        InsertionSort.sort(items, size);

        assertThat(items).as("%d items, up to %d places away", size, near).isEqualTo(sorted);
      }
    }
  }
}
