package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;

/**
 * A wire format in which a model is asked and answers. Thread-safe.
 *
 * @param <R> a request as it was read: the task, and what else decides how its answer is written
 */
public interface Wire<R> {
    boolean serves(String path);

    /** See {@link Endpoint#model}. */
    String model(Received request, JsonNode body);

    /** @throws Rejected for a request that the provider would refuse */
    R read(Query query);

    Task task(R request);

    Reply write(R request, Generation generation);
}
