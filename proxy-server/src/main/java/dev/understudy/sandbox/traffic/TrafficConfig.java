package dev.understudy.sandbox.traffic;

import dev.understudy.config.ConfigException;
import java.net.URI;
import java.time.Duration;

/**
 * What traffic to make.
 *
 * @param baseUrl what an application would be given: {@code http://127.0.0.1:8080/v1}
 * @param perSecond conversations begun a second, on average; they arrive at random (Poisson)
 * @param rampUp how long the rate takes to grow to that from a tenth; zero for at once
 * @param seed the same seed makes the same conversations at the same moments
 * @param inFlight requests open at once, at most; beyond it arrivals are skipped and counted
 * @param model asked for in well-formed requests
 * @param systemPrompt the live application's
 */
public record TrafficConfig(
        URI baseUrl, double perSecond, Duration rampUp, long seed, int inFlight, String model, String systemPrompt) {
    public TrafficConfig {
        if (!(perSecond > 0 && perSecond <= 100_000)) {
            throw new ConfigException("rate", perSecond, "more than 0, up to 100000 a second");
        }
        if (rampUp.isNegative()) {
            throw new ConfigException("ramp_up", rampUp, "0 or more");
        }
        if (inFlight <= 0) {
            throw new ConfigException("in_flight", inFlight, "more than 0");
        }
    }
}
