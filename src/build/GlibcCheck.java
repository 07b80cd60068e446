import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells whether an executable starts on Lambda's provided.al2023, which has glibc 2.34: one that was linked against a
 * newer symbol version does not. Run by the build: {@code java GlibcCheck.java EXECUTABLE}.
 */
final class GlibcCheck {

  private static final int OLDEST_MINOR_OF_LAMBDA = 34;

  /** How the linker writes the versions that it needs into the executable. */
  private static final Pattern VERSION = Pattern.compile("GLIBC_2\\.(\\d+)(?:\\.\\d+)?\\x00");

  public static void main(String[] args) throws IOException {
    Path executable = Path.of(args[0]);
    if (!Files.exists(executable)) {
      System.out.println("[WARNING] glibc check: " + executable + " is not there");
      return;
    }
    Optional<Integer> newest = minors(executable).max(Comparator.naturalOrder());
    if (newest.isPresent() && newest.get() > OLDEST_MINOR_OF_LAMBDA) {
      System.out.printf(
          "[WARNING] %s needs glibc 2.%d, but provided.al2023 has 2.%d: it will not start on Lambda."
              + " Build with -Dquarkus.native.container-build=true, or on a machine with an older"
              + " glibc.%n",
          executable.getFileName(), newest.get(), OLDEST_MINOR_OF_LAMBDA);
    } else {
      System.out.printf(
          "[INFO] %s needs glibc 2.%s: it starts on provided.al2023%n",
          executable.getFileName(), newest.map(String::valueOf).orElse("?"));
    }
  }

  private static Stream<Integer> minors(Path executable) throws IOException {
    String bytes = new String(Files.readAllBytes(executable), StandardCharsets.ISO_8859_1);
    Matcher versions = VERSION.matcher(bytes);
    return versions.results().map(version -> Integer.parseInt(version.group(1)));
  }
}
