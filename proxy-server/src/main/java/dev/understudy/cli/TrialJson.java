package dev.understudy.cli;

import dev.understudy.sandbox.trial.CaseResult;
import dev.understudy.sandbox.trial.TrialResult;
import dev.understudy.verdict.VerdictJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trial as lines of JSON: one a case, and the summary last. */
final class TrialJson {
    private TrialJson() {}

    static List<String> lines(TrialResult result) {
        List<String> lines = new ArrayList<>();
        result.results().forEach(one -> lines.add(one(one).toString()));
        lines.add(summary(result).toString());
        return lines;
    }

    private static ObjectNode one(CaseResult one) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", one.played().id());
        json.put("class", one.played().kind());
        json.put("outcome", one.outcome() == null ? null : one.outcome().label());
        json.set("live", arm(one.live(), one.liveSaid()));
        json.set("candidate", one.candidate() == null ? null : arm(one.candidate(), one.candidateSaid()));
        return json.put("regression", one.regression());
    }

    private static ObjectNode arm(@Nullable List<String> problems, String said) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("result", problems == null || problems.isEmpty() ? "pass" : "fail");
        ArrayNode list = json.putArray("problems");
        if (problems != null) {
            problems.forEach(list::add);
        }
        return json.put("said", said);
    }

    private static ObjectNode summary(TrialResult result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("decision", result.decision().label());
        json.put("cases", result.results().size());
        json.put("regressions", result.regressions().size());
        ArrayNode classes = json.putArray("classes");
        for (TrialResult.ClassSummary summary : result.classes()) {
            classes.addObject()
                    .put("class", summary.kind())
                    .put("cases", summary.cases())
                    .put("live_pass", summary.livePasses())
                    .put("candidate_pass", summary.candidatePasses())
                    .put("not_asked", summary.notAsked())
                    .put("regressions", summary.regressions());
        }
        json.set("verdict", VerdictJson.of(result.report().verdict()));
        return json;
    }
}
