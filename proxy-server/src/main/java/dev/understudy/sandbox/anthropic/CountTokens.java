package dev.understudy.sandbox.anthropic;

import static dev.understudy.sandbox.anthropic.MessagesReader.WORDING;

import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import tools.jackson.databind.JsonNode;

/** Counts a prompt's tokens without answering it (docs.anthropic.com/en/api/messages-count-tokens). */
final class CountTokens implements Endpoint {
    private final Studio studio;

    CountTokens(Studio studio) {
        this.studio = studio;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean serves(String path) {
        return path.endsWith("/messages/count_tokens");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return new Fields(body, WORDING).requiredText("model");
    }

    @Override
    public Reply answer(Query query) {
        if (studio.find(query.model()).isEmpty()) {
            throw WORDING.unknownModel(query.model());
        }
        MessagesReader.checkVersion(query);
        Fields fields = new Fields(query.body(), WORDING);
        int tokens = Studio.promptTokens(MessagesReader.prompt(fields, query.model()));
        return Reply.json(200, "{\"input_tokens\":" + tokens + "}");
    }
}
