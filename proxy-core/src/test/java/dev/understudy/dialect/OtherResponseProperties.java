package dev.understudy.dialect;

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

    @Property(tries = 6_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean ok) {
        Random random = new Random(seed);
        String body = BODIES.get(random.nextInt(BODIES.size()));
        Dialect dialect = Dialects.named(DIALECTS.get(random.nextInt(DIALECTS.size())));

        DamagedAnswers.assertRead(dialect, ok, body, random);
    }
}
