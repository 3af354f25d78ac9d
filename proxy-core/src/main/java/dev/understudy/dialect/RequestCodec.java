package dev.understudy.dialect;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Takes a dialect's requests into the canonical model and out of it. Stateless and thread-safe. */
public interface RequestCodec {
    /**
     * Reads a request. Never throws on odd shapes: what is not understood stays in the extras or in an opaque part.
     *
     * @param target the request target, path and query
     * @param request not changed; the result may share its trees
     */
    GenerationRequest read(String target, ObjectNode request);

    /**
     * Writes a request. One that was read from this dialect comes out as it was, as far as the provider could notice; of
     * one from another dialect, whatever has no counterpart here is listed.
     */
    Written write(GenerationRequest request);

    /** The codec that reads with the one and writes with the other. */
    static RequestCodec of(
            BiFunction<String, ObjectNode, GenerationRequest> reader, Function<GenerationRequest, Written> writer) {
        return new RequestCodec() {
            @Override
            public GenerationRequest read(String target, ObjectNode request) {
                return reader.apply(target, request);
            }

            @Override
            public Written write(GenerationRequest request) {
                return writer.apply(request);
            }
        };
    }

    /**
     * A request on the wire.
     *
     * @param target path and query at the provider's usual place
     * @param headers that the provider insists on, such as {@code anthropic-version}
     * @param body new, shares nothing that may not be changed
     * @param losses what could not be carried over, in the order of the request
     */
    record Written(String target, Map<String, String> headers, ObjectNode body, List<Loss> losses) {
        public Written {
            headers = Map.copyOf(headers);
            losses = List.copyOf(losses);
        }
    }
}
