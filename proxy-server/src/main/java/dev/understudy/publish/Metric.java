package dev.understudy.publish;

import io.prometheus.client.Collector;
import java.util.Arrays;
import java.util.List;

/**
 * The catalogue: every metric of ours with its exact name, labels and meaning. Names and labels are a contract with
 * dashboards and alerts outside; the process and JVM metrics beside them are Micrometer's own.
 *
 * <p>Every label has a closed or configured set of values, so that the number of series is bounded. Bucket bounds are
 * few on purpose: ten shadows with ten comparators stay under 5,000 series.
 */
public enum Metric {
    LIVE_REQUEST_DURATION(
            Collector.Type.HISTOGRAM,
            "understudy_live_request_duration_seconds",
            "Live requests, from the head received to the last byte written. Status 499: the client left first; 0: the"
                    + " connection broke; a rare code counts under its class, such as 4xx.",
            new double[] {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120},
            "route",
            "status"),
    LIVE_TIME_TO_FIRST_BYTE(
            Collector.Type.HISTOGRAM,
            "understudy_live_time_to_first_byte_seconds",
            "Live requests that got a response, from the request head received to the response head received.",
            new double[] {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30},
            "route"),
    PROXY_OVERHEAD(
            Collector.Type.HISTOGRAM,
            "understudy_proxy_overhead_seconds",
            "Time a live request spent inside the proxy itself, upstream and connecting not counted.",
            new double[] {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1},
            "route"),
    LIVE_CONNECTIONS(Collector.Type.GAUGE, "understudy_live_connections", "Client connections that are open."),
    UPSTREAM_CONNECTIONS(
            Collector.Type.GAUGE,
            "understudy_upstream_connections",
            "Connections to upstreams, asked for once a second: busy with an exchange, or idle and kept for the next; of the"
                    + " loops that serve live, and of those that candidates and controls are called on (shadow).",
            "loops",
            "state"),
    EVENT_LOOP_DELAY(
            Collector.Type.HISTOGRAM,
            "understudy_event_loop_delay_seconds",
            "How long a task waits for its turn on an event loop, asked of every loop once a second; of one that does not"
                    + " answer, how long it has not.",
            new double[] {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5},
            "loops"),
    SHADOW_ENABLED(
            Collector.Type.GAUGE,
            "understudy_shadow_enabled",
            "1 for a shadow that is on, 0 for one that is off, by the file or over it.",
            "shadow"),
    SHADOW_EXCHANGES(
            Collector.Type.COUNTER,
            "understudy_shadow_exchanges_total",
            "Exchanges a shadow was eligible for, by the one outcome each ended in.",
            "shadow",
            "outcome"),
    SHADOW_LIVE_FAILURES(
            Collector.Type.COUNTER,
            "understudy_shadow_live_failures_total",
            "Compared exchanges in which live failed, by what the candidate did there: succeeded or failed.",
            "shadow",
            "candidate"),
    TRANSLATION_LOSSES(
            Collector.Type.COUNTER,
            "understudy_translation_losses_total",
            "What translating requests to the candidate's dialect could not carry over, by field without its indexes,"
                    + " and whether it was dropped or approximated; beyond "
                    + TranslationMeters.FIELDS + " fields a shadow: (other).",
            "shadow",
            "field",
            "kind"),
    SHADOW_SERVER_TOOLS_REMOVED(
            Collector.Type.COUNTER,
            "understudy_shadow_server_tools_removed_total",
            "Tools that a provider would have run itself and that candidates were therefore asked without.",
            "shadow"),
    SHADOW_QUEUE_DEPTH(
            Collector.Type.GAUGE,
            "understudy_shadow_queue_depth",
            "Exchanges waiting for a place among the shadow's calls in flight.",
            "shadow"),
    SHADOW_IN_FLIGHT(
            Collector.Type.GAUGE, "understudy_shadow_in_flight", "Candidate and control calls under way.", "shadow"),
    SHADOW_BREAKER_OPEN(
            Collector.Type.GAUGE,
            "understudy_shadow_breaker_open",
            "1 while the shadow's circuit breaker lets no call through, or one at a time to see whether the candidate is back.",
            "shadow"),
    SHADOW_SPENT(
            Collector.Type.GAUGE,
            "understudy_shadow_spent_usd",
            "US dollars spent in the window of limits.spend that is running; no series without that limit.",
            "shadow"),
    SHADOW_SPEND_LIMIT(
            Collector.Type.GAUGE,
            "understudy_shadow_spend_limit_usd",
            "US dollars that limits.spend allows in a window; no series without that limit.",
            "shadow"),
    CAPTURE_BYTES(
            Collector.Type.GAUGE,
            "understudy_capture_bytes",
            "Bytes that all captured requests and responses hold at the moment."),
    CAPTURE_LIMIT(
            Collector.Type.GAUGE,
            "understudy_capture_limit_bytes",
            "Bytes that they may hold: capture.budget, and never more than a quarter of the heap."),
    ARM_DURATION(
            Collector.Type.HISTOGRAM,
            "understudy_arm_duration_seconds",
            "Successful answers of mirrored exchanges, from the request sent to the last byte.",
            new double[] {0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128},
            "shadow",
            "arm"),
    ARM_TIME_TO_FIRST_TOKEN(
            Collector.Type.HISTOGRAM,
            "understudy_arm_time_to_first_token_seconds",
            "Successful streamed answers of mirrored exchanges, from the request sent to the first piece of output.",
            new double[] {0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8},
            "shadow",
            "arm"),
    ARM_TOKENS(
            Collector.Type.COUNTER,
            "understudy_arm_tokens_total",
            "Tokens by type. cached_input is part of input, and reasoning part of output.",
            "shadow",
            "arm",
            "type"),
    ARM_COST(
            Collector.Type.COUNTER,
            "understudy_arm_cost_usd_total",
            "US dollars by the price table, of the answers whose price and usage are known.",
            "shadow",
            "arm"),
    ARM_COST_UNKNOWN(
            Collector.Type.COUNTER,
            "understudy_arm_cost_unknown_total",
            "Answers that cost nobody knows what: their model has no price, or they reported no usage.",
            "shadow",
            "arm"),
    ARM_ERRORS(
            Collector.Type.COUNTER,
            "understudy_arm_errors_total",
            "Answers that failed, by the kind of error.",
            "shadow",
            "arm",
            "reason"),
    ARM_TOOL_CALLS(
            Collector.Type.COUNTER,
            "understudy_arm_tool_calls_total",
            "Tool calls that the answers of compared exchanges ask for, by whether the request offers such a tool: declared,"
                    + " undeclared, or unknown where the request cannot be read that far.",
            "shadow",
            "arm",
            "tool"),
    COMPARISONS(
            Collector.Type.COUNTER,
            "understudy_comparisons_total",
            "Comparisons of live with the candidate, or with live asked again (control), where live succeeded.",
            "shadow",
            "comparator",
            "pair",
            "result"),
    DIVERGENCE(
            Collector.Type.HISTOGRAM,
            "understudy_divergence",
            "How unlike live the other answer is, from 0 (same) to 1, where the two could be compared.",
            new double[] {0, 0.05, 0.2, 0.5, 0.8, 1},
            "shadow",
            "comparator",
            "pair"),
    JUDGEMENTS(
            Collector.Type.COUNTER,
            "understudy_judgements_total",
            "Pairs of shadows with a judge: what it said of the other answer (win, tie, loss, identical), or why it has no"
                    + " opinion.",
            "shadow",
            "pair",
            "result"),
    JUDGE_ERRORS(
            Collector.Type.COUNTER,
            "understudy_judge_errors_total",
            "Judges that were asked and gave no opinion, by the kind of error. These are no judgements.",
            "shadow",
            "reason"),
    JUDGE_COST(
            Collector.Type.COUNTER,
            "understudy_judge_cost_usd_total",
            "Dollars that judges cost, by the price table. A call whose cost nobody knows is not in it.",
            "shadow"),
    EFFECT(
            Collector.Type.GAUGE,
            "understudy_effect",
            "Candidate minus live, or minus the noise, in the metric's own unit: estimate, and the lower and upper bound"
                    + " of what is possible with the gate's confidence, at every moment.",
            "shadow",
            "metric",
            "bound"),
    MARGIN(
            Collector.Type.GAUGE,
            "understudy_margin",
            "What the gate holds the effect of the same shadow and metric against: the most or the least that it may be.",
            "shadow",
            "metric",
            "limit"),
    VERDICT_RULES(
            Collector.Type.GAUGE,
            "understudy_verdict_rules",
            "Rules of the shadow's gate by what is said of each: pass, fail or undecided.",
            "shadow",
            "verdict"),
    VERDICT_CONVERSATIONS(
            Collector.Type.GAUGE,
            "understudy_verdict_conversations",
            "Conversations counted by the rule that has the fewest, and how many more the slowest rule needs if all goes on"
                    + " as it was (missing; no series where nobody can tell).",
            "shadow",
            "state"),
    VERDICT(
            Collector.Type.GAUGE,
            "understudy_verdict",
            "What the shadow's gate says: 1 for the verdict that holds (pass, fail or undecided), 0 for the others.",
            "shadow",
            "verdict"),
    DRIFT(
            Collector.Type.GAUGE,
            "understudy_drift",
            "1 where what runs is not what was approved any more, by kind: system_prompt, tools, parameters, model_version,"
                    + " fingerprint, corpus, prices, configuration or dialect. Kinds that nothing watches have no series.",
            "shadow",
            "kind"),
    DRIFT_SHARE(
            Collector.Type.GAUGE,
            "understudy_drift_share",
            "Share of what was seen lately under a shadow that is new since it was approved, from 0 to 1, by kind; 0 or 1 for"
                    + " what stands in the configuration. It is drift from drift.tolerance on. No series while there is"
                    + " nothing to hold it against.",
            "shadow",
            "kind"),
    CONFIG_RELOADS(
            Collector.Type.COUNTER,
            "understudy_config_reloads_total",
            "Configurations read after the start: applied, or refused with the last good one kept.",
            "result"),
    CONFIG_RELOAD_SUCCESSFUL(
            Collector.Type.GAUGE,
            "understudy_config_last_reload_successful",
            "0 while the configuration that was read last is refused and an older one is in force, else 1."),
    STREAM_DROPPED(
            Collector.Type.COUNTER,
            "understudy_stream_dropped_total",
            "Comparisons that a reader of the event stream was too slow for."),

