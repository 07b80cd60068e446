package io.metaflows.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml, with {@code !Ref x} read as {@code {"Ref": x}}, as in the long form. */
final class Template {

  private final Map<String, Object> root;

  private Template(Map<String, Object> root) {
    this.root = root;
  }

  static Template read() {
    try {
      String text = Files.readString(Path.of("template.yaml"));
      return new Template(map(new Yaml(new LongForm()).load(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands at this place; fails where nothing does. */
  Object at(String... place) {
    Object here = root;
    for (String step : place) {
      here = map(here).get(step);
      if (here == null) {
        throw new AssertionError("template.yaml has nothing at " + String.join(".", place));
      }
    }
    return here;
  }

  Map<String, Object> mapAt(String... place) {
    return map(at(place));
  }

  /** The properties of the resources of one type, by logical id. */
  Map<String, Map<String, Object>> resources(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    mapAt("Resources")
        .forEach(
            (id, resource) -> {
              if (type.equals(map(resource).get("Type"))) {
                found.put(id, map(map(resource).get("Properties")));
              }
            });
    return found;
  }

  /** A function's property, its own or the one of all functions. */
  Object ofFunction(String id, String property) {
    Object own = mapAt("Resources", id, "Properties").get(property);
    return own != null ? own : at("Globals", "Function", property);
  }

  /** A function's environment, its own and the one of all functions. */
  Map<String, Object> environment(String id) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.putAll(mapAt("Globals", "Function", "Environment", "Variables"));
    all.putAll(mapAt("Resources", id, "Properties", "Environment", "Variables"));
    return all;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  /** A list, or the one thing that stands where a list may. */
  @SuppressWarnings("unchecked")
  static List<Object> list(Object node) {
    return node instanceof List ? (List<Object>) node : List.of(node);
  }

  /** CloudFormation's short tags. */
  private static final class LongForm extends SafeConstructor {
    LongForm() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new Function());
    }

    private final class Function extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String tag = node.getTag().getValue().substring(1);
        String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        Map<String, Object> call = new LinkedHashMap<>();
        call.put(name, argument(node));
        return call;
      }

      private Object argument(Node node) {
        if (node instanceof SequenceNode sequence) {
          return constructSequence(sequence);
        }
        if (node instanceof MappingNode mapping) {
          return constructMapping(mapping);
        }
        return constructScalar((ScalarNode) node);
      }
    }
  }
}
