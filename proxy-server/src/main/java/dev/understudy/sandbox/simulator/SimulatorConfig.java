package dev.understudy.sandbox.simulator;

import dev.understudy.config.ConfigException;
import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the simulator plays. Immutable.
 *
 * @param key the only API key accepted, or null to let everybody in
 * @param seed of all chance
 * @param speed 1 for realistic waiting, 10 for a tenth of it, infinity for none
 * @param faults drawn for each request; the first that hits counts
 * @param keepRequests how many of the last requests are kept for {@link Simulator#requests()}
 * @param keepBytes how much of each kept body
 * @param bodyLimit largest request body; beyond it 413
 * @param loops event loops
 * @param clock what the time is where an answer says it
 */
public record SimulatorConfig(
        @Nullable String key,
        long seed,
        double speed,
        Cast cast,
        Limits limits,
        List<FaultRate> faults,
        int keepRequests,
        int keepBytes,
        int bodyLimit,
        int loops,
        InstantSource clock) {

    /** Realistic timing, no faults, no key. */
    public static final SimulatorConfig REALISTIC = new SimulatorConfig(
            null, 1, 1, Cast.DEFAULT, Limits.GENEROUS, List.of(), 200, 1 << 20, 64 << 20, 2, InstantSource.system());

    /** Answers at once: for tests. */
    public static final SimulatorConfig INSTANT = REALISTIC.withSpeed(Double.POSITIVE_INFINITY);

    public SimulatorConfig {
        check(speed > 0, "speed", speed, "more than 0");
        check(keepRequests >= 0, "keep.requests", keepRequests, "0 or more");
        check(keepBytes >= 0, "keep.bytes", keepBytes, "0 or more");
        check(bodyLimit > 0, "body_limit", bodyLimit, "1 or more");
        check(loops > 0 && loops <= 256, "loops", loops, "1 to 256");
        check(key == null || !key.isBlank(), "key", "(empty)", "a key, or no key at all");
        faults = List.copyOf(faults);
    }

    public SimulatorConfig withSpeed(double other) {
        return new SimulatorConfig(
                key, seed, other, cast, limits, faults, keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withKey(String other) {
        return new SimulatorConfig(
                other, seed, speed, cast, limits, faults, keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withSeed(long other) {
        return new SimulatorConfig(
                key, other, speed, cast, limits, faults, keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withCast(Cast other) {
        return new SimulatorConfig(
                key, seed, speed, other, limits, faults, keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withLimits(Limits other) {
        return new SimulatorConfig(
                key, seed, speed, cast, other, faults, keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withFaults(FaultRate... others) {
        return new SimulatorConfig(
                key, seed, speed, cast, limits, List.of(others), keepRequests, keepBytes, bodyLimit, loops, clock);
    }

    public SimulatorConfig withClock(InstantSource other) {
        return new SimulatorConfig(
                key, seed, speed, cast, limits, faults, keepRequests, keepBytes, bodyLimit, loops, other);
    }

    /** How many requests to keep, and how much of each body. */
    public SimulatorConfig keeping(int requests, int bytes) {
        return new SimulatorConfig(key, seed, speed, cast, limits, faults, requests, bytes, bodyLimit, loops, clock);
    }

    private static void check(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new ConfigException(name, value, expected);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SimulatorConfig[seed=" + seed + ", speed=" + speed + ", models="
                + cast.models().keySet() + ", faults=" + faults + (key == null ? "" : ", key=***") + "]";
    }
}
