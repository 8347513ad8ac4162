package dev.ariadne.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9021",
        "http://localhost:1",
        "http://n1:65535",
        "http://node-1.example.org:9021",
        "http://1st.example.org:9021",
        "http://example.org.:9021",
        "http://[::1]:9021",
        "http://[::]:9021",
        "http://[2001:db8:0:0:0:0:0:1]:9021",
        "http://[fe80::1:2]:9021"
      })
  void whatPeersCanConnectToIsTaken(String url) {
    assertThat(PeerUrl.isValid(url)).isTrue();
    // What it is dialled by has to agree.
    assertThat(URI.create(url).getHost()).isNotNull();
    assertThat(URI.create(url).getPort()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "http://",
        "http://:9021",
        "http://h",
        "http://h:",
        "http://h:0",
        "http://h:-1",
        "http://h:65536",
        "http://h:99999",
        "http://h:09021",
        "http://h:9021/",
        "http://h:9021/path",
        "http://h:9021?q",
        "http://h:9021#f",
        "http://user@h:9021",
        "http://user:secret@h:9021",
        "https://h:9021",
        "HTTP://h:9021",
        "ftp://h:9021",
        " http://h:9021",
        "http://h:9021 ",
        "http://h:9021\n",
        "http://h\n:9021",
        "http://h\u001b[2J:9021",
        "http://h\u202e:9021",
        "http://h\u0000:9021",
        "http://a b:9021",
        "http://a_b:9021",
        "http://-a:9021",
        "http://a-:9021",
        "http://a..b:9021",
        "http://1.2.3:9021",
        "http://256.1.1.1:9021",
        "http://[:::1]:9021",
        "http://[::1::2]:9021",
        "http://[1:2:3]:9021",
        "http://[1:2:3:4:5:6:7:8:9]:9021",
        "http://[::1:9021",
        "http://[fe80::1%eth0]:9021",
        "http://h\u0660:9021",
        "http://h:\u0661"
      })
  void everythingElseIsRefused(String url) {
    assertThat(PeerUrl.isValid(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 300, 1_000_000})
  void aHostOfThatLengthIsRefused(int length) {
    assertThat(PeerUrl.isValid("http://" + "a".repeat(length) + ":9021")).isFalse();
    assertThat(PeerUrl.isValid("http://" + "a.".repeat(length) + "b:9021"))
        .isEqualTo(length <= 126);
  }
}
