package dev.ariadne.harness.fake;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history told line by line, one millisecond apart. */
public final class Ops {
  private final List<Op> ops = new ArrayList<>();

  public Ops invoke(long process, String f, Object value) {
    return add(Op.Type.INVOKE, new Op.Process.Client(process), f, value, null);
  }

  public Ops ok(long process, String f, Object value) {
    return add(Op.Type.OK, new Op.Process.Client(process), f, value, null);
  }

  public Ops fail(long process, String f, Object value, String error) {
    return add(Op.Type.FAIL, new Op.Process.Client(process), f, value, error);
  }

  public Ops info(long process, String f, Object value, String error) {
    return add(Op.Type.INFO, new Op.Process.Client(process), f, value, error);
  }

  public Ops nemesis(String f, Object value) {
    return add(Op.Type.INFO, new Op.Process.Named("nemesis"), f, value, null);
  }

  /** An operation of the nemesis, begun and done. */
  public Ops done(String f, Object value) {
    return nemesis(f, Map.of()).nemesis(f, value);
  }

  public static Object kv(Object key, Object value) {
    return Collections.unmodifiableList(Arrays.asList(key, value));
  }

  private Ops add(Op.Type type, Op.Process process, String f, Object value, String error) {
    TreeMap<String, Object> extra = new TreeMap<>();
    if (error != null) {
      extra.put("error", new Keyword(error));
    }
    ops.add(new Op(ops.size(), ops.size() * 1_000_000L, type, process, f, value, extra));
    return this;
  }

  public List<Op> list() {
    return List.copyOf(ops);
  }
}
