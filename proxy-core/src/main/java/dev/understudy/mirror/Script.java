package dev.understudy.mirror;

import dev.understudy.canonical.Completion;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.Price;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import dev.understudy.pair.AnswerReader;
import dev.understudy.pair.Meeting;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.send.ArmRequest;
import dev.understudy.tokens.TokenEstimator;
import dev.understudy.variant.Derived;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one shadow plays of one request: the pseudonymised request, the parts derived from it, and how their answers are
 * read and priced. Control is asked what live was asked, at live's own origin, without pseudonyms: the noise floor is
 * live against live. Worker thread.
 */
final class Script {
    /** An arm's part: a request ready to go, or the reason why there is none. */
    sealed interface Part {
        /** @param serverTools how many tools the provider would have run, and the request does not have */
        record Ready(ArmRequest request, int serverTools) implements Part {}

        record Refused(Outcome outcome) implements Part {}
    }

    private static final TokenEstimator TOKENS = new TokenEstimator();

    private final ActiveShadow shadow;
    private final RequestView request;
    private final ObjectNode body;
    private final Dialect candidateDialect;
    private final Pseudonymiser privacy;
    /** Whether the policy lets such a request out at all. */
    private final boolean admitted;

    private @Nullable String candidateModel;
    private @Nullable Translation translation;

    private Script(
            ActiveShadow shadow,
            RequestView request,
            ObjectNode body,
            Dialect candidateDialect,
            Pseudonymiser privacy,
            boolean admitted) {
        this.shadow = shadow;
        this.request = request;
        this.body = body;
        this.candidateDialect = candidateDialect;
        this.privacy = privacy;
        this.admitted = admitted;
    }

    static Script write(ActiveShadow shadow, RequestView request) {
        Pseudonymiser privacy = shadow.tools().privacy().forExchange();
        ObjectNode body = request.body();
        boolean admitted = privacy.admits(body);
        if (admitted && privacy != Pseudonymiser.OFF) {
            body = body.deepCopy(); // other shadows have other policies
            privacy.request(body);
        }
        Dialect own = Dialects.named(shadow.config().candidate().dialect());
        return new Script(shadow, request, body, own == null ? request.dialect() : own, privacy, admitted);
    }

    Part candidate() {
        if (!admitted) {
            return new Part.Refused(Outcome.SKIPPED_MEDIA);
        }
        Derived derived = shadow.tools().arms().candidate(request.request(), body, request.dialect());
        translation = derived instanceof Derived.Ready ready ? ready.translation() : null;
        if (derived instanceof Derived.Ready ready && shadow.limits().spend().limited()) {
            candidateModel =
                    candidateDialect.facts(ready.target(), ready.json()).model();
        } else {
            String own = shadow.config().candidate().variant().model();
            candidateModel = own == null ? modelOfLive() : own;
        }
        return part(Arm.CANDIDATE, derived, shadow.config().candidate().upstream(), candidateModel);
    }

    Part control() {
        Derived derived = shadow.tools().arms().control(request.request(), request.body(), request.dialect());
        return part(Arm.CONTROL, derived, shadow.route().upstream(), modelOfLive());
    }

    /** The model that live was asked for. */
    private @Nullable String modelOfLive() {
        VariantConfig live = shadow.route().live();
        return live == null || live.model() == null ? request.facts().model() : live.model();
    }

    private Part part(Arm arm, Derived derived, UpstreamConfig upstream, @Nullable String model) {
        if (derived instanceof Derived.Refused refused) {
            return new Part.Refused(refused.outcome());
        }
        if (shadow.limits().spend().limited() && shadow.tools().costs().price(model) == null) {
            return new Part.Refused(Outcome.DROPPED_SPEND); // an unknown price fails closed
        }
        Derived.Ready ready = (Derived.Ready) derived;
        LimitsConfig limits = shadow.config().limits();
        ArmRequest call = new ArmRequest(
                arm,
                upstream,
                ready.method(),
                ready.target(),
                ready.headers(),
                ready.body(),
                limits.response(),
                limits.duration(),
                arm == Arm.CANDIDATE ? shadow.tools().egress() : EgressRule.TRUSTED);
        return new Part.Ready(call, ready.serverTools());
    }

    /** Reads an arm's answer and charges it; null when the call was called off. */
    @Nullable
    Answer read(Arm arm, int requestBytes, CapturedResponse response) {
        Dialect dialect = arm == Arm.CANDIDATE ? candidateDialect : request.dialect();
        int limit = (int) shadow.config().limits().response().bytes();
        Answer answer = costed(AnswerReader.read(arm, response, dialect, limit));
        SpendLimit spend = shadow.limits().spend();
        if (spend.limited()) {
            spend.charge(
                    requestBytes, response, price(answer), answer.completion().usage());
        }
        return response.ending() == Ending.CANCELLED ? null : answer;
    }

    /** The answer with its tokens, reported or estimated, and what they cost. */
    Answer costed(Answer answer) {
        Answer counted = counted(answer);
        return counted.withCost(
                CostCalculator.cost(price(counted), counted.completion().usage()));
    }

    /** Where the provider does not say how many tokens it took, they are estimated. */
    private Answer counted(Answer answer) {
        Completion completion = answer.completion();
        boolean said = completion.text() != null || !completion.toolCalls().isEmpty();
        if (completion.usage() != null || !said || !answer.succeeded()) {
            return answer;
        }
        String model = completion.model() != null ? completion.model() : askedModel(answer);
        return answer.withCompletion(completion.withUsage(TOKENS.estimate(asked().canonical(), completion, model)));
    }

    @Nullable
    BigDecimal cost(Answer answer) {
        return answer.cost().billedUsd();
    }

    /** By the model that answered, else by the one that was asked. */
    private @Nullable Price price(Answer answer) {
        Completion completion = answer.completion();
        return shadow.tools().costs().price(completion.model(), askedModel(answer), completion.usage());
    }

    private @Nullable String askedModel(Answer answer) {
        return answer.arm() == Arm.CANDIDATE ? candidateModel : request.facts().model();
    }

    /** The model that an arm was asked for; null where its request names none. */
    @Nullable
    String askedModel(Arm arm) {
        return arm == Arm.CANDIDATE ? candidateModel : modelOfLive();
    }

    /** The wire format that an arm is asked in, by its name. */
    String dialect(Arm arm) {
        return arm == Arm.CANDIDATE
                ? candidateDialect.name()
                : request.dialect().name();
    }

    /** The one that disguised the request: it knows what it did. */
    Pseudonymiser privacy() {
        return privacy;
    }

    /** What is known of the exchange before any answer; the conversation is a hash and no content. */
    Meeting.Request known(MirroredExchange exchange, @Nullable ExchangeTrace trace) {
        long conversation = shadow.tools().sampler().conversation(request);
        return new Meeting.Request(
                request.id(),
                shadow.route().name(),
                shadow.name(),
                exchange.live().at(),
                HexFormat.of().toHexDigits(conversation),
                asked(),
                translation,
                trace);
    }

    /** Keeps nothing of the capture: the exchange may be kept for long. */
    private Asked asked() {
        RequestCodec codec = request.dialect().requests();
        String target = request.request().target();
        ObjectNode read = body;
        return codec == null ? Asked.of(read) : Asked.of(read, () -> codec.read(target, read));
    }
}
