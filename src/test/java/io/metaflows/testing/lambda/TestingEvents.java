package io.metaflows.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The files of events/: what `sam local invoke -e` sends, and the tests. */
public final class TestingEvents {

  public static final ObjectMapper MAPPER = new ObjectMapper();

  private TestingEvents() {}

  /** All of them by name, without the ending, in alphabetical order. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(String name) {
    try {
      return MAPPER.readTree(Files.readString(Path.of("events", name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the caller sent; empty where there was no body. */
  public static String body(JsonNode event) {
    String body = event.path("body").asText();
    return event.get("isBase64Encoded").booleanValue()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }
}
