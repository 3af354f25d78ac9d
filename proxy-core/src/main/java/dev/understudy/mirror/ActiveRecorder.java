package dev.understudy.mirror;

import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.RecordedExchange;
import dev.understudy.recording.Recorder;
import dev.understudy.route.Sampler;

/** The recording of one route while its configuration stays the same. A recorder's fault costs nobody anything. Thread-safe. */
final class ActiveRecorder {
    private final RouteConfig route;
    private final RecordConfig config;
    private final Sampler sampler;
    private final Recorder recorder;
    private final FaultLog faults;
    private volatile boolean retired;

    ActiveRecorder(RouteConfig route, RecordConfig config, String samplingKey, Recorder recorder, FaultLog faults) {
        this.route = route;
        this.config = config;
        // A draw of its own: no shadow can have a name with this character.
        this.sampler = new Sampler(samplingKey, "record:" + route.name(), config.sample(), 0);
        this.recorder = recorder;
        this.faults = faults;
    }

    void opened() {
        try {
            recorder.opened();
        } catch (RuntimeException fault) {
            faults.fault("counting for the recording", route.name(), fault);
        }
    }

    void ended(RecordOutcome outcome) {
        try {
            recorder.ended(outcome);
        } catch (RuntimeException fault) {
            faults.fault("counting for the recording", route.name(), fault);
        }
    }

    void record(RecordedExchange exchange) {
        try {
            recorder.record(exchange);
        } catch (RuntimeException fault) {
            faults.fault("recording", exchange.id(), fault);
        }
    }

    void retire() {
        retired = true;
    }

    boolean retired() {
        return retired;
    }

    RouteConfig route() {
        return route;
    }

    RecordConfig config() {
        return config;
    }

    Sampler sampler() {
        return sampler;
    }

    Recorder recorder() {
        return recorder;
    }
}
