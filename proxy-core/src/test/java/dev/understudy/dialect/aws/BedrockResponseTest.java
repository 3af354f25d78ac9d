package dev.understudy.dialect.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockResponseTest {
    private static final Headers EVENTS = Headers.of("content-type", "application/vnd.amazon.eventstream");

    private final Dialect converse = new BedrockConverse();
    private final Dialect invoke = new BedrockInvoke();

    @Test
    void response_wholeBody_everythingRead() {
        Completion completion = converse("""
                {'output':{'message':{'role':'assistant','content':[
                {'reasoningContent':{'reasoningText':{'text':'Hm.','signature':'s'}}},{'reasoningContent':{'redactedContent':'x'}},
                {'text':'It is '},{'citationsContent':{'content':[{'text':'sunny'}],'citations':[]}},
                {'toolUse':{'toolUseId':'w','name':'nova_grounding','type':'server_tool_use','input':{}}},
                {'toolResult':{'toolUseId':'w','content':[{'text':'not the answer'}]}},
                {'toolUse':{'toolUseId':'t','name':'f','input':{'a':1.10}}}]}},
                'stopReason':'tool_use','metrics':{'latencyMs':9},
                'usage':{'inputTokens':10,'outputTokens':5,'totalTokens':125,'cacheReadInputTokens':100,'cacheWriteInputTokens':10}}""");

        assertThat(completion)
                .isEqualTo(new Completion(
                        "It is sunny",
                        "Hm.",
                        null,
                        List.of(new ToolCall("t", "f", "{\"a\":1.10}")),
                        FinishReason.TOOL_CALLS,
                        null,
                        new Usage(120L, 100L, 5L, null, false),
                        null,
                        0,
                        0));
    }

    @Test
    void response_stream_everythingPutTogether() {
        Frames frames = new Frames()
                .event("messageStart", "{'role':'assistant','p':'ab'}")
                .event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'text':'Hm'}}}");
        int first = frames.size();
        frames.event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'signature':'s'}}}")
                .event("contentBlockStop", "{'contentBlockIndex':0}")
                .event("contentBlockDelta", "{'contentBlockIndex':1,'delta':{'text':'He\\nllo'}}");
        int second = frames.size();
        frames.event("contentBlockStart", "{'contentBlockIndex':2,'start':{'toolUse':{'toolUseId':'t','name':'f'}}}")
                .event("contentBlockDelta", "{'contentBlockIndex':2,\n'delta':{'toolUse':{'input':'{}'}}}")
                .event(
                        "contentBlockStart",
                        "{'contentBlockIndex':3,'start':{'toolUse':{'toolUseId':'s','name':'g','type':'server_tool_use'}}}")
                .event("contentBlockDelta", "{'contentBlockIndex':3,'delta':{'toolUse':{'input':'{}'}}}")
                .event("messageStop", "{'stopReason':'tool_use'}")
                .event("metadata", "{'usage':{'inputTokens':1,'outputTokens':2,'totalTokens':3},'metrics':{}}");

        ParsedResponse parsed = converse.response(200, EVENTS, frames.toBytes());

        assertThat(parsed.streamed()).isTrue();
        assertThat(parsed.completion())
                .isEqualTo(new Completion(
                        "He\nllo",
                        "Hm",
                        null,
                        List.of(new ToolCall("t", "f", "{}")),
                        FinishReason.TOOL_CALLS,
                        null,
                        new Usage(1L, null, 2L, null, false),
                        null,
                        11,
                        0));
        assertThat(parsed.outputOffsets()).hasSize(4).startsWith(first, second);
        assertThat(converse.response(200, Headers.EMPTY, frames.toBytes()).completion())
                .isEqualTo(parsed.completion());
    }

    @Test
    void response_invokeStream_isReadAsAnthropics() {
        Frames frames = new Frames()
                .chunk("{'type':'message_start','message':{'model':'claude-x','usage':{'input_tokens':3}}}")
                .chunk("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}")
                .chunk("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}");
        int output = frames.size();
        frames.chunk("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':1}}")
                .chunk("{'type':'message_stop','amazon-bedrock-invocationMetrics':{'inputTokenCount':3}}");

        ParsedResponse parsed = invoke.response(200, EVENTS, frames.toBytes());

        assertThat(parsed.completion().text()).isEqualTo("Hi");
        assertThat(parsed.completion().model()).isEqualTo("claude-x");
        assertThat(parsed.completion().usage()).isEqualTo(new Usage(3L, null, 1L, null, false));
        assertThat(parsed.completion().error()).isNull();
        assertThat(parsed.completion().unknownEvents()).isZero();
        assertThat(parsed.outputOffsets()).containsExactly(output);
    }

    @Test
    void response_invokeBody_isReadAsAnthropics() {
        byte[] body =
                "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\"}"
                        .getBytes(UTF_8);

        assertThat(invoke.response(200, Headers.EMPTY, body).completion().text())
                .isEqualTo("Hi");
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException,RATE_LIMITED",
        "validationException,INVALID_REQUEST",
        "modelStreamErrorException,OTHER",
        "modelTimeoutException,TIMEOUT",
        "serviceUnavailableException,OVERLOADED",
        "internalServerException,OTHER",
    })
    void response_exceptionInTheStream_keepsWhatCameBefore(String type, ErrorKind expected) {
        byte[] plain = new Frames()
                .event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'Half'}}")
                .exception(type, "{'message':'so it is'}")
                .toBytes();
        byte[] wrapped = new Frames()
                .chunk("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Half'}}")
                .exception(type, "{'message':'so it is'}")
                .toBytes();

        for (Completion completion : List.of(
                converse.response(200, EVENTS, plain).completion(),
                invoke.response(200, EVENTS, wrapped).completion())) {
            assertThat(completion.text()).isEqualTo("Half");
            assertThat(completion.error().kind()).isEqualTo(expected);
            assertThat(completion.error().message()).isEqualTo("so it is");
        }
    }

    @Test
    void response_streamErrorWithoutAnException_isStated() {
        byte[] body = new Frames()
                .frame("", ":message-type", "error", ":error-code", "InternalError", ":error-message", "oops")
                .toBytes();

        assertThat(converse.response(200, EVENTS, body).completion().error().message())
                .isEqualTo("oops");
    }

    @Test
    void response_streamThatEndsEarly_isTruncated() {
        byte[] body = new Frames()
                .event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'Half'}}")
                .event("messageStop", "{'stopReason':'end_turn'}")
                .toBytes();

        for (int cut : new int[] {1, 40, body.length - 3}) {
            Completion completion = converse.response(200, EVENTS, Arrays.copyOf(body, body.length - cut))
                    .completion();
            assertThat(completion.error().kind()).as("cut by " + cut).isEqualTo(ErrorKind.TRUNCATED);
        }
    }

    @Test
    void response_damagedMessage_isMalformedAndKeepsWhatCameBefore() {
        Frames frames = new Frames().event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'Half'}}");
        int whole = frames.size();
        byte[] body = frames.event("messageStop", "{'stopReason':'end_turn'}").toBytes();
        for (int at = whole; at < body.length; at++) {
            byte[] damaged = body.clone();
            damaged[at] ^= 0x10;

            Completion completion = converse.response(200, EVENTS, damaged).completion();

            assertThat(completion.text()).isEqualTo("Half");
            assertThat(completion.error().kind()).isEqualTo(ErrorKind.MALFORMED);
        }
    }

    @Test
    void response_chunkThatWrapsNothing_isMalformed() {
        byte[] body =
                new Frames().event("chunk", "{'p':'x'}").event("chunk", "7").toBytes();

        assertThat(invoke.response(200, EVENTS, body).completion().error().kind())
                .isEqualTo(ErrorKind.MALFORMED);
    }

    @Test
    void response_unknownEvents_areCounted() {
        byte[] body = new Frames()
                .event("hologramStart", "{}")
                .event("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'hologram':1}}")
                .event("messageStop", "{'stopReason':'end_turn'}")
                .toBytes();

        Completion completion = converse.response(200, EVENTS, body).completion();

        assertThat(completion.unknownEvents()).isEqualTo(2);
        assertThat(completion.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            end_turn; STOP
            stop_sequence; STOP
            max_tokens; LENGTH
            tool_use; TOOL_CALLS
            guardrail_intervened; CONTENT_FILTER
            content_filtered; CONTENT_FILTER
            malformed_tool_use; ERROR
            something_new; OTHER
            """)
    void response_stopReason_translated(String reason, FinishReason expected) {
        assertThat(converse("{'output':{'message':{'content':[]}},'stopReason':'" + reason + "'}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            400; {"message":"The provided model identifier is invalid."}; INVALID_REQUEST
            400; {"message":"Input is too long for requested model."}; CONTEXT_TOO_LONG
            400; {"__type":"com.amazon#ServiceQuotaExceededException","message":"m"}; QUOTA_EXHAUSTED
            403; {"Message":"User is not authorized"}; AUTH
            404; {"message":"m"}; NOT_FOUND
            408; {"message":"m"}; TIMEOUT
            424; {"message":"m"}; INVALID_REQUEST
            429; {"message":"Too many requests"}; RATE_LIMITED
            503; <html>; OVERLOADED
            """)
    void response_error_classified(int status, String body, ErrorKind expected) {
        Completion completion =
                converse.response(status, Headers.EMPTY, body.getBytes(UTF_8)).completion();

        assertThat(completion.error().kind()).isEqualTo(expected);
        assertThat(completion.error().message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}; MALFORMED
            {'output':{'message':{'content':[{'text':'a; TRUNCATED
            []; MALFORMED
            """)
    void response_unreadableBody_saysHow(String body, ErrorKind expected) {
        assertThat(converse(body).error().kind()).isEqualTo(expected);
    }

    @Test
    void error_readsBackAsWhatItWas() {
        assertThat(converse.response(429, Headers.EMPTY, converse.error(429, ErrorKind.RATE_LIMITED, "slow down"))
                        .completion()
                        .error()
                        .message())
                .isEqualTo("slow down");
        for (ErrorKind kind : ErrorKind.values()) {
            assertThat(new String(invoke.error(502, kind, "m"), UTF_8)).contains("\"__type\":", "\"message\":\"m\"");
        }
    }

    @Property(tries = 3_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean wraps) {
        Random random = new Random(seed);
        byte[] body = new Frames()
                .event("contentBlockStart", "{'contentBlockIndex':0,'start':{'toolUse':{'name':'f'}}}")
                .chunk("{'type':'content_block_delta','index':0,'delta':{'text':'x'}}")
                .exception("throttlingException", "{'message':'m'}")
                .event("metadata", "{'usage':{'inputTokens':1}}")
                .toBytes();
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            int at = random.nextInt(body.length);
            body[at] = (byte) random.nextInt();
            mend(body, at, random);
        }

        Completion completion = (wraps ? invoke : converse)
                .response(200, EVENTS, Arrays.copyOf(body, random.nextInt(body.length + 1)))
                .completion();

        assertThat(completion).isNotNull();
    }

    /** Makes the first message's checksums hold again, so that what stands behind them is read. */
    private static void mend(byte[] body, int damaged, Random random) {
        int total = (body[2] & 0xFF) << 8 | (body[3] & 0xFF);
        if (damaged < 12 || damaged >= total || total > body.length || random.nextInt(8) == 0) {
            return;
        }
        int checksum = Frames.checksum(Arrays.copyOf(body, total - 4));
        for (int i = 0; i < 4; i++) {
            body[total - 4 + i] = (byte) (checksum >> 24 - 8 * i);
        }
    }

    private Completion converse(String singleQuoted) {
        return converse.response(
                        200, Headers.EMPTY, singleQuoted.replace('\'', '"').getBytes(UTF_8))
                .completion();
    }
}
