package dev.understudy.variant;

import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What came of deriving another arm's request. */
public sealed interface Derived {
    /**
     * @param headers without Host and framing
     * @param json the body as a tree; {@code body} is its bytes
     * @param notes what was removed, forced or did not apply, for people
     * @param serverTools how many tools were removed that the provider would have run itself
     */
    record Ready(
            String method,
            String target,
            Headers headers,
            ObjectNode json,
            byte[] body,
            List<String> notes,
            int serverTools)
            implements Derived {}

    /** This request is not for that arm. */
    record Refused(Outcome outcome, String reason) implements Derived {}
}
