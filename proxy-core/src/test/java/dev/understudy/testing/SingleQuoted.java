package dev.understudy.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** JSON as it is readable in a test: {@code {'model':'gpt-4o'}}. A text in it cannot hold a quotation mark of either kind. */
public final class SingleQuoted {
    private SingleQuoted() {}

    public static ObjectNode json(String singleQuoted) {
        ObjectNode object = Json.object(singleQuoted.replace('\'', '"').getBytes(UTF_8));
        assertThat(object).as(singleQuoted).isNotNull();
        return object;
    }
}
