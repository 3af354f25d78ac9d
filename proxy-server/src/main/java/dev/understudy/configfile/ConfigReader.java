package dev.understudy.configfile;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.AuditConfig;
import dev.understudy.config.ByteSize;
import dev.understudy.config.DriftConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.OtlpConfig;
import dev.understudy.config.Price;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RetentionConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.RuntimeConfig.Transport;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.StoreConfig;
import dev.understudy.configfile.RouteReader.ReadRoute;
import dev.understudy.configfile.ShadowReader.ReadShadow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The top of the file. */
final class ConfigReader {
    private static final Price FREE = new Price(BigDecimal.ZERO, null, BigDecimal.ZERO);

    private final Section root;

    private ConfigReader(Section root) {
        this.root = root;
    }

    /** The configuration, or null when there are errors in the context's problems. */
    static @Nullable ProxyConfig read(ReadContext context, Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            String found = value instanceof Value.Scalar ? "text" : value.kind();
            context.problems.error(value.at(), "yaml", found, "a mapping with listen, routes, shadows, …");
            return null;
        }
        return new ConfigReader(new Section(context, "", mapping)).read();
    }

    private @Nullable ProxyConfig read() {
        ListenConfig listen = EndpointReader.listen(root);
        AdminConfig admin = EndpointReader.admin(root);
        ByteSize budget = sizeIn("capture", "budget", ProxyConfig.CAPTURE_BUDGET);
        ByteSize bodyLimit = sizeIn("live", "body_limit", ProxyConfig.LIVE_BODY_LIMIT);
        String samplingKey = secretIn("sampling");
        PrivacyConfig privacy = PrivacyReader.read(root);
        Map<String, Price> prices = prices();
        requireRoutes();
        List<ReadRoute> routes = root.sections("routes").stream()
                .map(section -> RouteReader.read(section, privacy))
                .toList();
        List<ReadShadow> shadows = root.sections("shadows").stream()
                .map(section -> ShadowReader.read(section, privacy))
                .toList();
        RuntimeConfig runtime = runtime();
        StoreConfig store = store();
        EgressConfig egress = EndpointReader.egress(root);
        DriftConfig drift = drift();
        OtlpConfig otlp = OtlpReader.read(root);
        new CrossChecks(routes, shadows, prices, egress).run();
        root.ignore("x-");
        return root.build(() -> ProxyConfig.of(Section.part(listen), configs(routes))
                .admin(admin)
                .captureBudget(budget)
                .liveBodyLimit(bodyLimit)
                .samplingKey(samplingKey == null ? ProxyConfig.SAMPLING_KEY : samplingKey)
                .privacy(privacy)
                .prices(prices)
                .shadows(shadowConfigs(shadows))
                .runtime(Section.part(runtime))
                .store(store)
                .egress(egress)
                .drift(drift)
                .otlp(otlp)
                .build());
    }

    private void requireRoutes() {
        root.require("routes", "a list of routes");
        if (root.take("routes") instanceof Value.Sequence routes
                && routes.items().isEmpty()) {
            root.error("routes", "an empty list", "at least one route");
        }
    }

    private static List<RouteConfig> configs(List<ReadRoute> routes) {
        return routes.stream().map(route -> Section.part(route.config())).toList();
    }

    private static List<ShadowConfig> shadowConfigs(List<ReadShadow> shadows) {
        return shadows.stream().map(shadow -> Section.part(shadow.config())).toList();
    }

    private @Nullable StoreConfig store() {
        Section section = root.section("store");
        if (section == null) {
            return null;
        }
        section.require("path", "a file");
        Path path = section.optional("path", text -> section.context().resolve(Scalars.nonEmpty(text)), "a path");
        RetentionConfig comparisons = retention(section);
        AuditConfig audit = audit(section);
        return section.build(() -> new StoreConfig(Section.part(path), comparisons, audit));
    }

    private static RetentionConfig retention(Section store) {
        Section section = store.section("comparisons");
        RetentionConfig defaults = RetentionConfig.DEFAULT;
        if (section == null) {
            return defaults;
        }
        int keep = section.integer("keep", defaults.keep());
        var age = section.duration("age", defaults.age());
        ByteSize size = section.size("size", defaults.size());
        RetentionConfig retention = section.build(() -> new RetentionConfig(keep, age, size));
        return retention == null ? defaults : retention;
    }

    private static AuditConfig audit(Section store) {
        Section section = store.section("audit");
        AuditConfig defaults = AuditConfig.DEFAULT;
        if (section == null) {
            return defaults;
        }
        int keep = section.integer("keep", defaults.keep());
        var age = section.duration("age", defaults.age());
        AuditConfig audit = section.build(() -> new AuditConfig(keep, age));
        return audit == null ? defaults : audit;
    }

    private ByteSize sizeIn(String key, String inner, ByteSize fallback) {
        Section section = root.section(key);
        if (section == null) {
            return fallback;
        }
        ByteSize size = section.size(inner, fallback);
        section.finish();
        return size;
    }

    private @Nullable String secretIn(String part) {
        Section section = root.section(part);
        if (section == null) {
            return null;
        }
        String key = section.secret("key");
        section.finish();
        return key;
    }

    private Map<String, Price> prices() {
        Map<String, Price> prices = new LinkedHashMap<>();
        Section section = root.section("prices");
        if (section != null) {
            for (String model : section.names()) {
                Section price = section.section(model);
                if (price != null) {
                    prices.put(model, price(price));
                }
            }
        }
        return prices;
    }

    private static Price price(Section section) {
        section.require("input", "USD per million tokens");
        section.require("output", "USD per million tokens");
        BigDecimal input = section.decimal("input");
        BigDecimal cachedInput = section.decimal("cached_input");
        BigDecimal cacheWrite = section.decimal("cache_write");
        BigDecimal output = section.decimal("output");
        Price price =
                section.build(() -> new Price(Section.part(input), cachedInput, cacheWrite, Section.part(output)));
        return price == null ? FREE : price;
    }

    private DriftConfig drift() {
        Section section = root.section("drift");
        if (section == null) {
            return DriftConfig.DEFAULT;
        }
        int baseline = section.integer("baseline", DriftConfig.DEFAULT.baseline());
        double tolerance = section.number("tolerance", DriftConfig.DEFAULT.tolerancePercent());
        DriftConfig made = section.build(() -> new DriftConfig(baseline, tolerance));
        return made == null ? DriftConfig.DEFAULT : made;
    }

    private @Nullable RuntimeConfig runtime() {
        Section section = root.section("runtime");
        if (section == null) {
            return RuntimeConfig.DEFAULT;
        }
        Transport transport = section.choice("transport", Transport.class, Transport.AUTO);
        int liveLoops = section.integer("live_loops", 0);
        int shadowLoops = section.integer("shadow_loops", 0);
        int workers = section.integer("workers", 0);
        var drain = section.duration("drain", RuntimeConfig.DEFAULT.drain());
        return section.build(() -> new RuntimeConfig(transport, liveLoops, shadowLoops, workers, drain));
    }
}
