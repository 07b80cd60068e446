package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KazooUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kazoo",
        "kazoo.example:8000",
        "//kazoo.example",
        "ftp://kazoo.example",
        "http:///v2",
        "http://",
        "https://kazoo.example/?a=b",
        "https://kazoo.example/#a",
        "https://user:secret@kazoo.example",
        "https://kazoo.example/a b",
        "file:///etc/passwd"
      })
  void theServiceDoesNotStartWithABaseUrlThatIsNone(String url) {
    assertThatThrownBy(() -> Given.kazoo(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metaflows.channels.url")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aSlashAtTheEndOfTheBaseUrlMakesNoDifference() {
    assertThat(KazooUrl.base(" https://kazoo.example/api// "))
        .isEqualTo("https://kazoo.example/api");
  }
}
