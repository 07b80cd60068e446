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
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The files of events/: what `sam local invoke -e` sends, and the tests. Those of events/senders/
 * are named with their folder.
 */
public final class TestingEvents {

  public static final ObjectMapper MAPPER = new ObjectMapper();

  private TestingEvents() {}

  /** Those of an HTTP API by name, without the ending, in alphabetical order. */
  public static List<String> names() {
    return names(Path.of("events"));
  }

  /** Those of all other senders. */
  public static List<String> ofOtherSenders() {
    return names(Path.of("events", "senders"));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.replaceFirst("\\.json$", ""))
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

  /**
   * What the events are answered, in the order in which they are to be sent.
   *
   * @param file of {@code src/test/resources}: an object by the names of the events
   * @param read makes one of a name and what the file has for it
   */
  static <T> List<T> expected(String file, BiFunction<String, JsonNode, T> read) {
    try {
      return MAPPER
          .readTree(Files.readString(Path.of("src/test/resources", file)))
          .propertyStream()
          .map(entry -> read.apply(entry.getKey(), entry.getValue()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the caller sent; empty where there was no body. */
  public static String body(JsonNode event) {
    return new String(bytes(event), StandardCharsets.UTF_8);
  }

  /** The same as bytes. */
  public static byte[] bytes(JsonNode event) {
    String body = event.path("body").asText();
    return event.get("isBase64Encoded").booleanValue()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
