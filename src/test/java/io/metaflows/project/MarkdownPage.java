package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of this repository, as its readers and the tests of its examples see it.
 *
 * @param blocks the fenced code blocks
 * @param rows the rows of all tables, without their heads
 * @param anchors the anchors that GitHub gives the headings
 * @param prose everything outside of code blocks
 */
public record MarkdownPage(
    Path file, List<Block> blocks, List<Row> rows, Set<String> anchors, String prose) {

  private static final Pattern NEITHER_WORD_NOR_BLANK = Pattern.compile("[^\\p{L}\\p{N} _-]");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  /**
   * A fenced code block.
   *
   * @param anchor of the heading that it stands under
   */
  public record Block(String anchor, String language, String text) {}

  /**
   * A row of a table.
   *
   * @param anchor of the heading that it stands under
   * @param cells as written, without the blanks around them
   */
  public record Row(String anchor, List<String> cells) {

    /** The text of a cell that is one code span. */
    public String code(int cell) {
      String text = cells.get(cell);
      assertThat(text).as("a cell of one code span").matches("`[^`]+`");
      return text.substring(1, text.length() - 1);
    }
  }

  public static MarkdownPage read(String file) {
    return read(Path.of(file));
  }

  public static MarkdownPage read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every page that is part of the documentation. */
  public static List<MarkdownPage> all() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> root = Files.list(Path.of("."))) {
      return Stream.concat(docs, root.map(Path::normalize))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(MarkdownPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the tables under a heading. */
  public List<Row> rowsUnder(String anchor) {
    List<Row> found = rows.stream().filter(row -> row.anchor().equals(anchor)).toList();
    assertThat(found).as("rows in " + file + "#" + anchor).isNotEmpty();
    return found;
  }

  /** The JSON blocks under a heading. */
  public List<String> jsonUnder(String anchor) {
    return blocks.stream()
        .filter(block -> block.anchor().equals(anchor) && block.language().equals("json"))
        .map(Block::text)
        .toList();
  }

  private static MarkdownPage parse(Path file, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> repeated = new HashMap<>();
    StringBuilder prose = new StringBuilder();
    String anchor = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        StringBuilder text = new StringBuilder();
        for (i++; !lines.get(i).startsWith("```"); i++) {
          text.append(lines.get(i)).append('\n');
        }
        blocks.add(new Block(anchor, line.substring(3).strip(), text.toString()));
        continue;
      }
      prose.append(line).append('\n');
      if (line.matches("#{1,6} .*")) {
        anchor = anchor(line.replaceFirst("#+ ", ""));
        int times = repeated.merge(anchor, 1, Integer::sum);
        anchor += times == 1 ? "" : "-" + (times - 1);
        anchors.add(anchor);
      } else if (line.startsWith("|") && isRow(lines, i)) {
        rows.add(new Row(anchor, cells(line)));
      }
    }
    return new MarkdownPage(file, blocks, rows, anchors, prose.toString());
  }

  private static String anchor(String heading) {
    String words = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
    return NEITHER_WORD_NOR_BLANK.matcher(words).replaceAll("").strip().replace(' ', '-');
  }

  private static boolean isRow(List<String> lines, int at) {
    boolean head = at + 1 < lines.size() && lines.get(at + 1).startsWith("|---");
    return !head && !lines.get(at).startsWith("|---");
  }

  private static List<String> cells(String line) {
    String inside = line.substring(1, line.lastIndexOf('|'));
    return Stream.of(CELL_END.split(inside, -1)).map(String::strip).toList();
  }
}
