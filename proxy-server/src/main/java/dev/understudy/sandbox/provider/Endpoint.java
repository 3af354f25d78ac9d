package dev.understudy.sandbox.provider;

import tools.jackson.databind.JsonNode;

/** One method on one kind of path. Thread-safe. */
public interface Endpoint {
    /** {@code POST} takes a JSON object; {@code GET} is also asked for {@code HEAD}. */
    String method();

    boolean serves(String path);

    /** The model that is asked, fault suffix and all; empty where an endpoint has no model. */
    String model(Received request, JsonNode body);

    /** @throws Rejected for a request that the provider would refuse */
    Reply answer(Query query);
}
