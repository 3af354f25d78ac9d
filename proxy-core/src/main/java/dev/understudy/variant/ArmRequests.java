package dev.understudy.variant;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives the candidate's and the control's request of one shadow from a captured one. In this order: the live variant,
 * containment, then the arm's own model, system prompt, set, remove, the usage request, and the arm's patch. Thread-safe; never on a live event loop.
 */
public final class ArmRequests {
    private final String shadow;
    private final RouteConfig route;
    private final CandidateConfig candidate;
    private final ContainmentConfig containment;
    private final Pseudonymiser privacy;
    private final boolean sameOrigin;

    /** @param privacy the shadow's policy, for what of the client's head goes to the candidate */
    public ArmRequests(ShadowConfig shadow, RouteConfig route, Pseudonymiser privacy) {
        this.shadow = shadow.name();
        this.route = route;
        this.candidate = shadow.candidate();
        this.containment = shadow.containment();
        this.privacy = privacy;
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
        String target = Targets.pseudonymised(
                inherit ? request.target() : Targets.withoutCredentials(request.target()), privacy);
        Part part = new Part(
                candidate.variant(),
                candidate.upstream(),
                sameOrigin,
                containment.store(),
                target,
                ArmHeaders.candidate(request.headers(), dialect, candidate.credentials(), inherit, shadow, privacy));
        return derive(request.method(), body, dialect, part);
    }

    /**
     * The control's request, for the route's upstream: what live was asked, asked again, but for side effects.
     *
     * @param body the request's body as the client sent it; never changed
     */
    public Derived control(CapturedRequest request, ObjectNode body, Dialect dialect) {
        Part part = new Part(
                VariantConfig.NONE,
                route.upstream(),
                true,
                containment.controlStore(),
                request.target(),
                ArmHeaders.control(request.headers(), route.liveCredentials(), shadow));
        return derive(request.method(), body, dialect, part);
    }

    /** What is an arm's own. */
    private record Part(
            VariantConfig variant,
            UpstreamConfig upstream,
            boolean sameOrigin,
            ContainmentConfig.Store store,
            String target,
            Headers headers) {}

    /** Every arm is a patch over live: what it does not change is what live has, the live prompt included. */
    private Derived derive(String method, ObjectNode original, Dialect dialect, Part part) {
        LiveVariant.Applied live = LiveVariant.applied(part.target(), original, route.live(), dialect);
        ObjectNode body = live.body();
        String target = live.target();
        ProviderQuirks quirks =
                ProviderQuirks.of(dialect.name(), part.upstream().host(), target, body);
        Containment result = dialect.contain(body, part.sameOrigin());
        if (result instanceof Containment.NeedsProviderState state) {
            return new Derived.Refused(Outcome.SKIPPED_PROVIDER_STATE, state.field());
        }
        Containment.Contained contained = (Containment.Contained) result;
        List<String> notes = new ArrayList<>(contained.removed());
        if (contained.serverTools() > 0 && containment.serverTools() == ContainmentConfig.ServerTools.SKIP) {
            return new Derived.Refused(Outcome.SKIPPED_SERVER_TOOLS, String.join(", ", notes));
        }
        if (part.store() == ContainmentConfig.Store.OMIT) {
            body.remove("store");
        }
        try {
            target = VariantEdit.fields(target, body, part.variant(), dialect);
            dialect.requestUsage(body);
            body = VariantEdit.patch(body, part.variant().patch());
        } catch (VariantException doesNotFit) {
            return new Derived.Refused(Outcome.RULE_ERROR, doesNotFit.reason());
        }
        quirks.apply(body, notes);
        return new Derived.Ready(
                method, target, part.headers(), body, Json.bytes(body), List.copyOf(notes), contained.serverTools());
    }
}
