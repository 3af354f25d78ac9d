package dev.understudy.cli;

import dev.understudy.staging.LoadFigures;
import dev.understudy.staging.LoadFigures.Spread;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The load of a run, as JSON. Seconds throughout. */
final class LoadText {
    private LoadText() {}

    static ObjectNode json(LoadFigures load) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("begun", load.begun());
        json.put("seconds", load.seconds());
        json.put("per_second", load.perSecond());
        json.set("lag", spread(load.lag()));
        json.putObject("held")
                .put("places", load.held().places())
                .put("seconds", load.held().seconds());
        ObjectNode arms = json.putObject("arms");
        load.arms().forEach(arm -> {
            ObjectNode one = arms.putObject(arm.arm().name().toLowerCase(Locale.ROOT));
            one.put("answers", arm.answers()).put("failed", arm.failed());
            one.set("total", spread(arm.duration()));
            one.set("first_token", spread(arm.firstToken()));
            one.put("output_tokens", arm.outputTokens());
        });
        return json;
    }

    private static ObjectNode spread(Spread spread) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("count", spread.count())
                .put("p50", spread.p50())
                .put("p95", spread.p95())
                .put("p99", spread.p99())
                .put("most", spread.most());
    }
}
