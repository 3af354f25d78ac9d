package dev.understudy.dialect.google;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code GenerateContentResponse}s token by token: a body is one, a stream is one after the other with the pieces
 * that are new. Of several candidates the first counts.
 */
final class GeminiReader extends ObjectAssembler {
    private static final Repetition REPETITION = new Repetition(
            List.of("candidates[].content.parts[].text"),
            List.of(
                    "candidates[].content.parts[].thoughtSignature",
                    "createTime",
                    "responseId",
                    "usageMetadata.promptTokenCount",
                    "usageMetadata.candidatesTokenCount",
                    "usageMetadata.totalTokenCount",
                    "usageMetadata.thoughtsTokenCount",
                    "usageMetadata.candidatesTokensDetails[].tokenCount"),
            List.of(
                    "candidates[].content.role",
                    "candidates[].content.parts[].thought",
                    "candidates[].index",
                    "candidates[].safetyRatings",
                    "modelVersion",
                    "usageMetadata.cachedContentTokenCount",
                    "usageMetadata.toolUsePromptTokenCount",
                    "usageMetadata.promptTokensDetails",
                    "usageMetadata.cacheTokensDetails",
                    "usageMetadata.candidatesTokensDetails[].modality",
                    "usageMetadata.serviceTier",
                    "usageMetadata.trafficType"));

    private final GeminiAnswer answer = new GeminiAnswer();
    private final GeminiCandidate candidate = new GeminiCandidate();

    @Override
    public boolean finished() {
        return answer.finished();
    }

    @Override
    public @Nullable String incomplete() {
        return answer.begun() || answer.finished() ? null : "no candidates in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return GeminiErrors.read(status, bytes, from, to);
    }

    @Override
    public Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        return answer.completion(error, events, unknownEvents);
    }

    @Override
    public Repetition repetition() {
        return REPETITION;
    }

    @Override
    public void again(int place, String words) {
        candidate.setWords(words);
        sawOutput = candidate.index() == 0 && answer.apply(candidate);
    }

    @Override
    protected void object(String event, JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(name, parser, parser.nextToken());
        }
    }

    private void field(String name, JsonParser parser, JsonToken token) {
        switch (name) {
            case "candidates" -> candidates(parser, token);
            case "promptFeedback" -> promptFeedback(parser, token);
            case "usageMetadata" -> usage(parser, token);
            case "modelVersion" -> model(parser, token);
            case "error" -> error(parser, token);
            default -> parser.skipChildren();
        }
    }

    /** Every piece repeats it. */
    private void model(JsonParser parser, JsonToken token) {
        if (answer.hasModel()) {
            parser.skipChildren();
        } else {
            answer.model(Tokens.string(parser, token, null));
        }
    }

    private void candidates(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        known = true;
        for (int position = 0; Tokens.nextObject(parser); position++) {
            candidate.read(parser, position);
            if (candidate.index() == 0) {
                sawOutput |= answer.apply(candidate);
            }
        }
    }

    /** What is said of the question alone: a reason means that there is no answer. */
    private void promptFeedback(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        known = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("blockReason") && value == JsonToken.VALUE_STRING) {
                answer.blocked();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void usage(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            known = true;
            answer.usage(GeminiUsage.read(parser));
        } else {
            parser.skipChildren();
        }
    }

    private void error(JsonParser parser, JsonToken token) {
        boolean states = token != JsonToken.VALUE_NULL;
        known |= states;
        sawError |= states;
        parser.skipChildren();
    }
}
