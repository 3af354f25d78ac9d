package dev.understudy.cli;

import dev.understudy.dialect.Dialect.RequestFacts;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.route.Sampler;
import tools.jackson.databind.node.ObjectNode;

/** A request from a file, as sampling looks at it. */
record RequestSource(CapturedRequest request, ObjectNode body, RequestFacts facts) implements Sampler.Source {
    @Override
    public String id() {
        return "explain";
    }
}
