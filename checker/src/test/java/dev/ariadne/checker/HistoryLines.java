package dev.ariadne.checker;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Short histories: {@code invoke 0 write 1; ok 0 write 1}, type, process, f, value, error. */
public final class HistoryLines {

  private HistoryLines() {}

  public static History history(String lines) throws HistoryException {
    List<Op> ops = new ArrayList<>();
    for (String line : lines.split(";")) {
      if (!line.isBlank()) {
        ops.add(op(ops.size(), line.strip()));
      }
    }
    return History.of(ops);
  }

  private static Op op(int index, String line) {
    String[] words = line.split(" ", 4);
    try {
      EdnReader data = new EdnReader(words[3]);
      Object value = data.next();
      TreeMap<String, Object> extra = new TreeMap<>();
      if (data.hasNext()) {
        extra.put("error", data.next());
      }
      return new Op(
          index,
          -1,
          Op.Type.valueOf(words[0].toUpperCase(Locale.ROOT)),
          new Op.Process.Client(Long.parseLong(words[1])),
          words[2],
          value,
          extra);
    } catch (EdnException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
