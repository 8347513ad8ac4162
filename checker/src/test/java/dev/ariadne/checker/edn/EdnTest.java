package dev.ariadne.checker.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.bpsm.edn.parser.Parsers;

class EdnTest {

  @Test
  void aMapIsPrintedAsClojureDoes() throws EdnException {
    String text =
        "{:index 0, :time 12, :type :invoke, :process 0, :f :cas, :value [0 1], :error nil}";

    assertThat(EdnPrinter.print(EdnReader.read(text))).isEqualTo(text);
  }

  @Test
  void everyKindOfDatumIsReadAndPrinted() throws EdnException {
    String text =
        "[nil true false 1 -2 99999999999999999999N 1.5 -2.0E10 1.25M \"a\\\"\\n\\\\\" \\a"
            + " \\newline \\space :k :a/b sym a/b #{1 2} {} [] #inst \"2026-01-01\" ##Inf ##NaN]";

    assertThat(EdnPrinter.print(EdnReader.read(text))).isEqualTo(text);
  }

  @Test
  void commentsDiscardsCommasAndListsAreUnderstood() throws EdnException {
    assertThat(EdnReader.read("; first\n(1, 2 #_ (3 #_4 5) #_#_ 6 7 ; last\n 8)"))
        .isEqualTo(List.of(1L, 2L, 8L));
  }

  @Test
  void whatClojurePrintsOfObjectsIsReadAsTagged() throws EdnException {
    assertThat(EdnReader.read("#object[java.lang.Foo 0x1f \"x\"]"))
        .isEqualTo(new Tagged("object", List.of(new Symbol("java.lang.Foo"), 31L, "x")));
  }

  @Test
  void unicodeEscapesAreRead() throws EdnException {
    assertThat(EdnReader.read("[\"\\u00e9\" \\u00e9]")).isEqualTo(List.of("é", 'é'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "]",
        "[1",
        "{:a}",
        "{:a 1 :a 2}",
        "#{1 1}",
        "\"a",
        "\\",
        "#",
        "#_",
        "01",
        "1x",
        "1.2.3",
        ":",
        "::a",
        "\"\\q\"",
        "\\foo",
        "1 2",
        "##Foo",
        "[1}",
        "@",
        "\"\\u12\"",
        "#1",
        "0xg"
      })
  void damagedTextIsRefused(String text) {
    assertThatThrownBy(() -> EdnReader.read(text)).isInstanceOf(EdnException.class);
  }

  @Test
  void anErrorTellsItsLineAndColumn() {
    assertThatThrownBy(() -> EdnReader.read("[1\n  2 }"))
        .isInstanceOfSatisfying(
            EdnException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(5);
              assertThat(e.problem()).contains("unexpected }");
            });
  }

  @Test
  void deepTextIsRefusedAndDoesNotOverflowTheStack() {
    for (String opening : List.of("[", "{", "#{", "#a ", "#_", "(", "{1 ")) {
      assertThatThrownBy(() -> EdnReader.read(opening.repeat(100_000)))
          .isInstanceOf(EdnException.class);
    }
  }

  @Property
  void whatIsPrintedIsReadAgain(@ForAll("data") Object datum) throws EdnException {
    assertThat(EdnReader.read(EdnPrinter.print(datum))).isEqualTo(datum);
  }

  @Property
  void anotherReaderReadsTheSame(@ForAll("data") Object datum) {
    String text = EdnPrinter.print(datum);

    Object other =
        Parsers.newParser(Parsers.defaultConfiguration()).nextValue(Parsers.newParseable(text));

    assertThat(ours(other)).isEqualTo(datum);
  }

  @Property
  void noTextMakesTheReaderFailInAnyOtherWay(@ForAll("texts") String text) {
    try {
      EdnReader.read(text);
    } catch (EdnException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
    }
  }

  @Property
  void theOrderIsTotalAndAgreesWithEquality(
      @ForAll("data") Object a, @ForAll("data") Object b, @ForAll("data") Object c) {
    EdnOrder order = EdnOrder.BY_KIND;
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    assertThat(order.compare(a, a)).isZero();
    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
      assertThat(order.compare(a, c)).isNotPositive();
    }
    if (order.compare(a, b) == 0) {
      assertThat(a).isEqualTo(b);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("[]{}()#_:;\\\"abnu019-+.eNM/ \n,").ofMaxLength(20);
  }

  @Provide
  Arbitrary<Object> data() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.longs().map(n -> (Object) n),
            Arbitraries.of(true, false).map(b -> (Object) b),
            Arbitraries.doubles().map(d -> (Object) d),
            Arbitraries.strings().ascii().ofMaxLength(5).map(s -> (Object) s),
            Arbitraries.of("a", "b/c", "x-y", "z9?").map(Keyword::new).map(k -> (Object) k),
            Arbitraries.chars().range('!', '~').map(c -> (Object) c),
            Arbitraries.bigIntegers()
                .between(BigInteger.ONE.shiftLeft(70), BigInteger.ONE.shiftLeft(90))
                .map(n -> (Object) n));
    return Arbitraries.recursive(
        () -> leaf.injectNull(0.1),
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(l -> (Object) l),
                inner.set().ofMaxSize(3).map(s -> (Object) new LinkedHashSet<>(s)),
                Arbitraries.maps(leaf, inner)
                    .ofMaxSize(3)
                    .map(m -> (Object) new LinkedHashMap<>(m))),
        0,
        2);
  }

  /** The other reader's data as ours. */
  private static Object ours(Object datum) {
    return switch (datum) {
      case us.bpsm.edn.Keyword k ->
          new Keyword((k.getPrefix().isEmpty() ? "" : k.getPrefix() + "/") + k.getName());
      case List<?> l -> {
        List<Object> list = new ArrayList<>();
        l.forEach(item -> list.add(ours(item)));
        yield list;
      }
      case Set<?> s -> {
        Set<Object> set = new LinkedHashSet<>();
        s.forEach(item -> set.add(ours(item)));
        yield set;
      }
      case Map<?, ?> m -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        m.forEach((k, v) -> map.put(ours(k), ours(v)));
        yield map;
      }
      case null, default -> datum;
    };
  }

  @Test
  void whatIsNoDatumIsNotPrinted() {
    assertThatThrownBy(() -> EdnPrinter.print(Arrays.asList(1L, new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
