package dev.understudy.configfile;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CandidateConfig.TranslationLoss;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.ContainmentConfig.ServerTools;
import dev.understudy.config.ContainmentConfig.Store;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.SamplesConfig;
import dev.understudy.config.SamplesConfig.Content;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.config.ShadowConfig.Start;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One entry of {@code shadows}. */
final class ShadowReader {
    private ShadowReader() {}

    /** What happens to the candidate when the client goes. */
    private enum ClientLeaves {
        CANCEL,
        KEEP
    }

    /** A shadow with the place it came from; the record is null when it was refused. */
    record ReadShadow(
            Section section,
            String name,
            String route,
            Anonymize anonymize,
            @Nullable ShadowConfig config) {}

    static ReadShadow read(Section section, PrivacyConfig privacy) {
        String name = section.requiredName("name");
        String route = section.requiredName("route");
        boolean enabled = section.flag("enabled", true);
        String when = section.optional("when", text -> predicate(section, text), "a CEL predicate");
        SampleConfig sample = sample(section);
        CandidateConfig candidate = candidate(section);
        Start start = section.choice("start", Start.class, Start.WITH_LIVE);
        ClientLeaves leaves = section.choice("when_client_leaves", ClientLeaves.class, ClientLeaves.CANCEL);
        Anonymize anonymize = Anonymize.read(section, privacy);
        LimitsConfig limits = limits(section, LimitsConfig.DEFAULT);
        BreakerConfig breaker = breaker(section, BreakerConfig.DEFAULT);
        double control = control(section);
        List<ComparatorConfig> compare = CompareReader.read(section);
        GateConfig gate = GateReader.read(section, compare, control);
        ContainmentConfig containment = containment(section);
        SamplesConfig samples = samples(section);
        JudgeConfig judge = JudgeReader.read(section);
        ShadowConfig config = section.build(() -> ShadowConfig.of(name, route, Section.part(candidate))
                .enabled(enabled)
                .when(when)
                .sample(sample)
                .start(start)
                .keepWhenClientLeaves(leaves == ClientLeaves.KEEP)
                .anonymize(anonymize.policy())
                .limits(limits)
                .breaker(breaker)
                .controlPercent(control)
                .compare(compare)
                .gate(gate)
                .containment(containment)
                .samples(samples)
                .judge(judge)
                .build());
        return new ReadShadow(section, name, route, anonymize, config);
    }

    private static String predicate(Section section, String text) {
        section.context().capabilities.checkPredicate(Scalars.nonEmpty(text));
        return text;
    }

    private static @Nullable CandidateConfig candidate(Section shadow) {
        shadow.require("candidate", "a mapping with upstream, credentials, model, …");
        Section section = shadow.section("candidate");
        if (section == null) {
            return null;
        }
        UpstreamConfig upstream = EndpointReader.upstream(section);
        CredentialsConfig credentials = VariantReader.credentials(section);
        String dialect = section.value(
                "dialect",
                text -> text.equals("same") ? text : RouteReader.dialect(section, text),
                "a dialect",
                "same");
        TranslationLoss loss = section.choice("translation_loss", TranslationLoss.class, TranslationLoss.IGNORE);
        String path = section.text("path");
        VariantConfig variant = VariantReader.variant(section);
        return section.build(() ->
                new CandidateConfig(Section.part(upstream), credentials, dialect, Section.part(variant), loss, path));
    }

    private static SampleConfig sample(Section shadow) {
        Section section = shadow.section("sample");
        if (section == null) {
            return SampleConfig.ALL;
        }
        double percent = section.number("percent", 100);
        SampleConfig by = section.value("by", ShadowReader::sampleKey, "a sampling key", SampleConfig.ALL);
        SampleConfig sample = section.build(() -> new SampleConfig(percent, by.by(), by.field()));
        return sample == null ? SampleConfig.ALL : sample;
    }

    /** What {@code by} says. */
    static SampleConfig sampleKey(String text) {
        String expected = "conversation, request, header:NAME or body:FIELD";
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String field = colon < 0 || colon == text.length() - 1 ? null : text.substring(colon + 1);
        for (SampleConfig.By by : SampleConfig.By.values()) {
            if (Scalars.label(by).equals(kind.toLowerCase(Locale.ROOT)) && (colon < 0) == (field == null)) {
                try {
                    return new SampleConfig(100, by, field);
                } catch (ConfigException refused) {
                    throw new ConfigException("", text, expected);
                }
            }
        }
        throw new ConfigException("", text, expected);
    }

    /** The {@code limits} of a shadow, or of its judge. */
    static LimitsConfig limits(Section parent, LimitsConfig defaults) {
        Section section = parent.section("limits");
        if (section == null) {
            return defaults;
        }
        int inFlight = section.integer("in_flight", defaults.inFlight());
        int queue = section.integer("queue", defaults.queue());
        var rate = section.optional("rate", Scalars::rate, "a rate such as 20/s");
        var spend = section.optional("spend", Scalars::spend, "dollars and a window such as 25USD/day");
        var body = section.size("body", defaults.body());
        var response = section.size("response", defaults.response());
        var duration = section.duration("duration", defaults.duration());
        LimitsConfig limits =
                section.build(() -> new LimitsConfig(inFlight, queue, rate, spend, body, response, duration));
        return limits == null ? defaults : limits;
    }

    static BreakerConfig breaker(Section parent, BreakerConfig defaults) {
        Section section = parent.section("breaker");
        if (section == null) {
            return defaults;
        }
        int failures = section.integer("failures", defaults.failures());
        var pause = section.duration("pause", defaults.pause());
        BreakerConfig breaker = section.build(() -> new BreakerConfig(failures, pause));
        return breaker == null ? defaults : breaker;
    }

    private static double control(Section shadow) {
        Section section = shadow.section("control");
        if (section == null) {
            return 0;
        }
        double percent = section.number("percent", 0);
        if (percent < 0 || percent > 100) {
            section.error("percent", Durations.number(percent), "0 to 100");
        }
        section.finish();
        return percent;
    }

    private static ContainmentConfig containment(Section shadow) {
        Section section = shadow.section("containment");
        ContainmentConfig defaults = ContainmentConfig.DEFAULT;
        if (section == null) {
            return defaults;
        }
        Store store = section.choice("store", Store.class, defaults.store());
        Store control = section.choice("control_store", Store.class, store);
        ServerTools serverTools = section.choice("server_tools", ServerTools.class, defaults.serverTools());
        section.finish();
        return new ContainmentConfig(store, control, serverTools);
    }

    private static SamplesConfig samples(Section shadow) {
        Section section = shadow.section("samples");
        SamplesConfig defaults = SamplesConfig.DEFAULT;
        if (section == null) {
            return defaults;
        }
        int keep = section.integer("keep", defaults.keep());
        Content content = section.choice("content", Content.class, defaults.content());
        SamplesConfig samples = section.build(() -> new SamplesConfig(keep, content));
        return samples == null ? defaults : samples;
    }
}
