package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Detector;
import dev.understudy.config.PolicyConfig.DictionaryConfig;
import dev.understudy.config.PolicyConfig.Media;
import dev.understudy.config.PolicyConfig.PatternConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.dialect.wire.Json;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class PolicyPseudonymiserTest {
    private static final PseudonymKeys KEYS = PseudonymKeys.fixed(Scans.KEY);

    private final Pseudonymiser usual = Pseudonymisers.of(PolicyConfig.DEFAULT, KEYS);
    private final Pseudonymiser strict = Pseudonymisers.of(PolicyConfig.STRICT, KEYS);

    private static ObjectNode json(String text) {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode disguised(Pseudonymiser policy, String text) {
        ObjectNode body = json(text);
        policy.request(body);
        return body;
    }

    private static Pseudonymiser media(Media media) {
        return Pseudonymisers.of(
                new PolicyConfig("own", Set.of(Detector.EMAIL), media, List.of(), List.of(), List.of()), KEYS);
    }

    @Test
    void request_jsonInsideStrings_isReadAsJson() {
        ObjectNode body = disguised(usual, """
                {"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "find", "arguments":
                  "{\\"a\\": \\"jane\\\\u0040corp.com\\", \\"b\\": \\"{\\\\\\"c\\\\\\": \\\\\\"jane@corp.com\\\\\\"}\\", \\"n\\": 1.50}"}}]}]}
                """);
        String mail = Scans.pseudonymised("jane@corp.com");
        assertThat(body.at("/messages/0/tool_calls/0/function/arguments").stringValue())
                .isEqualTo("{\"a\":\"" + mail + "\",\"b\":\"{\\\"c\\\":\\\"" + mail + "\\\"}\",\"n\":1.50}");
    }

    @Test
    void request_jsonInsideStringsWithoutPersonalData_keepsItsLayout() {
        String arguments = "{ \"a\" : 1.50,\n \"b\": [ ] }";
        ObjectNode body = Json.newObject();
        body.putArray("messages").addObject().put("content", arguments);
        usual.request(body);
        assertThat(body.at("/messages/0/content").stringValue()).isSameAs(arguments);
    }

    @Test
    void request_keysAndNumbersOfData_arePseudonymised() {
        ObjectNode body = disguised(
                usual,
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"name\":\"f\",\"input\":{\"jane@corp.com\":1,"
                        + "\"card\":4111111111111111,\"phone\":2025550143,\"count\":1234567,\"list\":[4111111111111111]}}]}]}");
        ObjectNode input = (ObjectNode) body.at("/messages/0/content/0/input");
        assertThat(input.propertyNames())
                .containsExactly(Scans.pseudonymised("jane@corp.com"), "card", "phone", "count", "list");
        assertThat(input.get("card").asString()).hasSize(16).startsWith("4000009");
        assertThat(input.get("list").get(0)).isEqualTo(input.get("card"));
        assertThat(input.get("phone").asString()).matches("[2-9]9\\d555\\d{4}");
        assertThat(input.get("count").intValue()).isEqualTo(1234567);
    }

    @Test
    void request_fieldsOfData_areToldByTheirNames() {
        String data = "{\"metadata\":{\"args\":{\"phone\":\"020 1234\",\"ssn\":\"457555462\",\"dob\":\"unknown 12\","
                + "\"password\":\"letmein\",\"street_address\":\"Xanadu\",\"first_name\":\"Will\",\"city\":\"Bath\"}}}";
        String changed = disguised(usual, data).toString();
        assertThat(changed)
                .doesNotContain("020 1234", "457555462", "unknown 12", "letmein", "Xanadu")
                .contains("\"first_name\":\"Will\"", "\"city\":\"Bath\"");
        assertThat(disguised(strict, data).toString()).doesNotContain("Will");
    }

    @Test
    void exchange_nameFoundWithContext_isKnownWithout() {
        Pseudonymiser exchange = strict.forExchange();
        ObjectNode body = json("{\"messages\":[{\"content\":\"zyta asks\"},{\"content\":\"My name is Zyta.\"}]}");
        exchange.request(body);
        String name = body.at("/messages/1/content").stringValue().substring("My name is ".length(), 18);
        assertThat(body.at("/messages/0/content").stringValue()).isEqualTo(name.toLowerCase(Locale.ROOT) + " asks");
        Completion answer = new Completion("dear zyta", null, null, List.of(), null, null, null, null, 0, 0);
        assertThat(exchange.answer(answer).text()).isEqualTo("dear " + name.toLowerCase(Locale.ROOT));
        assertThat(strict.forExchange().answer(answer)).isSameAs(answer);
    }

    @Test
    void exchange_answerThatRepeatsTheUsersId_isDisguisedAsTheRequest() {
        Pseudonymiser exchange = usual.forExchange();
        ObjectNode body = json("{\"user\":\"u-4711\",\"messages\":[{\"content\":\"I am u-4711, not u-47112.\"}]}");
        exchange.request(body);
        String id = body.get("user").stringValue();
        assertThat(body.at("/messages/0/content").stringValue()).isEqualTo("I am " + id + ", not u-47112.");
        Completion answer = new Completion("Hello u-4711!", null, null, List.of(), null, null, null, null, 0, 0);
        assertThat(exchange.answer(answer).text()).isEqualTo("Hello " + id + "!");
        assertThat(exchange.answer(exchange.answer(answer)).text()).isEqualTo("Hello " + id + "!");
    }

    @Test
    void answer_disguised_stillSaysWhatAnswered() {
        Completion answer = new Completion(
                "jane@corp.com", null, null, List.of(), null, "m-1", null, null, 0, 0, null, List.of(), "fp_1");
        Completion changed = usual.answer(answer);
        assertThat(changed.text()).doesNotContain("jane");
        assertThat(changed.model()).isEqualTo("m-1");
        assertThat(changed.systemFingerprint()).isEqualTo("fp_1");
    }

    @Test
    void exchange_answerThatQuotesAPseudonym_staysAsItIs() {
        Pseudonymiser exchange = strict.forExchange();
        String asked = exchange.value("", "I was born on 3 March 1985, my number is 88214, age 61 years old.");
        Completion quoted = new Completion(asked, null, null, List.of(), null, null, null, null, 0, 0);
        assertThat(exchange.answer(quoted)).isSameAs(quoted);
    }

    @Test
    void strict_partsOfOneName_haveOnePseudonym() {
        Pseudonymiser exchange = strict.forExchange();
        String both = exchange.value("", "Jane Featherstone called.").replace(" called.", "");
        assertThat(exchange.value("", "We met Jane and Mrs. Featherstone."))
                .isEqualTo("We met " + both.split(" ")[0] + " and Mrs. " + both.split(" ")[1] + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA\",\"format\":\"wav\"}}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AA\"}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"AA\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\",\"source\":{}}]}]}]}",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA\"}}]}]}",
                "{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"gs://x\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"AA\"}}}]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"images\":[\"AAAA\"]}]}",
            })
    void admits_media_asThePolicySays(String body) {
        assertThat(usual.admits(json(body))).isFalse();
        assertThat(media(Media.PASS).admits(json(body))).isTrue();
        assertThat(disguised(media(Media.PASS), body)).isEqualTo(json(body));
        Pseudonymiser drop = media(Media.DROP);
        assertThat(drop.admits(json(body))).isTrue();
        ObjectNode dropped = disguised(drop, body);
        assertThat(MediaSearch.finds(dropped)).isFalse();
        assertThat(dropped.toString()).doesNotContain("\"AA", "base64", "https:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"an image\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"plain\"}}]}]}",
                "{\"tools\":[{\"type\":\"image\",\"input_schema\":{\"properties\":{\"file\":{\"type\":\"file\"}}}}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"type\":\"image\"}}]}]}",
            })
    void admits_textOnly_isMirrored(String body) {
        assertThat(usual.admits(json(body))).isTrue();
    }

    @Test
    void ownPolicy_patternsAndWords_areReplacedInTheirShape() {
        PolicyConfig policy = new PolicyConfig(
                "own",
                Set.of(),
                Media.PASS,
                List.of(new PatternConfig("ticket", "TCK-\\d{6}")),
                List.of(new DictionaryConfig("customers", List.of("Acme Rockets", "Acme", "O'Neil"))),
                List.of());
        Pseudonymiser own = Pseudonymisers.of(policy, KEYS).forExchange();
        String text = "TCK-123456 of acme  rockets and ACME for O’Neil, jane@corp.com; Acmeville stays.";
        assertThat(own.replacements(text))
                .extracting(Replaced::type)
                .containsExactly("ticket", "customers", "customers", "customers");
        String changed = own.value("", text);
        assertThat(changed)
                .matches("[A-Z]{3}-\\d{6} of [a-z]{4} {2}[a-z]{7} and [A-Z]{4} for [A-Z]’[A-Z][a-z]{3}, "
                        + "jane@corp.com; Acmeville stays\\.");
        assertThat(own.value("", changed)).isSameAs(changed);
    }

    @Test
    void ownPolicy_detectorsTakenAway_areNotReplaced() {
        EnumSet<Detector> detect = EnumSet.copyOf(PolicyConfig.DEFAULT.detect());
        detect.remove(Detector.EMAIL);
        Pseudonymiser own =
                Pseudonymisers.of(new PolicyConfig("own", detect, Media.SKIP, List.of(), List.of(), List.of()), KEYS);
        assertThat(own.value("", "jane@corp.com 4111111111111111")).startsWith("jane@corp.com 4000009");
    }

    @Test
    void keys_thatRotate_giveOtherPseudonymsFromTheNextPeriodOn() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
        PrivacyConfig config = new PrivacyConfig("secret", Duration.ofHours(1), Map.of());
        Pseudonymiser one = Pseudonymisers.of(PolicyConfig.DEFAULT, PseudonymKeys.of(config, now::get));
        Pseudonymiser replica = Pseudonymisers.of(PolicyConfig.DEFAULT, PseudonymKeys.of(config, now::get));
        Pseudonymiser running = one.forExchange();
        String before = one.value("", "jane@corp.com");
        assertThat(replica.value("", "jane@corp.com")).isEqualTo(before);
        now.set(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(one.value("", "jane@corp.com")).isNotEqualTo(before);
        assertThat(replica.value("", "jane@corp.com")).isEqualTo(one.value("", "jane@corp.com"));
        assertThat(running.value("", "jane@corp.com")).isEqualTo(before);
        now.set(Instant.parse("2026-11-22T10:59:59Z"));
        assertThat(one.value("", "jane@corp.com")).isEqualTo(before);
    }

    @Test
    void keys_withoutOne_areTheProcesssOwn() {
        PseudonymKeys one = PseudonymKeys.of(PrivacyConfig.DEFAULT, Instant::now);
        PseudonymKeys other = PseudonymKeys.of(PrivacyConfig.DEFAULT, Instant::now);
        assertThat(Pseudonymisers.of(PolicyConfig.DEFAULT, one).value("", "jane@corp.com"))
                .isNotEqualTo(Pseudonymisers.of(PolicyConfig.DEFAULT, other).value("", "jane@corp.com"));
    }
}
