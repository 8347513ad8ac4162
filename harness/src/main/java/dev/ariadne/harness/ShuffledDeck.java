package dev.ariadne.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Deals from a shuffled deck, which is shuffled anew when it is empty: every card comes equally
 * often, and none is left out by chance. A value: what is dealt is a function of the turn alone.
 *
 * @param site where the shuffling is decided
 * @param cards in a fixed order, not empty
 */
public record ShuffledDeck<T>(String site, List<T> cards) {

  public ShuffledDeck {
    cards = List.copyOf(cards);
    if (cards.isEmpty()) {
      throw new IllegalArgumentException("an empty deck: " + site);
    }
  }

  /** The card of a turn, from 0. */
  public T deal(Choices choices, long turn) {
    int size = cards.size();
    List<T> shuffled = shuffled(choices, turn / size);
    return shuffled.get((int) (turn % size));
  }

  /** All cards in the order of one round, from 0. */
  public List<T> shuffled(Choices choices, long round) {
    List<T> shuffled = new ArrayList<>(cards);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, choices.pick(site, round * cards.size() + i, i + 1));
    }
    return shuffled;
  }
}
