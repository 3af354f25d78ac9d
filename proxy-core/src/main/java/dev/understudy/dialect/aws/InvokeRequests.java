package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes Anthropic's requests to Bedrock into the canonical model and out of it: as Anthropic's own, but that the model and
 * the wish for a stream stand in the path, the version in the body, and betas in the body instead of a header.
 */
final class InvokeRequests implements RequestCodec {
    static final RequestCodec CODEC = new InvokeRequests();

    private static final String VERSION = "bedrock-2023-05-31";
    private static final String BETAS = "anthropic_beta";

    private InvokeRequests() {}

    private static RequestCodec messages() {
        return Objects.requireNonNull(BedrockInvoke.messages().requests(), "the codec of anthropic-messages");
    }

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        ObjectNode own = request.deepCopy();
        own.remove("anthropic_version");
        String model = BedrockPath.model(target);
        if (!model.isEmpty()) {
            own.put("model", model);
        }
        if (BedrockPath.streams(target, BedrockInvoke.STREAMED)) {
            own.put("stream", true);
        }
        return messages().read("/", own);
    }

    @Override
    public Written write(GenerationRequest request) {
        Written written = messages().write(request);
        ObjectNode body = written.body();
        body.remove("model");
        body.remove("stream");
        body.put("anthropic_version", VERSION);
        String betas = written.headers().get("anthropic-beta");
        if (betas != null) {
            ArrayNode array = body.putArray(BETAS);
            for (String beta : betas.split(",")) {
                array.add(beta.strip());
            }
        }
        String action = request.streamed() ? BedrockInvoke.STREAMED : BedrockInvoke.WHOLE;
        String model = request.model() == null ? "" : request.model();
        return new Written(BedrockPath.of(model, action), Map.of(), body, written.losses());
    }
}
