package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Names that all of OpenAI's formats share. */
final class OpenAiNames {
    static final OpenAiWording WORDING = new OpenAiWording();

    /** Snapshots are named after the day they were frozen; an answer names the snapshot, not the alias. */
    private static final String SNAPSHOT = "-2026-01-15";

    /** Azure names the deployment in the path, and needs no model in the body. */
    private static final Pattern DEPLOYMENT = Pattern.compile(".*/deployments/([^/]+)/.*");

    private OpenAiNames() {}

    /** The model that a request asks. */
    static String model(Received request, JsonNode body) {
        Matcher azure = DEPLOYMENT.matcher(request.path());
        if (azure.matches()) {
            return azure.group(1);
        }
        if (!body.hasNonNull("model")) {
            throw Rejected.badRequest("you must provide a model parameter");
        }
        return new Fields(body, WORDING).text("model", "");
    }

    static String snapshot(String model) {
        return model + SNAPSHOT;
    }

    static String fingerprint(String model) {
        return "fp_" + Integer.toHexString(model.hashCode());
    }

    static String call(Ids ids) {
        return ids.letters("call_", 24);
    }
}
