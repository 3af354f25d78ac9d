package dev.understudy.sandbox.simulator;

import dev.understudy.config.ConfigException;
import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.provider.Answered;
import dev.understudy.sandbox.provider.Provider;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.simulator.Fault.Kind;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides what happens for a request: who plays the provider, and which fault. Thread-safe. */
final class Stage {
    static final String FAULT_HEADER = "x-sim-fault";
    private static final String CONTROL = "/__sim/";

    private final SimulatorConfig config;
    private final List<Provider> providers;
    private final Ledger ledger;

    Stage(SimulatorConfig config, List<Provider> providers, Ledger ledger) {
        this.config = config;
        this.providers = providers;
        this.ledger = ledger;
    }

    static boolean isControl(String path) {
        return path.startsWith(CONTROL);
    }

    /** Whether the request's body must be left unread, which is decided before there is a body. */
    boolean leavesUnread(Headers headers, long number) {
        String asked = headers.get(FAULT_HEADER);
        if (asked != null) {
            return asked.strip().equals(Kind.NO_READ.label());
        }
        Fault drawn = drawn("", number);
        return drawn != null && drawn.kind() == Kind.NO_READ;
    }

    Script script(Received request) {
        if (isControl(request.path())) {
            return Script.Play.whole(control(request.path()));
        }
        ledger.received(request);
        Provider provider = providers.stream()
                .filter(each -> each.serves(request))
                .findFirst()
                .orElseThrow();
        Answered answered = provider.answer(request);
        Reply reply = answered.reply().fasterBy(config.speed());
        try {
            Fault fault = fault(request, answered);
            Script script = fault == null
                    ? Script.Play.whole(reply)
                    : Faults.apply(fault, reply, new Faults.Failing(provider, request));
            if (fault != null) {
                ledger.fault(fault);
            }
            if (script instanceof Script.Play play) {
                ledger.answering(answered.model(), play.reply().status());
            }
            return script;
        } catch (ConfigException unknownFault) {
            return Script.Play.whole(plain(400, String.valueOf(unknownFault.getMessage())));
        }
    }

    private @Nullable Fault fault(Received request, Answered answered) {
        String asked = request.headers().get(FAULT_HEADER);
        if (asked != null) {
            return Fault.parse(asked);
        }
        if (!answered.fault().isEmpty()) {
            return Fault.parse(answered.fault());
        }
        return drawn(answered.model(), request.number());
    }

    private @Nullable Fault drawn(String model, long number) {
        SplittableRandom random = new SplittableRandom(config.seed() * 31 + number);
        for (FaultRate rate : config.faults()) {
            boolean hit = random.nextDouble() < rate.rate();
            if (hit && (rate.model() == null || rate.model().equals(model))) {
                return rate.fault();
            }
        }
        return null;
    }

    private Reply control(String path) {
        return switch (path.substring(CONTROL.length())) {
            case "stats" -> Reply.json(200, Headers.EMPTY, 0, ledger.stats().toJson());
            case "requests" -> Reply.json(200, Headers.EMPTY, 0, ledger.requestsAsJson());
            default -> plain(404, "path: " + path + " (expected: /__sim/stats or /__sim/requests)");
        };
    }

    static Reply plain(int status, String message) {
        Reply json = Reply.json(status, Headers.EMPTY, 0, message + "\n");
        return json.withHeader("content-type", "text/plain; charset=utf-8");
    }
}
