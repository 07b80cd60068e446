package io.metaflows.metaflow;

/**
 * The place in a document where a metaflow is stored.
 *
 * @param scope whose document it is
 * @param name the number or the pattern as it is written in that document
 */
public record MatchedEntry(Scope scope, EntryKind kind, String name) {}
