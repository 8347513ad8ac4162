package dev.ariadne.harness.ariadne.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is compiled when a source changes. */
final class CompilationTest {

  private static final String QUORUM = "dev/ariadne/server/raft/Quorum.java";
  private static final String STORE = "dev/ariadne/server/kv/KvStore.java";

  @Test
  void aChangedBodyConcernsNobodyElse() throws Exception {
    assertThat(compiled(QUORUM, "return voters / 2 + 1;", "return voters / 2;"))
        .containsOnlyKeys("dev.ariadne.server.raft.Quorum");
  }

  @Test
  void aChangedConstantConcernsAll() throws Exception {
    assertThat(compiled(STORE, "VALUE_BYTES_MAX = 512 * 1024", "VALUE_BYTES_MAX = 1024"))
        .containsKeys("dev.ariadne.server.kv.Limits", "dev.ariadne.server.node.RaftNode");
  }

  @Test
  void aChangedSignatureConcernsAll() throws Exception {
    assertThat(compiled(QUORUM, "private static int size(", "static int size("))
        .containsKeys("dev.ariadne.server.raft.Leader", "dev.ariadne.server.node.RaftNode");
  }

  @Test
  void whatDoesNotCompileIsToldByFileAndLine() {
    assertThatThrownBy(() -> compiled(QUORUM, "return voters / 2 + 1;", "return nonsense;"))
        .isInstanceOf(PatchException.class)
        .hasMessageContaining(QUORUM + ":")
        .hasMessageContaining("nonsense");
  }

  @Test
  void thePatchedServerIsAnotherThanTheOneHere() throws Exception {
    var classes = compiled(QUORUM, "return voters / 2 + 1;", "return voters;");
    ClassLoader apart = new PatchedClasses(getClass().getClassLoader(), classes);
    Class<?> theirs = apart.loadClass("dev.ariadne.server.raft.Node");
    assertThat(theirs).isNotSameAs(dev.ariadne.server.raft.Node.class);
    assertThat(theirs.getClassLoader()).isSameAs(apart);
    assertThat(apart.loadClass("dev.ariadne.harness.run.TestRun"))
        .isSameAs(dev.ariadne.harness.run.TestRun.class);
  }

  private static Map<String, byte[]> compiled(String file, String before, String after)
      throws IOException, PatchException {
    SortedMap<String, String> sources = ServerSources.read();
    String text = sources.get(file);
    assertThat(text).contains(before);
    TreeMap<String, String> changed = new TreeMap<>();
    changed.put(file, text.replace(before, after));
    return new Compilation(sources).compile(changed);
  }
}
