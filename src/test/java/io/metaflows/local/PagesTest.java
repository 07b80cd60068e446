package io.metaflows.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.http.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private final Pages pages = new Pages();

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/try.js, text/javascript; charset=utf-8",
    "/openapi.yaml, application/yaml; charset=utf-8",
    "/swagger-ui/swagger-ui.css, text/css; charset=utf-8",
    "/swagger-ui/swagger-ui-bundle.js, text/javascript; charset=utf-8",
    "/swagger-ui/favicon-32x32.png, image/png"
  })
  void eachIsServedWithItsType(String path, String type) {
    ApiResponse answer = pages.find("GET", path).orElseThrow();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Content-Type", type);
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void thePageLoadsOnlyWhatIsServed() {
    String page = new String(pages.find("GET", "/").orElseThrow().body(), StandardCharsets.UTF_8);
    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
    assertThat(links.results().map(link -> link.group(1)).toList())
        .hasSize(4)
        .allSatisfy(link -> assertThat(pages.find("GET", link)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/try.html",
        "/swagger-ui/",
        "/swagger-ui/index.html",
        "/swagger-ui/../try.html",
        "/swagger-ui/%2e%2e/application.properties",
        "/../application.properties",
        "//openapi.yaml",
        "/application.properties",
        "/v2/accounts/a/metaflows"
      })
  void everyOtherPathIsTheApis(String path) {
    assertThat(pages.find("GET", path)).isEmpty();
  }

  @Test
  void otherMethodsAreTheApis() {
    assertThat(pages.find("POST", "/")).isEmpty();
  }
}
