package dev.understudy.variant;

import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What came of deriving another arm's request. */
public sealed interface Derived {
    /**
     * @param headers without Host and framing
     * @param json the body as a tree; {@code body} is its bytes
     * @param notes what was removed, forced or did not apply, for people
     * @param translation how it was carried over; null where the arm speaks live's own dialect
     * @param serverTools how many tools were removed that the provider would have run itself
     */
    record Ready(
            String method,
            String target,
            Headers headers,
            ObjectNode json,
            byte[] body,
            List<String> notes,
            int serverTools,
            @Nullable Translation translation)
            implements Derived {}

    /** This request is not for that arm. */
    record Refused(Outcome outcome, String reason) implements Derived {}
}
