package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages lead where they say, the code cites headings that exist, and JSON in them is JSON. */
class DocsTest {

  private static final int MOST_LINES_OF_README = 200;

  private static final List<String> WHERE_PAGES_ARE_CITED =
      List.of(
          "src",
          ".ci",
          ".github",
          ".mvn",
          "events",
          "pom.xml",
          "template.yaml",
          "samconfig.toml",
          "README.md",
          "SECURITY.md",
          "CONTRIBUTING.md",
          "CHANGELOG.md");

  /** From the root of the repository, as code cites it. */
  private static final Pattern CITATION =
      Pattern.compile("(?<![\\w/.-])(docs/[\\w/-]+\\.md)(?:#([\\w-]+))?");

  private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
  private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern BODY = Pattern.compile("-d '(\\{.*})'");

  /** Marks a place in an example that stands for something else. */
  private static final Pattern PLACEHOLDER = Pattern.compile("…|<[a-z ]+>");

  @Test
  void whatTheCodeCitesIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    int citations = 0;
    for (Path file : citing()) {
      Matcher cited = CITATION.matcher(text(file));
      while (cited.find()) {
        citations++;
        check(Path.of(cited.group(1)), cited.group(2), file + " cites " + cited.group(), missing);
      }
    }
    assertThat(citations).isPositive();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyLinkOfAPageLeadsSomewhere() {
    List<String> missing = new ArrayList<>();
    for (MarkdownPage page : MarkdownPage.all()) {
      Matcher link = LINK.matcher(CODE_SPAN.matcher(page.prose()).replaceAll("code"));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*")) {
          String[] parts = target.split("#", 2);
          Path to = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
          String anchor = parts.length > 1 ? parts[1] : null;
          check(to.normalize(), anchor, page.file() + " links to " + target, missing);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static void check(Path target, String anchor, String what, List<String> missing) {
    boolean there =
        Files.exists(target)
            && (anchor == null || MarkdownPage.read(target).anchors().contains(anchor));
    if (!there) {
      missing.add(what);
    }
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String decisions = Files.readString(Path.of("docs/decisions/README.md"));
    for (MarkdownPage page : MarkdownPage.all()) {
      if (page.file().startsWith("docs/decisions") && !page.file().endsWith("README.md")) {
        assertThat(decisions).contains("(" + page.file().getFileName() + ")");
      } else if (page.file().startsWith("docs")) {
        assertThat(readme).contains("(" + page.file().toString().replace('\\', '/') + ")");
      }
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md")))
        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_README);
  }

  @Test
  void examplesOfJsonAreJson() {
    List<String> examples = new ArrayList<>();
    for (MarkdownPage page : MarkdownPage.all()) {
      for (MarkdownPage.Block block : page.blocks()) {
        if (block.language().equals("json")) {
          examples.add(block.text());
        } else {
          block.text().lines().filter(line -> line.startsWith("{\"")).forEach(examples::add);
          groups(BODY, block.text()).forEach(examples::add);
        }
      }
      groups(CODE_SPAN, page.prose())
          .filter(code -> code.startsWith("{\"") && !PLACEHOLDER.matcher(code).find())
          .forEach(examples::add);
    }
    assertThat(examples).hasSizeGreaterThan(50);
    for (String example : examples) {
      assertThatCode(() -> Json.mapper().readTree(example)).as(example).doesNotThrowAnyException();
    }
  }

  private static Stream<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
  }

  private static List<Path> citing() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : WHERE_PAGES_ARE_CITED) {
      if (Files.exists(Path.of(place))) {
        try (Stream<Path> all = Files.walk(Path.of(place))) {
          all.filter(Files::isRegularFile).forEach(files::add);
        }
      }
    }
    return files;
  }

  /** Byte for byte: not everything under {@code src} is text. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
