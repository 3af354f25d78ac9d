package dev.understudy.configfile;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.Price;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.configfile.RouteReader.ReadRoute;
import dev.understudy.configfile.ShadowReader.ReadShadow;
import dev.understudy.egress.EgressRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only shows when the parts are seen together. Runs also over a file with problems, on the parts that are sound. */
final class CrossChecks {
    private final List<ReadRoute> routes;
    private final List<ReadShadow> shadows;
    private final Map<String, Price> prices;
    private final EgressConfig egress;

    CrossChecks(List<ReadRoute> routes, List<ReadShadow> shadows, Map<String, Price> prices, EgressConfig egress) {
        this.routes = routes;
        this.shadows = shadows;
        this.prices = prices;
        this.egress = egress;
    }

    void run() {
        Map<String, ReadRoute> byName = new LinkedHashMap<>();
        for (ReadRoute route : routes) {
            if (byName.putIfAbsent(route.name(), route) != null && !route.name().equals(Section.UNNAMED)) {
                route.section().error("name", route.name(), "a name no other route has");
            }
        }
        Map<String, ReadShadow> names = new HashMap<>();
        for (ReadShadow shadow : shadows) {
            if (names.putIfAbsent(shadow.name(), shadow) != null
                    && !shadow.name().equals(Section.UNNAMED)) {
                shadow.section().error("name", shadow.name(), "a name no other shadow has");
            }
            shadow(shadow, byName);
        }
        for (int i = 1; i < routes.size(); i++) {
            unreachable(i);
        }
        recordings();
    }

    private void recordings() {
        Map<Path, String> folders = new HashMap<>();
        for (ReadRoute route : routes) {
            RecordConfig recording =
                    route.config() == null ? null : route.config().recording();
            String other = recording == null
                    ? null
                    : folders.putIfAbsent(recording.to().toAbsolutePath().normalize(), route.name());
            if (recording != null && other != null) {
                route.section()
                        .error(
                                "record.to",
                                recording.to().toString(),
                                "a folder of its own: this is route " + other + "'s");
            }
        }
    }

    private void shadow(ReadShadow shadow, Map<String, ReadRoute> byName) {
        ReadRoute route = byName.get(shadow.route());
        if (route == null) {
            if (shadow.section().has("route") && !byName.containsKey(Section.UNNAMED)) {
                String meant = Spelling.closest(shadow.route(), byName.keySet())
                        .map(name -> "did you mean " + name + "? ")
                        .orElse("");
                shadow.section().error("route", shadow.route(), meant + "one of " + String.join(", ", byName.keySet()));
            }
            return;
        }
        if (shadow.config() != null && route.config() != null) {
            origins(shadow, shadow.config().candidate(), route.config());
            egress(shadow, "candidate", shadow.config().candidate().upstream(), route.config());
            spend(shadow.section(), shadow.config());
            judge(shadow, shadow.config(), route.config());
            neverSampled(shadow.section(), shadow.config());
        }
    }

    /** Law 7, and law 6 where the user has not said that it may be broken. */
    private static void origins(ReadShadow shadow, CandidateConfig candidate, RouteConfig route) {
        if (candidate.upstream().origin().equals(route.upstream().origin())) {
            return;
        }
        if (candidate.credentials().inherit()) {
            shadow.section()
                    .error(
                            "candidate.credentials",
                            "inherit",
                            "credentials of its own, because "
                                    + candidate.upstream().origin() + " is not the live origin "
                                    + route.upstream().origin());
        }
        anonymize(shadow, "the candidate's");
    }

    /** What the URL alone tells; what a name resolves to is looked at when it is connected to. */
    private void egress(ReadShadow shadow, String whose, UpstreamConfig upstream, RouteConfig route) {
        EgressRule rule = EgressRule.of(egress, route.upstream(), upstream);
        String key = whose + ".upstream.url";
        String refusal = rule.refusal();
        if (refusal != null) {
            shadow.section().error(key, refusal, rule.remedy());
        } else if (rule.seemsInside()) {
            shadow.section()
                    .warning(
                            key,
                            upstream.host() + " looks like a host inside, and no candidate may be at a private address "
                                    + "that is not listed: if it is one, every call will end as refused_egress",
                            rule.remedy());
        }
    }

    private static void anonymize(ReadShadow shadow, String whose) {
        if (shadow.anonymize().policy().isOff() && !shadow.anonymize().accepted()) {
            shadow.section()
                    .error(
                            "anonymize",
                            "off",
                            "default, because " + whose + " origin is not the live one; or i_accept: true beside it");
        }
    }

    /** The judge reads what the shadow's policy makes of requests and answers, and is paid like a candidate. */
    private void judge(ReadShadow shadow, ShadowConfig config, RouteConfig route) {
        JudgeConfig judge = config.judge();
        if (judge == null) {
            return;
        }
        String origin = judge.upstream().origin();
        boolean known = origin.equals(route.upstream().origin())
                || origin.equals(config.candidate().upstream().origin());
        if (!known) {
            anonymize(shadow, "the judge's");
        }
        egress(shadow, "judge", judge.upstream(), route);
        if (judge.limits().spend() != null && !prices.containsKey(judge.model())) {
            unpriced(shadow.section(), "judge.limits.spend", judge.model(), "nothing will be judged");
        }
    }

    private void spend(Section section, ShadowConfig shadow) {
        String model = shadow.candidate().variant().model();
        if (shadow.limits().spend() == null || (model == null ? !prices.isEmpty() : prices.containsKey(model))) {
            return;
        }
        unpriced(section, "limits.spend", model, "every exchange will be dropped");
    }

    private static void unpriced(Section section, String key, @Nullable String model, String consequence) {
        section.warning(
                key,
                "there is no price for " + (model == null ? "any model" : model) + ", so what is spent is unknown and "
                        + consequence,
                "prices: { " + (model == null ? "MODEL" : model) + ": { input: …, output: … } }");
    }

    private static void neverSampled(Section section, ShadowConfig shadow) {
        if (shadow.enabled() && shadow.sample().percent() == 0) {
            section.warning("sample.percent", "0: nothing will be mirrored", null);
        }
    }

    private void unreachable(int index) {
        RouteConfig route = routes.get(index).config();
        RouteConfig blocker = route == null ? null : blocker(index, route.match());
        if (route == null || blocker == null) {
            return;
        }
        Section section = routes.get(index).section();
        section.warning("match", "never reached: route " + blocker.name() + " before it takes all of it", null);
        for (ReadShadow shadow : shadows) {
            if (shadow.route().equals(route.name())) {
                shadow.section().warning("route", "can never match: route " + route.name() + " is never reached", null);
            }
        }
    }

    private @Nullable RouteConfig blocker(int index, MatchConfig match) {
        for (ReadRoute earlier : routes.subList(0, index)) {
            RouteConfig config = earlier.config();
            if (config != null && covers(config.match(), match)) {
                return config;
            }
        }
        return null;
    }

    /** Whether {@code wide} surely takes everything that {@code narrow} does; false where it cannot be told. */
    private static boolean covers(MatchConfig wide, MatchConfig narrow) {
        boolean host = wide.host() == null || wide.host().equalsIgnoreCase(narrow.host());
        boolean headers = narrow.headers().entrySet().containsAll(wide.headers().entrySet());
        return host && headers && covers(wide.path(), narrow.path());
    }

    private static boolean covers(String wide, String narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        String prefix = wide.endsWith("**") ? wide.substring(0, wide.length() - 2) : null;
        return prefix != null && prefix.indexOf('*') < 0 && narrow.startsWith(prefix);
    }
}
