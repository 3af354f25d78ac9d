package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.exchange.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged answers of the smaller dialects. */
class OtherResponseProperties {
    private static final String OLLAMA =
            "{\"model\":\"m\",\"message\":{\"content\":\"é\",\"thinking\":\"t\",\"tool_calls\":[{\"id\":\"a\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":{\"k\":[1.5e3]}}}]},\"response\":\"r\",\"done\":true,\"done_reason\":"
                    + "\"stop\",\"prompt_eval_count\":3,\"eval_count\":2.0,\"error\":\"e\"}";
    private static final String COHERE =
            "{\"type\":\"message-end\",\"delta\":{\"message\":{\"content\":[{\"text\":\"é\"}],\"tool_plan\":\"p\",\"tool_calls\":"
                    + "{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}},\"finish_reason\":\"COMPLETE\","
                    + "\"usage\":{\"tokens\":{\"input_tokens\":1}},\"error\":\"e\"},\"message\":{\"content\":\"x\"}}";
    private static final List<String> BODIES =
            List.of(OLLAMA, OLLAMA + "\n" + OLLAMA + "\n", COHERE, ("event: x\ndata: " + COHERE + "\n\n").repeat(2));
    private static final List<String> DIALECTS = List.of("ollama-chat", "ollama-generate", "cohere-chat");
    private static final byte[] NASTY = "{}[]\",:\\0123456789-+.eE\n\r\t ntfu\0\u007F".getBytes(UTF_8);

    @Property(tries = 6_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean ok) {
        Random random = new Random(seed);
        byte[] body = BODIES.get(random.nextInt(BODIES.size())).getBytes(UTF_8);
        for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
            int at = random.nextInt(body.length);
            body[at] = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt();
        }
        body = random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
        Dialect dialect = Dialects.named(DIALECTS.get(random.nextInt(DIALECTS.size())));

        Completion completion =
                dialect.response(ok ? 200 : 500, Headers.EMPTY, body).completion();

        assertThat(completion).isNotNull();
        assertThat(ok || completion.error() != null).isTrue();
    }
}
