package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module is one file: nothing else names it, in a folder or in a jar. */
class SchemaFilesTest {

  private static final String PARK =
      """
      {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {"slot": {"type": "integer", "minimum": 100, "default": 100}}
      }
      """;

  @TempDir Path root;

  @BeforeEach
  void copyTheSchemasAndAddAModule() throws IOException, URISyntaxException {
    Path bundled =
        Path.of(SchemaLibrary.class.getResource("/schemas/metaflows.json").toURI()).getParent();
    try (Stream<Path> files = Files.walk(bundled)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve("schemas").resolve(bundled.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(root.resolve("schemas/modules/park.json"), PARK);
  }

  @Test
  void aFileInTheFolderIsAModule() throws IOException {
    parkIsAModule(root.toUri().toURL());
  }

  @Test
  void aFileInTheJarIsAModule() throws IOException {
    // Without entries for its folders, as some builders make them.
    Path jar = root.resolve("with space.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(root.resolve("schemas"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
      }
    }
    parkIsAModule(jar.toUri().toURL());
  }

  private static void parkIsAModule(URL classes) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
      SchemaLibrary library = SchemaLibrary.of(SchemaFiles.readAll(loader));
      assertThat(library.modules()).contains("park").containsAll(SchemaLibrary.BUNDLED.modules());
      Schemas schemas = new Schemas(library, UnknownModules.REJECT, Sample.LIMITS);
      assertThat(schemas.filled(Metaflow.of(Sample.object("{'module':'park'}"))).toJson())
          .isEqualTo(Sample.object("{'module':'park','data':{'slot':100}}"));
      assertThat(
              Sample.refused(
                  schemas.checkDocument(Sample.node("{'module':'park','data':{'slot':9}}"))))
          .isEqualTo(
              Sample.object(
                  "{'numbers.1.data.slot':{'minimum':"
                      + "{'message':'Value must be at least 100','target':100,'value':9}}}"));
    }
  }

  @Test
  void aModuleIsFoundByItsNameAloneNotByAPath() {
    for (String name : List.of("../metaflow", "metaflow", "hangup.json", "")) {
      assertThat(SchemaLibrary.BUNDLED.module(name)).isEmpty();
    }
  }

  @Test
  void aRuleThatWouldNotBeHeldRefusesTheFile() {
    assertThatThrownBy(() -> SchemaCompiler.compile("modules/x.json", Sample.json("{'not':{}}")))
        .hasMessage("schemas/modules/x.json has the keyword 'not', not understood here");
    Map<String, JsonNode> files =
        Map.of(
            "metaflow.json", Sample.json("{'$ref':'gone.json'}"), "metaflows.json", Json.object());
    assertThatThrownBy(() -> SchemaLibrary.of(files)).hasMessage("there is no schemas/gone.json");
  }
}
