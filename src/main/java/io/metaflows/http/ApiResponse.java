package io.metaflows.http;

import java.util.Map;

/**
 * One HTTP response.
 *
 * @param headers by the name that is sent
 * @param body JSON in UTF-8; empty with status 304
 */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {}
