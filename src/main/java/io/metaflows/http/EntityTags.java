package io.metaflows.http;

import io.metaflows.store.Precondition;
import io.metaflows.store.Precondition.Tags;
import io.metaflows.store.Revision;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code If-Match} and {@code If-None-Match}: quoted or bare, lists, {@code *} (contract,
 * section 5).
 */
final class EntityTags {

  private static final String WEAK = "W/";

  /** As many as one condition of the database takes with ease. */
  private static final int MOST = 20;

  private EntityTags() {}

  /** The condition of a write. */
  static Precondition precondition(Request request) {
    return new Precondition(
        bounded("if_match", read(request.header("if-match"), false)),
        bounded("if_none_match", read(request.header("if-none-match"), true)));
  }

  private static Tags bounded(String header, Tags tags) {
    if (tags instanceof Tags.OneOf oneOf && oneOf.revisions().size() > MOST) {
      throw new Refused(Problem.tooManyEntityTags(header, MOST));
    }
    return tags;
  }

  /**
   * Whether a GET may be answered 304: only a document has a revision that matches, a tombstone has
   * none.
   */
  static boolean namesCurrent(Request request, boolean documentThere, Optional<Revision> current) {
    Tags tags = read(request.header("if-none-match"), true);
    if (tags instanceof Tags.OneOf oneOf) {
      return documentThere && current.filter(oneOf.revisions()::contains).isPresent();
    }
    return documentThere && tags instanceof Tags.Any;
  }

  /**
   * A tag that is no revision of ours matches nothing; a weak one counts where RFC 9110 compares
   * weakly.
   */
  private static Tags read(Optional<String> sent, boolean weakCounts) {
    return sent.map(header -> read(header, weakCounts)).orElseGet(Tags.Unset::new);
  }

  private static Tags read(String header, boolean weakCounts) {
    Set<Revision> revisions = new LinkedHashSet<>();
    for (String element : header.split(",", 0)) {
      String tag = element.strip();
      if (tag.equals("*")) {
        return new Tags.Any();
      }
      if (weakCounts && tag.startsWith(WEAK)) {
        tag = tag.substring(WEAK.length());
      }
      Revision.parse(unquoted(tag)).ifPresent(revisions::add);
    }
    return new Tags.OneOf(revisions);
  }

  private static String unquoted(String tag) {
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }
}
