package dev.understudy.variant;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives the candidate's and the control's request of one shadow from a captured one. In this order: containment, model,
 * system prompt, set, remove, usage request, patch. Thread-safe; never on a live event loop.
 */
public final class ArmRequests {
    private final String shadow;
    private final RouteConfig route;
    private final CandidateConfig candidate;
    private final boolean sameOrigin;

    public ArmRequests(String shadow, RouteConfig route, CandidateConfig candidate) {
        this.shadow = shadow;
        this.route = route;
        this.candidate = candidate;
        this.sameOrigin = candidate.upstream().origin().equals(route.upstream().origin());
    }

    /** Whether the candidate is asked at live's own origin: only then is live's provider state there too. */
    public boolean sameOrigin() {
        return sameOrigin;
    }

    /**
     * The candidate's request, for the candidate's upstream.
     *
     * @param body the request's body, pseudonymised; never changed
     */
    public Derived candidate(CapturedRequest request, ObjectNode body, Dialect dialect) {
        if (!candidate.dialect().equals("same") && !candidate.dialect().equals(dialect.name())) {
            return new Derived.Refused(
                    Outcome.RULE_ERROR, "no translation from " + dialect.name() + " to " + candidate.dialect());
        }
        // Law 7: whatever the configuration says, the client's credentials never go to another origin.
        boolean inherit = candidate.credentials().inherit() && sameOrigin;
        String target = inherit ? request.target() : Targets.withoutCredentials(request.target());
        String model = candidate.variant().model();
        // The candidate is a patch over live: what it does not change is what live has, the live prompt included.
        Part part = new Part(
                route.live() == null ? List.of(candidate.variant()) : List.of(route.live(), candidate.variant()),
                candidate.upstream(),
                sameOrigin,
                model == null ? target : Targets.withDeployment(target, model),
                ArmHeaders.candidate(request.headers(), dialect, candidate.credentials(), inherit, shadow));
        return derive(request.method(), body, dialect, part);
    }

    /**
     * The control's request, for the route's upstream: what live was asked, asked again, but for side effects.
     *
     * @param body the request's body as the client sent it; never changed
     */
    public Derived control(CapturedRequest request, ObjectNode body, Dialect dialect) {
        CredentialsConfig credentials = route.liveCredentials();
        boolean own = credentials == null || credentials.inherit();
        Part part = new Part(
                route.live() == null ? List.of() : List.of(route.live()),
                route.upstream(),
                true,
                own ? request.target() : Targets.withoutCredentials(request.target()),
                ArmHeaders.control(request.headers(), credentials, shadow));
        return derive(request.method(), body, dialect, part);
    }

    /** What is an arm's own; the variants apply one after the other. */
    private record Part(
            List<VariantConfig> variants,
            UpstreamConfig upstream,
            boolean sameOrigin,
            String target,
            Headers headers) {}

    private static Derived derive(String method, ObjectNode original, Dialect dialect, Part part) {
        ObjectNode body = original.deepCopy();
        Containment containment = dialect.contain(body, part.sameOrigin());
        if (containment instanceof Containment.NeedsProviderState state) {
            return new Derived.Refused(Outcome.SKIPPED_PROVIDER_STATE, state.field());
        }
        List<String> notes = new ArrayList<>(((Containment.Contained) containment).removed());
        try {
            for (VariantConfig variant : part.variants()) {
                VariantEdit.fields(body, variant, dialect);
            }
            dialect.requestUsage(body);
            for (VariantConfig variant : part.variants()) {
                body = VariantEdit.patch(body, variant.patch());
            }
        } catch (VariantException doesNotFit) {
            return new Derived.Refused(Outcome.RULE_ERROR, doesNotFit.reason());
        }
        ProviderQuirks.apply(body, original, part.upstream().host(), notes);
        return new Derived.Ready(method, part.target(), part.headers(), body, Json.bytes(body), List.copyOf(notes));
    }
}
