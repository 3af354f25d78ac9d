package dev.understudy.sandbox.simulator;

import dev.understudy.config.ConfigException;
import dev.understudy.sandbox.simulator.Fault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A fault that happens now and then.
 *
 * @param rate share of requests, 0 to 1
 * @param model only requests for this model; null for all
 */
public record FaultRate(Fault fault, double rate, @Nullable String model) {
    public FaultRate {
        if (!(rate >= 0 && rate <= 1)) {
            throw new ConfigException("rate", rate, "0 to 1");
        }
        if (fault.kind() == Kind.NO_READ && model != null) {
            throw new ConfigException("model", model, "no model for no-read, because the model stands in the body");
        }
    }
}
