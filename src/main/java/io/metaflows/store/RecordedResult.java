package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The result of a trigger as an idempotency record keeps it.
 *
 * @param outcome what became of the trigger, in one word that the writer chose
 * @param details what a reader of that word needs beside it; never changed
 */
public record RecordedResult(String outcome, ObjectNode details) {}
