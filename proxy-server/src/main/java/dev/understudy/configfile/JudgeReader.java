package dev.understudy.configfile;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.UpstreamConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code judge}: who is asked which answer is better, and how often. */
final class JudgeReader {
    private JudgeReader() {}

    /** The shadow's judge; null where it has none, or one that was refused. */
    static @Nullable JudgeConfig read(Section shadow) {
        Section section = shadow.section("judge");
        if (section == null) {
            return null;
        }
        UpstreamConfig upstream = EndpointReader.upstream(section);
        CredentialsConfig credentials = VariantReader.credentials(section);
        String dialect =
                section.value("dialect", text -> RouteReader.dialect(section, text), "a dialect", JudgeConfig.DIALECT);
        String path = section.text("path");
        section.require("model", "the judge's model");
        String model = section.text("model");
        Map<String, JsonNode> set = section.entries("set", new FreeJson(section.context())::of);
        String rubric = VariantReader.words(section, "rubric");
        boolean systemPrompt = section.flag("system_prompt", true);
        boolean bothOrders = section.flag("both_orders", false);
        double percent = section.number("percent", 100);
        LimitsConfig limits = ShadowReader.limits(section, JudgeConfig.LIMITS);
        BreakerConfig breaker = ShadowReader.breaker(section, JudgeConfig.BREAKER);
        JudgeConfig judge = section.build(() -> new JudgeConfig(
                Section.part(upstream),
                credentials,
                dialect,
                path,
                Section.part(model),
                set,
                rubric,
                systemPrompt,
                bothOrders,
                percent,
                limits,
                breaker));
        return judge == null ? null : checked(section, judge);
    }

    private static @Nullable JudgeConfig checked(Section section, JudgeConfig judge) {
        try {
            section.context().capabilities.checkJudge(judge);
            return judge;
        } catch (ConfigException refused) {
            section.error(refused.key(), refused.value(), refused.expected());
            return null;
        }
    }
}
