package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.lambda.TestingEvents;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/api.md lists the routes, openapi.yaml describes each of them, and events/ has a request to
 * each method. {@code RouteTest} holds that none is left out of the page.
 */
class RoutesPageTest {

  private static final OpenApi API = OpenApi.read();

  private static List<MarkdownPage.Row> rows() {
    return MarkdownPage.read("docs/api.md").rowsUnder("routes");
  }

  /** As {@code GET /v2/accounts/{account_id}/metaflows}. */
  private static Set<String> operations() {
    return rows().stream()
        .flatMap(
            row ->
                Stream.of(row.cells().get(1).split(", "))
                    .map(method -> method + " " + row.code(0).toLowerCase(Locale.ROOT)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void openApiDescribesEachRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    API.root()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        key -> described.add(key.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    described.removeIf(key -> key.startsWith("PARAMETERS "));
    assertThat(described).isEqualTo(operations());
  }

  @Test
  void eventsHasARequestToEachMethodOfEachRoute() {
    Set<String> sent =
        TestingEvents.names().stream()
            .map(name -> TestingEvents.read(name).at("/requestContext/http"))
            .map(RoutesPageTest::requested)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(sent).as("what the files in events/ ask for").containsAll(operations());
  }

  private static String requested(JsonNode http) {
    String path = http.get("path").asText();
    return http.get("method").asText() + " " + API.template(path).orElse(path);
  }
}
