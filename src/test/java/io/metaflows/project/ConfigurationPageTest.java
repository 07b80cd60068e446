package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.SettingNames;
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
    rows()
        .forEach(
            (name, row) -> {
              Optional<String> fallback = SettingNames.defaultText(name);
              String cell = row.cells().get(2);
              assertThat(cell.contains("`") ? Optional.of(row.code(2)) : Optional.empty())
                  .as(name)
                  .isEqualTo(fallback);
            });
  }
}
