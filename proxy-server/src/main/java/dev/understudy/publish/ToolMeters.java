package dev.understudy.publish;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls that one shadow's arms asked for. Names are what applications and models write, so they are no labels: what counts
 * is whether the request offers such a tool. Thread-safe.
 */
final class ToolMeters {
    private enum Kind {
        DECLARED("declared"),
        UNDECLARED("undeclared"),
        UNKNOWN("unknown");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final String shadow;
    private final Map<Arm, LongAdder[]> calls = new EnumMap<>(Arm.class);

    ToolMeters(String shadow) {
        this.shadow = shadow;
        for (Arm arm : Arm.values()) {
            calls.put(arm, ArmMeters.adders(Kind.values().length));
        }
    }

    /** The request is read only where somebody asked for a tool. */
    void compared(Exchange exchange) {
        count(exchange, exchange.live());
        count(exchange, exchange.candidate());
        if (exchange.control() != null) {
            count(exchange, exchange.control());
        }
    }

    private void count(Exchange exchange, Answer answer) {
        LongAdder[] adders = calls.get(answer.arm());
        if (adders == null || answer.completion().toolCalls().isEmpty()) {
            return;
        }
        Set<String> declared = declared(exchange.asked().canonical());
        for (ToolCall call : answer.completion().toolCalls()) {
            adders[kind(declared, call).ordinal()].increment();
        }
    }

    private static @Nullable Set<String> declared(@Nullable GenerationRequest request) {
        return request == null
                ? null
                : request.tools().stream()
                        .filter(Tool.Function.class::isInstance)
                        .map(tool -> ((Tool.Function) tool).name())
                        .collect(Collectors.toSet());
    }

    private static Kind kind(@Nullable Set<String> declared, ToolCall call) {
        if (declared == null) {
            return Kind.UNKNOWN;
        }
        return declared.contains(call.name()) ? Kind.DECLARED : Kind.UNDECLARED;
    }

    void collect(Samples samples) {
        calls.forEach((arm, adders) -> {
            for (Kind kind : Kind.values()) {
                long count = adders[kind.ordinal()].sum();
                if (count > 0 || kind == Kind.DECLARED) {
                    samples.add(Metric.ARM_TOOL_CALLS, count, shadow, arm.label(), kind.label);
                }
            }
        });
    }
}
