package io.metaflows.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.http.HttpApi;
import io.metaflows.project.MarkdownPage;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.PretendSwitchResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The requests of the README, typed from top to bottom, get the answers that it shows. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(PretendSwitchResource.class)
class ReadmeTest {

  private static final String ADDRESS = "localhost:8080";
  private static final Pattern OF_THIS_ANSWER =
      Pattern.compile(
          "(\"(?:node|request_id|timestamp)\":\"|X-Request-ID: )[^\"\n]+", Pattern.MULTILINE);

  @Inject HttpApi api;

  /**
   * One command of a console block.
   *
   * @param line as it is typed, on one line or several
   * @param answer what the page shows below it
   */
  private record Command(String line, String answer) {}

  private static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (MarkdownPage.Block block : MarkdownPage.read("README.md").blocks()) {
      if (block.language().equals("console") && block.text().contains(ADDRESS)) {
        commands.addAll(commands(block.text()));
      }
    }
    return commands;
  }

  private static List<Command> commands(String block) {
    List<Command> commands = new ArrayList<>();
    for (String part : block.split("(?m)^\\$ ", -1)) {
      if (part.startsWith("curl ")) {
        int end = endOfCommand(part);
        commands.add(new Command(part.substring(0, end), part.substring(end)));
      }
    }
    return commands;
  }

  /** A line that ends with a backslash is continued. */
  private static int endOfCommand(String part) {
    int end = part.indexOf('\n');
    while (part.charAt(end - 1) == '\\') {
      end = part.indexOf('\n', end + 1);
    }
    return end + 1;
  }

  @Test
  void eachRequestGetsTheAnswerThatIsShown() throws Exception {
    List<Command> commands = commands();
    assertThat(commands).hasSizeGreaterThan(5);
    try (LocalServer server = LocalServer.start(api, new Pages(), "127.0.0.1", 0)) {
      for (Command command : commands) {
        String answer = run(command.line().replace(ADDRESS, "localhost:" + server.port()));
        assertThat(comparable(answer).lines().toList())
            .as(command.line())
            .containsAll(comparable(command.answer()).lines().toList());
      }
    }
  }

  private static String comparable(String text) {
    return OF_THIS_ANSWER.matcher(text.replace("\r", "")).replaceAll("$1…").strip();
  }

  /** By the shell and the program that the page names. */
  private static String run(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", line)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(line).isZero();
    return output;
  }
}
