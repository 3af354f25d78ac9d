package dev.understudy.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class RequestPrinterTest {
    private static final RequestPrinter PRINTER = new RequestPrinter(new PrintKey(1, 2));

    private static RequestPrint print(String body) {
        ObjectNode json = Json.object(body.getBytes(StandardCharsets.UTF_8));
        return PRINTER.print(
                Dialects.named("openai-chat").requests().read("/v1/chat/completions", json),
                json,
                List.of("openai-chat"));
    }

    private static String chat(String system, String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"" + system
                + "\"},{\"role\":\"user\",\"content\":\"hello " + System.nanoTime() + "\"}]" + more + "}";
    }

    private static long[] prompt(String system) {
        return print(chat(system, "")).systemPrompt();
    }

    private static long shared(long[] one, long[] other) {
        return Arrays.stream(one)
                .filter(element -> Arrays.stream(other).anyMatch(each -> each == element))
                .count();
    }

    @Test
    void print_otherMessages_isTheSame() {
        RequestPrint one = print(chat("You are kind. Be brief.", ",\"temperature\":0.2"));
        RequestPrint two = print(chat("You are kind. Be brief.", ",\"temperature\":0.2"));
        assertThat(two.systemPrompt()).isEqualTo(one.systemPrompt()).hasSize(2);
        assertThat(two.parameters()).isEqualTo(one.parameters());
        assertThat(two.tools()).isEqualTo(one.tools());
    }

    @Test
    void print_oneSentenceDiffers_sharesTheOthers() {
        long[] one = prompt("You are kind. Refund up to 50 dollars. Be brief.");
        long[] two = prompt("You are kind. Refund up to 100 dollars. Be brief.");
        assertThat(shared(one, two)).isEqualTo(2);
        assertThat(one).isNotEqualTo(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Today is 2026-11-22.|Today is 2026-11-23.",
                "Today is Sunday, November 22, 2026.|Today is Monday, November 23, 2026.",
                "It is 3 Dec 2026.|It is 14 December 2026.",
                "The current time is 14:03:22.|The current time is 9:15 AM.",
                "Now: 2026-11-22T18:00:00Z|Now: 2026-11-22T18:00:01.123+01:00",
                "Session 123e4567-e89b-12d3-a456-426614174000|Session 99999999-e89b-12d3-a456-426614174111",
                "Request 1732300000000|Request 1732300000001"
            })
    void print_datesAndIds_areNoChange(String one, String two) {
        assertThat(prompt(one)).isEqualTo(prompt(two));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Version 1|Version 2",
                "We are open 9:00 to 17:00|We are open 10:00 to 17:00",
                "Answer in English|Answer in French",
                "A|a",
                "Be brief.|",
            })
    void print_whatIsMeant_isAChange(String one, String two) {
        assertThat(prompt(one)).isNotEqualTo(prompt(two == null ? "" : two));
    }

    @Test
    void print_longPrompt_isBoundedAndLocal() {
        StringBuilder prompt = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            prompt.append("Rule ").append(i).append(" holds always. ");
        }
        long[] one = prompt(prompt.toString());
        long[] two = prompt("A sentence more. " + prompt);
        assertThat(one.length).isBetween(8, PromptPieces.MOST);
        assertThat(two).isNotEqualTo(one);
        assertThat(shared(one, two)).isGreaterThanOrEqualTo(one.length - 3);
    }

    @Test
    void print_hostilePrompt_ends() {
        for (String hostile :
                List.of("2026-11-".repeat(50_000), "1:".repeat(100_000), ". ".repeat(100_000), "Jan ".repeat(50_000))) {
            assertThat(prompt(hostile)).hasSizeLessThanOrEqualTo(PromptPieces.MOST);
        }
    }

    @Test
    void print_parameters_areSeenOneByOne() {
        long[] one = print(chat("x", ",\"temperature\":0.2,\"max_tokens\":5")).parameters();
        long[] two = print(chat("x", ",\"temperature\":0.3,\"max_tokens\":5")).parameters();
        assertThat(shared(one, two)).isEqualTo(one.length - 1);
    }

    @Test
    void print_whatIsOnePersons_isLeftOut() {
        assertThat(print(chat(
                                "x",
                                ",\"seed\":7,\"user\":\"ann\",\"metadata\":{\"a\":\"b\"},\"prompt_cache_key\":\"k\""))
                        .parameters())
                .isEqualTo(print(chat("x", "")).parameters());
    }

    @Test
    void print_toolsSchemaChanges_isAnotherTool() {
        String tool =
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"refund\",\"parameters\":{\"type\":\"%s\"}}}]";
        long[] one = print(chat("x", tool.formatted("object"))).tools();
        assertThat(print(chat("x", tool.formatted("object"))).tools()).isEqualTo(one);
        assertThat(print(chat("x", tool.formatted("string"))).tools()).isNotEqualTo(one);
        assertThat(print(chat("x", "")).tools()).isNotEqualTo(one).hasSize(1);
    }

    @Test
    void print_withoutCanonicalForm_hasItsParameters() {
        ObjectNode json =
                Json.object("{\"model\":\"m\",\"prompt\":\"hi\",\"max_tokens\":4}".getBytes(StandardCharsets.UTF_8));
        RequestPrint print = PRINTER.print(null, json, List.of("openai-completions"));
        assertThat(print.parameters()).hasSize(2);
        assertThat(print.systemPrompt()).hasSize(1);
    }

    @Test
    void print_otherKey_isAnother() {
        ObjectNode json = Json.object("{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8));
        RequestPrinter other = new RequestPrinter(new PrintKey(1, 3));
        assertThat(other.print(null, json, List.of("d")).parameters())
                .isNotEqualTo(PRINTER.print(null, json, List.of("d")).parameters());
    }
}
