package io.metaflows.http;

import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param headers by the name that is sent
 * @param body JSON in UTF-8; empty with status 304
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {}
