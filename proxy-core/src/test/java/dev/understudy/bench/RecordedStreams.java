package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.dialect.aws.Frames;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An answer of 57 words as each provider streams it, about 60 events, with everything that comes beside the words. */
public final class RecordedStreams {
    private static final int WORDS = 57;

    private static final String CHAT = "data: {'id':'chatcmpl-CYPS1lijGoK8gd9lYzY3r9Sx50nbt','object':"
            + "'chat.completion.chunk','created':1762317021,'model':'gpt-4o-2024-08-06','service_tier':"
            + "'default','system_fingerprint':'fp_cbf1785567','choices':[{'index':0,'delta':%s,'logprobs':"
            + "null,'finish_reason':%s}],'usage':null,'obfuscation':'%s'}\n\n";
    private static final String RESPONSE = "event: response.%1$s\ndata: {'type':'response.%1$s','sequence_number':0,"
            + "'response':{'id':'resp_1','object':'response','created_at':1762317021,'status':'%2$s','error':null,"
            + "'incomplete_details':null,'instructions':'You are helpful.','model':'gpt-5-mini-2025-08-07','output':[%3$s],"
            + "'tools':[],'usage':%4$s}}\n\n";
    private static final String RESPONSE_PIECE = "event: response.output_text.delta\ndata: "
            + "{'type':'response.output_text.delta','sequence_number':%d,'item_id':"
            + "'msg_0e6a0bc81f6d8648006a5dd7c942d8819aa7','output_index':0,'content_index':0,'delta':' word%d','logprobs':[],"
            + "'obfuscation':'%s'}\n\n";

    private RecordedStreams() {}

