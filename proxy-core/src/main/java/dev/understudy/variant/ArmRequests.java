package dev.understudy.variant;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives the candidate's and the control's request of one shadow from a captured one. In this order: the live variant,
 * containment, the candidate's dialect, then the arm's own model, system prompt, set, remove, the usage request, and the arm's patch. Thread-safe; never on a live event loop.
 */
public final class ArmRequests {
    private static final String SAME = "same";
    private static final Derived SIGNED =
            new Derived.Refused(Outcome.SKIPPED_SIGNED, "the client's signature fits its own request only");

    private final String shadow;
    private final RouteConfig route;
    private final CandidateConfig candidate;
    private final ContainmentConfig containment;
    private final Pseudonymiser privacy;
    private final boolean sameOrigin;
    /** The last target in which there was nothing to disguise: most requests of a shadow have the same one. */
    private volatile String cleanTarget = "";

    /** @param privacy the shadow's policy, for what of the client's head goes to the candidate */
    public ArmRequests(ShadowConfig shadow, RouteConfig route, Pseudonymiser privacy) {
        this.shadow = shadow.name();
        this.route = route;
        this.candidate = shadow.candidate();
        this.containment = shadow.containment();
        this.privacy = privacy;
        this.sameOrigin = candidate.upstream().origin().equals(route.upstream().origin());
    }

    /**
     * The candidate's request, for the candidate's upstream.
     *
     * @param body the request's body, pseudonymised; never changed
     * @param dialect of the body
     */
    public Derived candidate(CapturedRequest request, ObjectNode body, Dialect dialect) {
        Dialect own = candidate.dialect().equals(SAME) ? dialect : Dialects.named(candidate.dialect());
        if (own == null) {
            return new Derived.Refused(Outcome.RULE_ERROR, "no dialect " + candidate.dialect());
        }
        // Law 7: whatever the configuration says, the client's credentials never go to another origin.
        boolean inherit = candidate.credentials().inherit() && sameOrigin;
        if (inherit && Signatures.isSigned(request)) {
            return SIGNED;
        }
        String target = disguised(inherit ? request.target() : Targets.withoutCredentials(request.target()));
        Part part = new Part(
                candidate.variant(),
                candidate.upstream(),
                own,
                candidate.path(),
                sameOrigin,
                containment.store(),
                target,
                ArmHeaders.candidate(request.headers(), own, candidate.credentials(), inherit, shadow, privacy));
        return derive(request.method(), body, dialect, part);
    }

    private String disguised(String target) {
        if (target.equals(cleanTarget)) {
            return target;
        }
        String disguised = Targets.pseudonymised(target, privacy);
        if (disguised.equals(target)) {
            cleanTarget = target;
        }
        return disguised;
    }

    /**
     * The control's request, for the route's upstream: what live was asked, asked again, but for side effects.
     *
     * @param body the request's body as the client sent it; never changed
     */
    public Derived control(CapturedRequest request, ObjectNode body, Dialect dialect) {
        if (Signatures.isSigned(request) && !Signatures.replaces(route.liveCredentials())) {
            return SIGNED;
        }
        Part part = new Part(
                VariantConfig.NONE,
                route.upstream(),
                dialect,
                null,
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
            Dialect dialect,
            @Nullable String path,
            boolean sameOrigin,
            ContainmentConfig.Store store,
            String target,
            Headers headers) {}

    /** Every arm is a patch over live: what it does not change is what live has, the live prompt included. */
    private Derived derive(String method, ObjectNode original, Dialect dialect, Part part) {
        LiveVariant.Applied live = LiveVariant.applied(part.target(), original, route.live(), dialect);
        boolean metadataPasses = ProviderQuirks.metadataPasses(live.body());
        Draft draft = new Draft(live.target(), part.headers(), live.body());
        try {
            // Before it is translated, because only its own dialect knows every side effect; and again after, because
            // the other has defaults of its own.
            contain(draft, dialect, part);
            if (dialect != part.dialect()) {
                draft.translate(dialect, part.dialect(), part.variant().model(), candidate.translationLoss());
                contain(draft, part.dialect(), part);
            }
            if (part.store() == ContainmentConfig.Store.OMIT) {
                draft.body.remove("store");
            }
            edit(draft, part);
            ProviderQuirks.of(part.dialect().name(), part.upstream().host(), draft.target, metadataPasses)
                    .apply(draft.body, draft.notes);
        } catch (RefusedException refused) {
            return refused.derived();
        } catch (VariantException doesNotFit) {
            return new Derived.Refused(Outcome.RULE_ERROR, doesNotFit.reason());
        }
        return draft.ready(method);
    }

    private void contain(Draft draft, Dialect dialect, Part part) throws RefusedException {
        Containment result = dialect.contain(draft.body, part.sameOrigin());
        if (result instanceof Containment.NeedsProviderState state) {
            throw new RefusedException(Outcome.SKIPPED_PROVIDER_STATE, state.field());
        }
        Containment.Contained contained = (Containment.Contained) result;
        draft.contained(contained);
        if (contained.serverTools() > 0 && containment.serverTools() == ContainmentConfig.ServerTools.SKIP) {
            throw new RefusedException(Outcome.SKIPPED_SERVER_TOOLS, String.join(", ", draft.notes));
        }
    }

    private static void edit(Draft draft, Part part) throws VariantException {
        draft.target = VariantEdit.fields(draft.target, draft.body, part.variant(), part.dialect());
        part.dialect().requestUsage(draft.body);
        draft.body = VariantEdit.patch(draft.body, part.variant().patch());
        draft.target = CandidatePath.of(part.path(), draft.target, draft.body, part.dialect());
    }
}
