package dev.understudy.sandbox.provider;

import tools.jackson.databind.JsonNode;

/**
 * A request that has come as far as an endpoint.
 *
 * @param body a JSON object, or missing where the method takes none
 * @param model the name to answer under, fault suffix removed
 * @param draw the chance of this request
 */
public record Query(Received received, JsonNode body, String model, long draw) {}
