package dev.understudy.route;

import dev.understudy.config.SampleConfig;
import dev.understudy.dialect.Dialect.RequestFacts;
import dev.understudy.exchange.CapturedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Draws a shadow's sample and, within it, the control's. Sticky: the decision depends on nothing but the key of the
 * conversation, the shadow's name and the sampling secret, so it is the same on every replica and after every restart.
 * A conversation that is in at 10 % is in at 20 % too. Shadows draw independently of each other. Thread-safe.
 */
public final class Sampler {
    /** Where callers put the name of a conversation, most telling first. The caller's user comes before all of them. */
    private static final List<String> CONVERSATION_FIELDS = List.of(
            "metadata.session_id",
            "metadata.conversation_id",
            "metadata.thread_id",
            "prompt_cache_key",
            "safety_identifier");

    private final KeyedHash hash;
    private final SampleConfig sample;
    private final double controlPercent;
    private final long sampleSalt;
    private final long controlSalt;

    /**
     * @param samplingKey the secret that replicas share
     * @param shadow makes this shadow's draw independent of the others'
     * @param controlPercent 0 to 100, of the sampled
     */
    public Sampler(String samplingKey, String shadow, SampleConfig sample, double controlPercent) {
        this.hash = new KeyedHash(samplingKey);
        this.sample = sample;
        this.controlPercent = controlPercent;
        this.sampleSalt = hash.of("sample", shadow);
        this.controlSalt = hash.of("control", shadow);
    }

    /** What a draw may look at. The body is asked for only where {@link #needsBody} says so, or by the conversation. */
    public interface Source {
        /** The exchange's own id: the key of last resort. */
        String id();

        CapturedRequest request();

        ObjectNode body();

        RequestFacts facts();
    }

    /** Whether the body must have been read before {@link #sampled} can be asked. */
    public boolean needsBody(CapturedRequest request) {
        if (sample.percent() <= 0 || sample.percent() >= 100) {
            return false;
        }
        return switch (sample.by()) {
            case REQUEST -> false;
            case HEADER -> header(request) == null;
            case CONVERSATION, BODY -> true;
        };
    }

    /** Whether the exchange is in the shadow's sample. */
    public boolean sampled(Source source) {
        return sample.percent() >= 100
                || (sample.percent() > 0 && KeyedHash.fraction(drawKey(source) ^ sampleSalt) * 100 < sample.percent());
    }

    /** Whether a sampled exchange also gets a control call. */
    public boolean controlled(Source source) {
        return controlPercent > 0 && KeyedHash.fraction(drawKey(source) ^ controlSalt) * 100 < controlPercent;
    }

    private long drawKey(Source source) {
        return sample.by() == SampleConfig.By.REQUEST ? hash.of("id", source.id()) : conversation(source);
    }

    /**
     * The conversation's key: a hash, never content. It is the unit of statistics even where sampling goes by request,
     * because the turns of a conversation depend on each other however they were drawn.
     */
    public long conversation(Source source) {
        String named = switch (sample.by()) {
            case HEADER -> header(source.request());
            case BODY -> text(source.body(), field());
            case CONVERSATION, REQUEST -> null;
        };
        return named == null ? byConversation(source) : hash.of("field", named);
    }

    private @Nullable String header(CapturedRequest request) {
        String value = request.headers().get(field());
        return value == null || value.isEmpty() ? null : value;
    }

    private String field() {
        return sample.field() == null ? "" : sample.field();
    }

    private long byConversation(Source source) {
        RequestFacts facts = source.facts();
        String user = facts.user();
        if (user != null && !user.isEmpty()) {
            return hash.of("user", user);
        }
        for (String name : CONVERSATION_FIELDS) {
            String value = text(source.body(), name);
            if (value != null) {
                return hash.of(name, value);
            }
        }
        String text = facts.conversationText();
        return text.isEmpty() ? hash.of("id", source.id()) : hash.of("text", text);
    }

    /** The scalar at a dotted path; null when there is none or it is empty. */
    private static @Nullable String text(ObjectNode body, String dottedPath) {
        JsonNode at = body;
        int from = 0;
        while (at != null && from <= dottedPath.length()) {
            int dot = dottedPath.indexOf('.', from);
            int to = dot < 0 ? dottedPath.length() : dot;
            at = at.get(dottedPath.substring(from, to));
            from = to + 1;
        }
        if (at == null || !at.isValueNode() || at.isNull()) {
            return null;
        }
        String value = at.asString();
        return value.isEmpty() ? null : value;
    }
}
