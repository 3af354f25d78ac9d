package dev.understudy.variant;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.LoopHeader;
import dev.understudy.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests that Understudy makes for itself, such as a judge's: written in the endpoint's dialect, contained as any copy is,
 * with the configured credentials and nothing of any client's head. Thread-safe; never on a live event loop.
 */
public final class OwnRequests {
    /**
     * Where they go.
     *
     * @param path target instead of the dialect's usual one, or null
     * @param set body fields (dotted) and their values
     * @param purpose what the loop header says, so that no Understudy on the way mirrors it
     */
    public record Destination(
            UpstreamConfig upstream,
            CredentialsConfig credentials,
            @Nullable String path,
            Map<String, JsonNode> set,
            String purpose) {}

    private final Destination destination;
    private final Dialect dialect;
    private final RequestCodec codec;

    /** @throws ConfigException for a dialect that no request can be written in */
    public OwnRequests(String dialect, Destination destination) {
        this.destination = destination;
        Dialect known = Dialects.named(dialect);
        RequestCodec writer = known == null ? null : known.requests();
        if (known == null || writer == null) {
            throw new ConfigException("dialect", dialect, "one of " + String.join(", ", writable()));
        }
        this.dialect = known;
        this.codec = writer;
    }

    /** The dialects that requests can be written in. */
    private static List<String> writable() {
        return Dialects.names().stream()
                .filter(name -> {
                    Dialect dialect = Dialects.named(name);
                    return dialect != null && dialect.requests() != null;
                })
                .toList();
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The request on the wire, or why it cannot be: a configured field that does not fit it. */
    public Derived write(GenerationRequest request) {
        Written written = codec.write(request);
        Draft draft = new Draft(written.target(), headers(written.headers()), written.body());
        try {
            if (dialect.contain(draft.body, false) instanceof Dialect.Containment.Contained contained) {
                draft.contained(contained);
            }
            Fields.set(draft.body, destination.set());
            draft.target = CandidatePath.of(destination.path(), draft.target, draft.body, dialect);
            ProviderQuirks.of(dialect.name(), destination.upstream().host(), draft.target, false)
                    .apply(draft.body, draft.notes);
        } catch (VariantException doesNotFit) {
            return new Derived.Refused(Outcome.RULE_ERROR, doesNotFit.reason());
        }
        return draft.ready("POST");
    }

    private Headers headers(Map<String, String> wanted) {
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(new Headers.Field("content-type", "application/json"));
        fields.add(new Headers.Field("accept", "application/json"));
        destination.credentials().headers().forEach((name, value) -> fields.add(new Headers.Field(name, value)));
        Headers configured = Headers.of(fields);
        wanted.forEach((name, value) -> {
            if (!configured.contains(name)) {
                fields.add(new Headers.Field(name, value));
            }
        });
        fields.add(new Headers.Field(LoopHeader.NAME, destination.purpose()));
        return Headers.of(fields);
    }
}
