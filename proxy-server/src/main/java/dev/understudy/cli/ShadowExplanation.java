package dev.understudy.cli;

import dev.understudy.canonical.request.Loss;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.route.Sampler;
import dev.understudy.route.WhenPredicate;
import dev.understudy.variant.ArmRequests;
import dev.understudy.variant.Derived;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One shadow's part of an explanation: would it mirror this request, and what would it send. */
final class ShadowExplanation {
    private final ProxyConfig config;
    private final RouteConfig route;
    private final ShadowConfig shadow;
    private final CapturedRequest request;
    private final boolean mirroredAlready;
    private final @Nullable Dialect dialect;
    private final @Nullable ObjectNode body;
    private final List<String> lines = new ArrayList<>();

    ShadowExplanation(
            ProxyConfig config, RouteConfig route, ShadowConfig shadow, RequestFile file, @Nullable Dialect dialect) {
        this.config = config;
        this.route = route;
        this.shadow = shadow;
        this.request = file.request();
        this.mirroredAlready = file.head().mirrored();
        this.dialect = dialect;
        this.body = Json.object(request.body());
    }

    List<String> lines() {
        String obstacle = obstacle();
        lines.add("shadow   " + shadow.name() + ": " + (obstacle == null ? "yes, mirrored" : "no, " + obstacle));
        line("enabled", shadow.enabled() ? "yes" : "no");
        line("when", when());
        if (dialect == null || body == null) {
            return lines;
        }
        Sampler.Source source = new RequestSource(request, body, dialect.facts(request.target(), body));
        Sampler sampler = new Sampler(config.samplingKey(), shadow.name(), shadow.sample(), shadow.controlPercent());
        line("sample", sample(sampler, source));
        line("control", control(sampler, source));
        line("limits", limits());
        line("egress", egress(shadow.candidate().upstream()));
        if (shadow.judge() != null) {
            line("judge", judge(shadow.judge()));
        }
        candidate(dialect, body);
        return lines;
    }

    private void line(String name, String text) {
        lines.add(String.format("  %-10s %s", name, text));
    }

    /** The first reason why nothing would be mirrored, in the order in which the proxy asks; null when it would. */
    private @Nullable String obstacle() {
        if (!shadow.enabled()) {
            return "it is disabled";
        }
        if (mirroredAlready) {
            return "another Understudy mirrored this request already (skipped_loop)";
        }
        if (dialect == null) {
            return request.method() + " " + request.path() + " is no generation endpoint (skipped_endpoint)";
        }
        if (request.body().length > shadow.limits().body().bytes()) {
            return "its body is larger than limits.body " + shadow.limits().body() + " (dropped_body_limit)";
        }
        if (body == null) {
            return "its body is not a JSON object (malformed_request)";
        }
        if (decision().result() != WhenPredicate.Result.MATCHED) {
            return "when does not hold";
        }
        Sampler sampler = new Sampler(config.samplingKey(), shadow.name(), shadow.sample(), 0);
        if (!sampler.sampled(new RequestSource(request, body, dialect.facts(request.target(), body)))) {
            return "it is not in the sample (not_sampled)";
        }
        return derived(dialect, body) instanceof Derived.Refused refused ? said(refused) : null;
    }

    private WhenPredicate.Decision decision() {
        return shadow.when() == null
                ? new WhenPredicate.Decision(WhenPredicate.Result.MATCHED, "")
                : WhenPredicate.compile(shadow.when()).decide(request, () -> body, route.name());
    }

    private String when() {
        if (shadow.when() == null) {
            return "every request";
        }
        WhenPredicate.Decision decision = decision();
        String verdict = switch (decision.result()) {
            case MATCHED -> "holds: ";
            case NOT_MATCHED -> "does not hold: ";
            case FAILED -> "cannot be decided for this request: ";
            case UNREADABLE_BODY -> "needs a body that can be read: ";
        };
        return verdict + shadow.when() + (decision.detail().isEmpty() ? "" : "  (" + decision.detail() + ")");
    }

    private String sample(Sampler sampler, Sampler.Source source) {
        String by = shadow.sample().by().name().toLowerCase(Locale.ROOT)
                + (shadow.sample().field() == null ? "" : ":" + shadow.sample().field());
        String percent = number(shadow.sample().percent()) + " % by " + by;
        if (shadow.sample().by() == SampleConfig.By.REQUEST && shadow.sample().percent() < 100) {
            return percent + ", drawn anew for each request; here " + (sampler.sampled(source) ? "in" : "out");
        }
        String key = String.format("%016x", sampler.conversation(source));
        return percent + ", key " + key + ": " + (sampler.sampled(source) ? "in" : "out");
    }

