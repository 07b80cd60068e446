package io.metaflows.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.project.MarkdownPage;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes that there are, and the table of docs/api.md#routes. */
class RouteTest {

  private static List<MarkdownPage.Row> rows() {
    return MarkdownPage.read("docs/api.md").rowsUnder("routes");
  }

  /** Every kind of route, however deep it is sealed. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RouteTest::kinds)
        : Stream.of(type);
  }

  private static String nameOf(Class<?> kind) {
    try {
      Constructor<?> constructor = kind.getDeclaredConstructors()[0];
      Object[] ids = new Object[constructor.getParameterCount()];
      Arrays.fill(ids, "id");
      return ((Route) constructor.newInstance(ids)).name();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind + " is no record of texts", e);
    }
  }

  @Test
  void thePageListsEachKindOfRoute() {
    assertThat(rows().stream().map(row -> row.code(4)))
        .containsExactlyInAnyOrderElementsOf(kinds(Route.class).map(RouteTest::nameOf).toList());
  }

  @Test
  void thePathOfEachRouteOfThePageIsThatRoute() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              String path = row.code(0).toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
              Optional<Route> route = Route.of(List.of(path.substring(1).split("/", -1)));
              assertThat(route.map(Route::name)).as(path).contains(row.code(4));
            });
  }
}
