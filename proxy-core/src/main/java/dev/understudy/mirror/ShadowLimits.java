package dev.understudy.mirror;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of one shadow, asked in the order that costs least to be wrong about. Thread-safe.
 *
 * @param candidateOrigin shared by all shadows whose candidate is there
 * @param liveOrigin shared with the route; the same object where the candidate's origin is live's
 */
record ShadowLimits(
        CircuitBreaker breaker,
        RateLimit rate,
        SpendLimit spend,
        Headroom candidateOrigin,
        Headroom liveOrigin,
        Places<ShadowExchange> places) {

    /** Why a sampled exchange may not be played, or null; takes a token of the rate. */
    @Nullable
    Outcome admit() {
        if (!breaker.allows()) {
            return Outcome.DROPPED_BREAKER_OPEN;
        }
        return rate.tryTake() ? stillAdmits() : Outcome.DROPPED_RATE;
    }

    /** The same after waiting in the queue, where everything but the rate may have changed. */
    @Nullable
    Outcome stillAdmits() {
        if (!breaker.allows()) {
            return Outcome.DROPPED_BREAKER_OPEN;
        }
        if (spend.reached()) {
            return Outcome.DROPPED_SPEND;
        }
        return candidateOrigin.sheds() ? Outcome.DROPPED_HEADROOM : null;
    }

    /** A control costs live's account: it yields to live's headroom and to the budget, and nobody misses it. */
    boolean admitsControl() {
        return !liveOrigin.sheds() && !spend.reached();
    }

    /** Learns from an answer. */
    void observe(Arm arm, CapturedResponse response, CircuitBreaker.Permit permit) {
        (arm == Arm.CANDIDATE ? candidateOrigin : liveOrigin).observe(response);
        if (arm != Arm.CANDIDATE) {
            return;
        }
        switch (response.ending()) {
            case CANCELLED, CLIENT_GONE, REFUSED -> breaker.abandoned(permit);
            case UNREACHABLE, TIMED_OUT, BROKEN, MALFORMED -> breaker.failed(permit);
            case COMPLETE, CAPPED -> judge(response.status(), permit);
        }
    }

    /** A 4xx is the request's fault and a 429 has its own rest: only 5xx speaks against the candidate's health. */
    private void judge(int status, CircuitBreaker.Permit permit) {
        if (status >= 500) {
            breaker.failed(permit);
        } else {
            breaker.succeeded(permit);
        }
    }
}