    public static byte[] of(String dialect) {
        return switch (dialect) {
            case "openai-chat" -> bytes(chat());
            case "openai-responses" -> bytes(responses());
            case "anthropic-messages" -> bytes(messages());
            case "gemini" -> bytes(gemini());
            case "bedrock-converse" -> converse();
            case "ollama-chat" -> bytes(ollama());
            case "cohere-chat" -> bytes(cohere());
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    public static String contentType(String dialect) {
        return switch (dialect) {
            case "bedrock-converse" -> "application/vnd.amazon.eventstream";
            case "ollama-chat" -> "application/x-ndjson";
            default -> "text/event-stream; charset=utf-8";
        };
    }

    private static byte[] bytes(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(UTF_8);
    }

    /** Providers pad their events at random, so that nobody can tell words by the length of a packet. */
    private static String padding(int event) {
        return "oS2Ls7NctabcdefghijklmnopqrstuvwxyzABCDE".substring(event * 7 % 17, 20 + event * 5 % 19);
    }

    private static String words(IntFunction<String> event) {
        return IntStream.range(0, WORDS).mapToObj(event).collect(Collectors.joining());
    }

    private static String chat() {
        return CHAT.formatted("{'role':'assistant','content':'','refusal':null}", "null", padding(0))
                + words(i -> CHAT.formatted("{'content':' word" + i + "'}", "null", padding(i)))
                + CHAT.formatted("{}", "'stop'", padding(1))
                + "data: [DONE]\n\n";
    }

    private static String responses() {
        String text = words(i -> " word" + i);
        String item = "{'type':'message','id':'msg_1','status':'completed','role':'assistant','content':"
                + "[{'type':'output_text','annotations':[],'text':'" + text + "'}]}";
        String usage = "{'input_tokens':25,'input_tokens_details':{'cached_tokens':0},'output_tokens':60,"
                + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':85}";
        return RESPONSE.formatted("created", "in_progress", "", "null")
                + words(i -> RESPONSE_PIECE.formatted(i, i, padding(i)))
                + "event: response.output_item.done\ndata: {'type':'response.output_item.done','output_index':0,'item':"
                + item
                + "}\n\n"
                + RESPONSE.formatted("completed", "completed", item, usage);
    }

    private static String messages() {
        return "event: message_start\ndata: {'type':'message_start','message':{'model':'claude-sonnet-4-6','id':"
                + "'msg_01E3Wn1NynZw9FALZ68znj9S','type':'message','role':'assistant','content':[],'stop_reason':null,'usage':"
                + "{'input_tokens':702,'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':1}}      }\n\n"
                + "event: content_block_start\ndata: {'type':'content_block_start','index':0,'content_block':{'type':'text',"
                + "'text':''}     }\n\n"
                + words(i -> "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,'delta':"
                        + "{'type':'text_delta','text':' word" + i + "'}" + " ".repeat(i % 13) + "}\n\n")
                + "event: content_block_stop\ndata: {'type':'content_block_stop','index':0               }\n\n"
                + "event: message_delta\ndata: {'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},"
                + "'usage':{'output_tokens':60}}\n\nevent: message_stop\ndata: {'type':'message_stop'}\n\n";
    }

    private static String gemini() {
        String piece =
                "data: {'candidates': [{'content': {'parts': [{'text': ' word%d'}],'role': 'model'}%s,'index': 0}],"
                        + "'usageMetadata': {'promptTokenCount': 25,'candidatesTokenCount': %d,'totalTokenCount': 85,"
                        + "'promptTokensDetails': [{'modality': 'TEXT','tokenCount': 25}]},'modelVersion': 'gemini-2.5-flash',"
                        + "'responseId': 'C3dHaoDmDObL4-EP4PLVsQw'}\r\n\r\n";
        return words(i -> piece.formatted(i, "", i)) + piece.formatted(WORDS, ",'finishReason': 'STOP'", WORDS);
    }

    private static byte[] converse() {
        Frames frames = new Frames().event("messageStart", "{'p':'abcdefghijklmnopq','role':'assistant'}");
        for (int i = 0; i < WORDS; i++) {
            frames.event(
                    "contentBlockDelta",
                    "{'contentBlockIndex':0,'delta':{'text':' word" + i + "'},'p':'" + padding(i) + "'}");
        }
        return frames.event("contentBlockStop", "{'contentBlockIndex':0,'p':'abcdefghijk'}")
                .event("messageStop", "{'p':'abcdefghijklmnopq','stopReason':'end_turn'}")
                .event(
                        "metadata",
                        "{'metrics':{'latencyMs':777},'p':'abcdef','usage':{'inputTokens':25,'outputTokens':60,'totalTokens':85}}")
                .toBytes();
    }

    private static String ollama() {
        return words(i ->
                        "{'model':'llama3.2','created_at':'2026-11-22T10:30:00.123456789Z','message':{'role':'assistant',"
                                + "'content':' word" + i + "'},'done':false}\n")
                + "{'model':'llama3.2','created_at':'2026-11-22T10:30:00.123456789Z','message':{'role':'assistant','content':''},"
                + "'done':true,'done_reason':'stop','total_duration':4883583458,'load_duration':1334875,'prompt_eval_count':26,"
                + "'prompt_eval_duration':342546000,'eval_count':60,'eval_duration':4535599000}\n";
    }

    private static String cohere() {
        return "event: message-start\ndata: {'id':'29f14a5a','type':'message-start','delta':{'message':{'role':'assistant',"
                + "'content':[],'tool_plan':'','tool_calls':[],'citations':[]}}}\n\n"
                + "event: content-start\ndata: {'type':'content-start','index':0,'delta':{'message':{'content':{'type':'text',"
                + "'text':''}}}}\n\n"
                + words(i ->
                        "event: content-delta\ndata: {'type':'content-delta','index':0,'delta':{'message':{'content':{'text':"
                                + "' word" + i + "'}}}}\n\n")
                + "event: content-end\ndata: {'type':'content-end','index':0}\n\n"
                + "event: message-end\ndata: {'type':'message-end','delta':{'finish_reason':'COMPLETE','usage':{'billed_units':"
                + "{'input_tokens':5,'output_tokens':60},'tokens':{'input_tokens':71,'output_tokens':62}}}}\n\n"
                + "data: [DONE]\n\n";
    }
}
