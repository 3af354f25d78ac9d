package dev.understudy.compare.judge;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.compare.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What came back from a judge: a ballot, or none. A closed set. */
public sealed interface JudgeReply permits Ballot, JudgeReply.NoBallot {
    /** Longer is no verdict, whatever it says. */
    int LONGEST = 100_000;

    /**
     * No ballot could be read out of it.
     *
     * @param reason of a closed set, for counting: an error's kind, {@code refused}, {@code cut_at_length}, {@code no_verdict}
     */
    record NoBallot(String reason) implements JudgeReply {
        private static final NoBallot REFUSED = new NoBallot("refused");

        /** Whether the judge declined to judge: that says something of the answers rather than of the judge. */
        public boolean refused() {
            return reason.equals(REFUSED.reason);
        }
    }

    /**
     * Reads a judge's answer strictly: the whole text is one JSON object, bare or in one fence, and its {@code preferred} is
     * one of the three words. Whatever else it says is no opinion: guessing would make errors look like judgements.
     */
    static JudgeReply read(int status, Completion completion) {
        ProviderError error = completion.error();
        if (error != null) {
            return new NoBallot(error.kind().label());
        }
        if (status < 200 || status >= 300) {
            return new NoBallot("other");
        }
        FinishReason finish = completion.finishReason();
        if (completion.refusal() != null || finish == FinishReason.REFUSAL || finish == FinishReason.CONTENT_FILTER) {
            return NoBallot.REFUSED;
        }
        String text = completion.text();
        Ballot ballot = text == null || text.length() > LONGEST ? null : ballot(unfenced(text.strip()));
        if (ballot != null) {
            return ballot;
        }
        return new NoBallot(finish == FinishReason.LENGTH ? "cut_at_length" : "no_verdict");
    }

    private static @Nullable Ballot ballot(String text) {
        JsonNode json;
        try {
            json = StrictJson.parse(text);
        } catch (JacksonException malformed) {
            return null;
        }
        JsonNode preferred = json.path("preferred");
        Ballot.Choice choice = preferred.isString() ? Ballot.choice(preferred.stringValue()) : null;
        return choice == null ? null : new Ballot(choice, json.path("reason").asString(""));
    }

    /** Models without structured output put JSON into a fence even when they are told not to. */
    private static String unfenced(String text) {
        int lineEnd = text.indexOf('\n');
        boolean fenced = text.startsWith("```") && text.endsWith("```") && lineEnd > 0 && text.length() - 3 > lineEnd;
        return fenced ? text.substring(lineEnd + 1, text.length() - 3) : text;
    }
}
