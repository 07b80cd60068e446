package io.metaflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has each setting, with its environment variable and its default. */
class ConfigurationPageTest {

  /** Of the tables of settings: property, variable, default, meaning, bounds. */
  private static final int COLUMNS = 5;

  private static final MarkdownPage PAGE = MarkdownPage.read("docs/configuration.md");

  private static Map<String, MarkdownPage.Row> rows() {
    Map<String, MarkdownPage.Row> rows = new TreeMap<>();
    PAGE.rows().stream()
        .filter(row -> row.cells().size() == COLUMNS && row.code(0).startsWith("metaflows."))
        .forEach(row -> assertThat(rows.put(row.code(0), row)).as(row.code(0)).isNull());
    return rows;
  }

  @Test
  void everySettingIsThereAndNoOther() {
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(SettingNames.all());
  }

  @Test
  void theVariableIsTheOneThatIsRead() {
    rows().forEach((name, row) -> assertThat(row.code(1)).isEqualTo(SettingNames.variable(name)));
  }

  @Test
  void theDefaultIsTheOneThatHolds() {
    Settings defaults =
        new SmallRyeConfigBuilder()
            .withMapping(Settings.class)
            .withConverter(Duration.class, 100, new DurationConverter())
            .build()
            .getConfigMapping(Settings.class);
    Map<String, MarkdownPage.Row> rows = rows();
    SettingNames.values(defaults)
        .forEach((name, value) -> assertThat(value).as(name).matches(is(rows.get(name))));
  }

  private static java.util.function.Predicate<Object> is(MarkdownPage.Row row) {
    return value -> {
      if (value instanceof Optional<?> optional) {
        return optional.isEmpty() && !row.cells().get(2).contains("`");
      }
      String written = row.code(2);
      return value instanceof Duration duration
          ? new DurationConverter().convert(written).equals(duration)
          : value.toString().toLowerCase(Locale.ROOT).equals(written);
    };
  }
}