    private String control(Sampler sampler, Sampler.Source source) {
        if (shadow.controlPercent() == 0) {
            return "none (control.percent is 0)";
        }
        return number(shadow.controlPercent()) + " % of the sampled: "
                + (sampler.controlled(source) ? "live would be asked a second time" : "not this one");
    }

    private String limits() {
        LimitsConfig limits = shadow.limits();
        return "body " + request.body().length + "B of " + limits.body() + ", " + limits.inFlight()
                + " in flight, queue "
                + limits.queue()
                + (limits.rate() == null ? "" : ", " + number(limits.rate().perSecond()) + " a second")
                + (limits.spend() == null
                        ? ""
                        : ", " + limits.spend().usd() + " USD per "
                                + limits.spend().window().toHours() + "h");
    }

    private static String judge(JudgeConfig judge) {
        return number(judge.percent()) + " % of the compared exchanges, by " + judge.model() + " at "
                + judge.upstream().origin() + (judge.bothOrders() ? ", in both orders" : "");
    }

    private String egress(UpstreamConfig upstream) {
        EgressRule rule = EgressRule.of(config.egress(), route.upstream(), upstream);
        if (rule.config() == null) {
            return "trusted: " + upstream.origin() + " is the live origin";
        }
        if (rule.beside()) {
            return "trusted: on this machine's loopback, as live is";
        }
        String refusal = rule.refusal();
        if (refusal != null) {
            return "refused: " + refusal + " (refused_egress; expected: " + rule.remedy() + ")";
        }
        return upstream.host() + " may be asked at public addresses" + listed()
                + "; looked at with every connection (refused_egress)";
    }

    private String listed() {
        String places = config.egress().allow().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : " and where listed: " + places;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private Derived derived(Dialect of, ObjectNode json) {
        ObjectNode disguised = json.deepCopy();
        PseudonymKeys keys = PseudonymKeys.of(config.privacy(), Clock.systemUTC());
        Pseudonymiser privacy = Pseudonymisers.of(shadow.anonymize(), keys);
        if (!privacy.admits(json)) {
            return new Derived.Refused(Outcome.SKIPPED_MEDIA, "it has an image, a sound or a file in it");
        }
        privacy.request(disguised);
        return new ArmRequests(shadow, route, privacy).candidate(request, disguised, of);
    }

    private static String said(Derived.Refused refused) {
        return refused.reason() + " (" + refused.outcome().label() + ")";
    }

    private void candidate(Dialect of, ObjectNode json) {
        Derived derived = derived(of, json);
        if (derived instanceof Derived.Refused refused) {
            line("candidate", "none: " + said(refused));
        } else if (derived instanceof Derived.Ready ready) {
            UpstreamConfig upstream = shadow.candidate().upstream();
            line("anonymize", shadow.anonymize().name());
            ready.notes().forEach(note -> line("contained", note));
            translation(ready.translation());
            if (ready.translation() == null) {
                JsonChanges.between(json, ready.json()).forEach(change -> line("changed", change));
            }
            line(
                    "candidate",
                    "as it would be sent" + (isUnkeyed() ? ", but every start has other pseudonyms" : "") + ":");
            lines.add("");
            lines.add("    " + ready.method() + " " + upstream.url().getScheme() + "://" + upstream.authority()
                    + upstream.pathPrefix() + ready.target());
            for (Headers.Field field : ready.headers()) {
                lines.add("    " + field.name() + ": " + (isCredential(field.name()) ? "***" : field.value()));
            }
            lines.add("");
            ready.json().toPrettyString().lines().forEach(line -> lines.add("    " + line));
        }
    }

    private void translation(@Nullable Translation translation) {
        if (translation == null) {
            return;
        }
        line("translated", "from " + translation.from() + " to " + translation.to());
        for (Loss loss : translation.losses()) {
            line("loss", loss.field() + ": " + loss.kind().label() + ", " + loss.detail());
        }
        if (!translation.comparable()) {
            line("loss", "the answers would not be compared (translation_loss: not_comparable)");
        }
    }

    private boolean isUnkeyed() {
        return config.privacy().key() == null && !shadow.anonymize().isOff();
    }

    /** What the configuration gives as credentials, and what looks like it. */
    private boolean isCredential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean configured = shadow.candidate().credentials().headers().keySet().stream()
                .anyMatch(own -> own.equalsIgnoreCase(name));
        return configured || lower.matches(".*(authorization|key|token|secret|cookie).*");
    }
}
