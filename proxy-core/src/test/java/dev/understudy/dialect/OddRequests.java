package dev.understudy.dialect;

import dev.understudy.dialect.wire.Json;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests made of a dialect's own words in every wrong place and type.
 *
 * @param dialect its name
 * @param target where such a request goes
 * @param turns the field that the conversation stands in
 * @param fields names of a request's fields
 * @param inner names of the fields of everything inside
 * @param words texts that mean something somewhere
 */
record OddRequests(
        String dialect, String target, String turns, List<String> fields, List<String> inner, List<String> words) {
    private static final String ANYWHERE = "é😀 \ud83d {} data:image/png;base64,AA== data:, https://a/b AA==";

    static final List<OddRequests> ALL = List.of(
            of(
                    "openai-chat",
                    "/v1/chat/completions",
                    "messages",
                    "model messages tools functions tool_choice function_call stream user stop n seed temperature top_p"
                            + " top_k max_tokens max_completion_tokens logprobs top_logprobs thinking reasoning"
                            + " reasoning_effort response_format safety_identifier metadata parallel_tool_calls",
                    "role content name type text tool_calls tool_call_id function_call refusal function arguments custom"
                            + " input image_url url file file_data file_id input_audio data format reasoning_content"
                            + " reasoning reasoning_details thinking json_schema schema strict effort enabled exclude id"
                            + " extra",
                    "user assistant system developer tool function text refusal thinking image_url file input_audio custom"
                            + " json_schema json_object allowed_tools enabled none auto low mp3"),
            of(
                    "openai-responses",
                    "/v1/responses",
                    "input",
                    "model input instructions tools tool_choice stream user temperature top_p max_output_tokens reasoning"
                            + " text store truncation metadata parallel_tool_calls top_logprobs include safety_identifier",
                    "role content type text output_text input_text call_id name arguments output id status summary"
                            + " encrypted_content image_url detail file_id file_data filename format schema strict effort"
                            + " parameters description queries action extra",
                    "user assistant system developer message function_call function_call_output reasoning input_text"
                            + " output_text input_image input_file refusal summary_text custom_tool_call web_search_call"
                            + " function custom json_schema json_object text auto none required low completed"),
            of(
                    "anthropic-messages",
                    "/v1/messages",
                    "messages",
                    "model messages system tools tool_choice stream metadata stop_sequences temperature top_p top_k"
                            + " max_tokens thinking output_config output_format service_tier container mcp_servers",
                    "role content type text source media_type data url file_id title id name input tool_use_id is_error"
                            + " thinking signature cache_control citations input_schema description strict budget_tokens"
                            + " display effort format schema disable_parallel_tool_use user_id extra",
                    "user assistant system text image document tool_use tool_result thinking redacted_thinking base64 url"
                            + " file custom any auto none tool enabled disabled adaptive low max json_schema ephemeral"
                            + " image/png application/pdf text/plain"),
            of(
                    "gemini",
                    "/v1beta/models/m:generateContent",
                    "contents",
                    "contents systemInstruction tools toolConfig generationConfig safetySettings model store",
                    "role parts text thought thoughtSignature functionCall functionResponse inlineData fileData name id"
                            + " args response output error mimeType data fileUri displayName functionDeclarations"
                            + " googleSearch parameters parametersJsonSchema type nullable items properties"
                            + " functionCallingConfig mode allowedFunctionNames temperature topK stopSequences"
                            + " maxOutputTokens responseMimeType responseSchema responseJsonSchema responseLogprobs"
                            + " logprobs thinkingConfig thinkingBudget thinkingLevel includeThoughts responseModalities",
                    "user model function TEXT STRING object ANY AUTO VALIDATED application/json text/plain image/png HIGH"
                            + " low gs://a -_8"),
            of(
                    "bedrock-converse",
                    "/model/anthropic.claude-sonnet-4-5/converse",
                    "messages",
                    "messages system toolConfig inferenceConfig additionalModelRequestFields outputConfig requestMetadata"
                            + " guardrailConfig performanceConfig promptVariables",
                    "role content text image document video audio format source bytes name toolUse toolUseId input"
                            + " toolResult status json reasoningContent reasoningText signature redactedContent cachePoint"
                            + " type tools toolSpec inputSchema description strict toolChoice auto any tool maxTokens"
                            + " temperature topP stopSequences thinking budget_tokens output_config effort top_k textFormat"
                            + " structure jsonSchema schema extra",
                    "user assistant default success error png jpeg pdf txt mp4 wav json_schema enabled adaptive low"),
            of(
                    "ollama-chat",
                    "/api/chat",
                    "messages",
                    "model messages tools stream format options think logprobs top_logprobs keep_alive",
                    "role content images thinking tool_calls tool_name tool_call_id id type function name arguments index"
                            + " description parameters temperature top_p top_k num_predict stop seed frequency_penalty"
                            + " presence_penalty num_ctx extra",
                    "user assistant system tool function json low max"),
            of(
                    "cohere-chat",
                    "/v2/chat",
                    "messages",
                    "model messages tools tool_choice strict_tools stream documents citation_options response_format"
                            + " max_tokens stop_sequences temperature p k seed frequency_penalty presence_penalty logprobs"
                            + " thinking safety_mode",
                    "role content type text thinking image_url url detail document tool_plan tool_calls tool_call_id id"
                            + " function name arguments description parameters citations json_schema schema token_budget"
                            + " mode extra",
                    "user assistant system tool function text thinking image_url document REQUIRED NONE json_object enabled"
                            + " disabled"));

    private static OddRequests of(
            String dialect, String target, String turns, String fields, String inner, String words) {
        return new OddRequests(
                dialect,
                target,
                turns,
                List.of(fields.split(" ")),
                List.of(inner.split(" ")),
                List.of((" " + words + " " + ANYWHERE).split(" ")));
    }

    RequestCodec codec() {
        return Objects.requireNonNull(Dialects.named(dialect)).requests();
    }

    /** The same for the same seed. */
    ObjectNode request(long seed) {
        ObjectNode request = object(new Random(seed), fields, 0);
        request.set(turns, array(new Random(~seed), 1));
        return request;
    }

    private ObjectNode object(Random random, List<String> names, int depth) {
        ObjectNode object = Json.newObject();
        for (int count = random.nextInt(7); count > 0; count--) {
            String name = pick(random, names);
            boolean word = (name.equals("role") || name.equals("type")) && random.nextInt(5) > 0;
            object.set(name, word ? object.stringNode(pick(random, words)) : value(random, depth + 1));
        }
        return object;
    }

    private ArrayNode array(Random random, int depth) {
        ArrayNode array = Json.newObject().arrayNode();
        for (int elements = random.nextInt(4); elements > 0; elements--) {
            array.add(random.nextBoolean() ? object(random, inner, depth + 1) : value(random, depth + 1));
        }
        return array;
    }

    private JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 5 : 10)) {
            case 0 -> Json.newObject().nullNode();
            case 1 -> Json.newObject().booleanNode(random.nextBoolean());
            case 2 -> Json.newObject().numberNode(random.nextInt(9) - 2);
            case 3, 4 -> Json.newObject().stringNode(pick(random, words));
            case 5, 6 -> array(random, depth);
            default -> object(random, inner, depth);
        };
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
