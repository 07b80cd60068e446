package io.metaflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the settings that there are. */
class ConfigurationPageTest {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(?<property>[^`]+)` \\| `(?<variable>[^`]+)` \\| (?<default>[^|]+) \\| (?<meaning>.+) \\|$",
          Pattern.MULTILINE);

  /** A row that begins like one of a setting, whatever follows. */
  private static final Pattern BEGINNING =
      Pattern.compile("^\\| *`(metaflows|quarkus)\\.", Pattern.MULTILINE);

  /**
   * @param fallback as the page has it
   */
  private record Row(String property, String variable, String fallback) {

    static Row of(MatchResult row) {
      return new Row(row.group(1), row.group(2), row.group(3));
    }

    static Row of(DeclaredSetting setting) {
      return new Row(
          setting.property(),
          setting.variable(),
          setting.defaultText().map(text -> "`" + text + "`").orElse("none"));
    }
  }

  @Test
  void everySettingHasItsRowAndEveryRowItsSetting() throws Exception {
    String page = Files.readString(Path.of("docs/configuration.md"));
    List<Row> rows = ROW.matcher(page).results().map(Row::of).toList();

    assertThat(rows).hasSameSizeAs(BEGINNING.matcher(page).results().toList());
    assertThat(rows.stream().filter(row -> !row.property().startsWith("quarkus.")))
        .containsExactlyInAnyOrderElementsOf(
            DeclaredSetting.ALL.values().stream().map(Row::of).toList());
  }
}
