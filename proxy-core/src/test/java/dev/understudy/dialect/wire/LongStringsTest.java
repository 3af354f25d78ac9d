package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LongStringsTest {
    private static final JsonMapper JACKSON = new JsonMapper();
    private static final String LONG = "data:image/png;base64,iVBORw0KGgo".repeat(40_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s\\n\\\"%s\\\\",
                "\\u00e9%s\\ud83d\\ude00\\ud83d%s",
                "é%s😀",
                "\u00ff%s",
                "%s\uFFFD",
                "%s\\/%s\\b\\f\\r\\t",
            })
    void object_longString_isWhatJacksonReads(String form) {
        String text = form.replace("%s", LONG);
        String body = " {\"short\":\"a\\nb\",\"name\":[1,\"" + text + "\",{\"\":\"" + text + "\"}],\"é\":\"\" } ";

        ObjectNode read = Json.object(body.getBytes(UTF_8));

        assertThat(JACKSON.readTree(body).equals(read)).isTrue(); // not isEqualTo, which would print megabytes
    }

    @Test
    void bytes_ofALargeBodyThatWasRead_areTheSame() {
        byte[] body = ("{\"a\":\"" + LONG + "\",\"b\":1.50,\"c\":123456789012345678901234567890}").getBytes(UTF_8);

        assertThat(Arrays.equals(Json.bytes(Json.object(body)), body)).isTrue();
    }

    @Test
    void tree_betweenOtherBytes_isReadFromItsPlace() {
        byte[] body = ("garbage\"{\"a\":\"" + LONG + "\"}\"garbage").getBytes(UTF_8);

        assertThat(Json.tree(body, 8, body.length - 8).equals(Json.newObject().put("a", LONG)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"%s",
                "{\"a\":\"%s\\\"}",
                "{\"a\":\"%s\"}x",
                "{\"a\":\"%s\"}{}",
                "{\"a\":\"%s\n\"}",
                "{\"a\":\"%s\\x\"}",
                "{\"a\":\"%s\\u12\"}",
                "{\"a\":\"%s\u00ff\"}",
                "{\"a\":\"%s\" \"b\"}",
                "[\"%s\"]",
                "\"%s\"",
            })
    void object_longStringInWhatIsNoObject_null(String form) {
        assertThat(Json.object(form.replace("%s", LONG).getBytes(ISO_8859_1)) == null)
                .isTrue();
    }

    @Test
    void object_largeBodyOfNothing_null() {
        byte[] blank = new byte[LongStrings.LARGE_BODY];
        Arrays.fill(blank, (byte) ' ');

        assertThat(Json.object(blank)).isNull();
    }

    @Test
    void object_manyShortStrings_areWhatJacksonReads() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"a\":[".getBytes(UTF_8));
        for (int i = 0; i < 100_000; i++) {
            body.writeBytes(("\"é" + i + "\\n\",").getBytes(UTF_8));
        }
        body.writeBytes("\"\"]}".getBytes(UTF_8));
        assertThat(body.size()).isGreaterThan(LongStrings.LARGE_BODY);

        assertThat(JACKSON.readTree(body.toByteArray()).equals(Json.object(body.toByteArray())))
                .isTrue();
    }
}
