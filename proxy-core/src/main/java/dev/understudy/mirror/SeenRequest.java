package dev.understudy.mirror;

import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.fingerprint.RequestPrint;
import dev.understudy.fingerprint.RequestPrinter;
import dev.understudy.variant.LiveVariant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A sampled request of a route, read only if somebody wants its print. Worker thread. */
record SeenRequest(RequestView view, @Nullable VariantConfig live) implements Sighting {
    private static final int LONGEST_VERSION = 64;

    @Override
    public RequestPrint print(RequestPrinter printer) {
        String target = view.request().target();
        ObjectNode body = view.body();
        if (live != null && !live.changesNothing()) {
            LiveVariant.Applied applied = LiveVariant.applied(target, body, live, view.dialect());
            target = applied.target();
            body = applied.body();
        }
        RequestCodec codec = view.dialect().requests();
        return printer.print(codec == null ? null : codec.read(target, body), body, dialect());
    }

    /** The wire format, and where its clients name a version of it: Anthropic's header, Azure's query. */
    private List<String> dialect() {
        CapturedRequest request = view.request();
        List<String> dialect = new ArrayList<>(List.of(view.dialect().name()));
        String version = request.headers().get("anthropic-version");
        if (version != null) {
            dialect.add(shortened(version));
        }
        int query = request.target().indexOf("api-version=");
        if (query >= 0) {
            dialect.add(shortened(request.target().substring(query).split("[&#]", 2)[0]));
        }
        return dialect;
    }

    private static String shortened(String version) {
        return version.length() <= LONGEST_VERSION ? version : version.substring(0, LONGEST_VERSION);
    }
}
