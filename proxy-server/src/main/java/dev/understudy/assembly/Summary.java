package dev.understudy.assembly;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.OtlpConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What a process says when it has started: what listens where, what goes where, which shadows are on. */
final class Summary {
    private Summary() {}

    static List<String> of(ProxyConfig config, InetSocketAddress address, String transport, int adminPort) {
        List<String> lines = new ArrayList<>();
        lines.add(line("listening", url(config.listen().tls() != null, address) + "  (" + transport + ")"));
        if (config.admin() != null) {
            InetSocketAddress admin = new InetSocketAddress(config.admin().host(), adminPort);
            lines.add(line("admin", url(false, admin) + "  (page, /metrics, /api/v1)"));
        }
        for (RouteConfig route : config.routes()) {
            lines.add(line(
                    "route",
                    route.name() + ": " + route.match().path() + " → "
                            + route.upstream().url() + (route.live() == null ? "" : ", with a live variant")));
        }
        config.shadows().forEach(shadow -> lines.add(line("shadow", shadow(shadow))));
        if (config.shadows().isEmpty()) {
            lines.add(line("shadow", "none: pure pass-through"));
        }
        if (config.otlp() != null) {
            lines.add(line("otlp", otlp(config.otlp())));
        }
        return lines;
    }

    private static String otlp(OtlpConfig otlp) {
        String what = otlp.metrics() && otlp.traces() ? "metrics and traces" : otlp.metrics() ? "metrics" : "traces";
        return what + " → " + otlp.endpoint();
    }

    private static String line(String what, String text) {
        return String.format("%-10s %s", what, text);
    }

    private static String url(boolean tls, InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shown + ":" + address.getPort();
    }

    private static String shadow(ShadowConfig shadow) {
        CandidateConfig candidate = shadow.candidate();
        String model = candidate.variant().model() == null
                ? "the same model"
                : candidate.variant().model();
        return shadow.name() + " on " + shadow.route() + ": " + (shadow.enabled() ? "on, " : "off, ")
                + percent(shadow.sample().percent()) + " → " + model + " at "
                + candidate.upstream().url()
                + (shadow.controlPercent() == 0 ? "" : ", control " + percent(shadow.controlPercent()));
    }

    private static String percent(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + " %";
    }
}
