package io.metaflows.metaflow;

/**
 * A metaflow that was found for a channel (docs/matching.md).
 *
 * @param entry where it is stored
 * @param metaflow as it will be sent, but for its defaults: it has its captures, and its transfers
 *     name what they dial
 */
public record MetaflowMatch(MatchedEntry entry, Metaflow metaflow) {}
