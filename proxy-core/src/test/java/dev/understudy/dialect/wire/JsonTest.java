package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "{",
                "{}{}",
                "{} x",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "//\n{}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1e99999999999999}",
                "\uFFFE{}"
            })
    void object_notExactlyOneJsonObject_null(String text) {
        assertThat(Json.object(text.getBytes(UTF_8))).isNull();
    }

    @Test
    void object_textWithHalfASurrogatePair_keepsIt() {
        assertThat(Json.object("{\"a\":\"\ud83d!\"}").path("a").stringValue()).isEqualTo("\ud83d!");
        assertThat(Json.object("{\"a\":1e99999999999999}")).isNull();
        assertThat(Json.object("{} x")).isNull();
        assertThat(Json.object("[]")).isNull();
        assertThat(Json.object("")).isNull();
    }

    @Test
    void object_invalidUtf8_null() {
        assertThat(Json.object(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
                .isNull();
    }

    @Test
    void object_deeplyNested_null() {
        assertThat(Json.object("{\"a\":".repeat(1_000_000).getBytes(UTF_8))).isNull();
        assertThat(Json.object(("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8)))
                .isNull();
    }

    @Test
    void object_deepestAllowed_canBeCopiedAndWritten() {
        String text = "{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}";

        ObjectNode tree = Json.object(text.getBytes(UTF_8));

        assertThat(new String(Json.bytes(tree.deepCopy()), UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.10}",
                "{\"a\":0.1}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":3.141592653589793238462643383279}",
                "{\"z\":1,\"a\":[true,null,{}],\"m\":\"é\"}"
            })
    void bytes_ofWhatWasRead_areTheSameText(String text) {
        assertThat(new String(Json.bytes(Json.object(text.getBytes(UTF_8))), UTF_8))
                .isEqualTo(text);
    }

    @Test
    void bytes_loneSurrogate_staysAnEscape() {
        byte[] text = "{\"a\":\"\\uD83D!é\"}".getBytes(UTF_8);

        byte[] written = Json.bytes(Json.object(text));

        assertThat(Json.object(written)).isEqualTo(Json.object(text));
        assertThat(new String(written, UTF_8)).containsIgnoringCase("\\ud83d!");
    }

    @Test
    @NeedsRecordedData
    void bytes_naughtyStrings_surviveTheRoundTrip() throws java.io.IOException {
        JsonNode strings = new tools.jackson.databind.json.JsonMapper()
                .readTree(java.nio.file.Files.readAllBytes(Recorded.file("adversarial/blns.json")));
        assertThat(strings.size()).isGreaterThan(500);
        for (JsonNode string : strings) {
            ObjectNode object = Json.newObject().put("a", string.asString());
            assertThat(Json.object(Json.bytes(object))).isEqualTo(object);
        }
    }
}