    RECORD_EXCHANGES(
            Collector.Type.COUNTER,
            "understudy_record_exchanges_total",
            "Exchanges of a route that is recorded, by the one outcome each ended in.",
            "route",
            "outcome"),
    RECORD_BYTES(
            Collector.Type.GAUGE,
            "understudy_record_bytes",
            "Bytes that the corpus of a route takes on the disk.",
            "route"),
    STORE_EXCHANGES(
            Collector.Type.COUNTER,
            "understudy_store_exchanges_total",
            "Compared exchanges whose comparisons were kept, or dropped: too many at once, or trouble with the store.",
            "result"),
    OTLP_SPANS(
            Collector.Type.COUNTER,
            "understudy_otlp_spans_total",
            "Spans for the OpenTelemetry collector: sent, or lost because too many waited (queue_full), because it could not be"
                    + " reached or failed (not_delivered), or because it did not take them (refused).",
            "result"),
    OTLP_EXPORTS(
            Collector.Type.COUNTER,
            "understudy_otlp_exports_total",
            "Messages to the OpenTelemetry collector, metrics or traces: sent, or failed for good.",
            "signal",
            "result");

    private final Collector.Type type;
    private final String metricName;
    private final String help;
    private final double[] bounds;
    private final List<String> labels;

    Metric(Collector.Type type, String metricName, String help, String... labels) {
        this(type, metricName, help, new double[0], labels);
    }

    Metric(Collector.Type type, String metricName, String help, double[] bounds, String... labels) {
        this.type = type;
        this.metricName = metricName;
        this.help = help;
        this.bounds = bounds;
        this.labels = List.of(labels);
    }

    /** As in a query: {@code understudy_arm_cost_usd_total}. A histogram's series add _bucket, _sum and _count. */
    public String metricName() {
        return metricName;
    }

    /** Label names, in order. */
    public List<String> labels() {
        return labels;
    }

    /** One sentence for people. */
    public String help() {
        return help;
    }

    /** The names its series have in a query. */
    public List<String> seriesNames() {
        return type == Collector.Type.HISTOGRAM
                ? List.of(metricName + "_bucket", metricName + "_sum", metricName + "_count")
                : List.of(metricName);
    }

    Collector.Type type() {
        return type;
    }

    double[] bounds() {
        return Arrays.copyOf(bounds, bounds.length);
    }
}
