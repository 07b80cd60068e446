package io.metaflows.metaflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One number or pattern of the effective metaflows.
 *
 * @param origin the document and the key where it stands
 * @param metaflow as it is stored
 */
record EffectiveEntry(MatchedEntry origin, Metaflow metaflow) {

  /** The entries of one part of a document. */
  static Map<String, EffectiveEntry> all(
      Scope scope, EntryKind kind, Map<String, Metaflow> metaflows) {
    Map<String, EffectiveEntry> entries = new LinkedHashMap<>();
    metaflows.forEach(
        (name, metaflow) ->
            entries.put(name, new EffectiveEntry(new MatchedEntry(scope, kind, name), metaflow)));
    return entries;
  }

  /** Both; where both have a key, the later entry takes the place of the earlier one. */
  static Map<String, EffectiveEntry> united(
      Map<String, EffectiveEntry> earlier, Map<String, EffectiveEntry> later) {
    Map<String, EffectiveEntry> both = new LinkedHashMap<>(earlier);
    both.putAll(later);
    return both;
  }

  String name() {
    return origin.name();
  }

  MetaflowMatch match(Optional<Captures> captures) {
    return new MetaflowMatch(origin, Dialling.dialled(metaflow, captures));
  }
}
