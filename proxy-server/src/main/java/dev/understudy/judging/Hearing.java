package dev.understudy.judging;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.Opinion;
import dev.understudy.compare.Pair;
import dev.understudy.compare.judge.Ballot;
import dev.understudy.compare.judge.JudgeReply;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.mirror.CircuitBreaker;
import dev.understudy.mirror.Places;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import dev.understudy.variant.Derived;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pair before a judge: one question, or two in both orders one after the other. Confined to the judges' thread but for
 * {@link #open}. Settled exactly once.
 */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Judges judges;
    private final Bench bench;
    private final Exchange exchange;
    private final Pair pair;
    private final Answer other;
    private final BiConsumer<JudgeResult, Opinion> settled;
    private final boolean liveFirst;
    private boolean over;
    private boolean hasPlace;
    private @Nullable Ballot first;
    private ArmCaller.@Nullable Call call;
    /** Of the call that runs; null while none does. */
    private CircuitBreaker.@Nullable Permit permit;

    /** @param settled hears once what came of it */
    Hearing(
            Judges judges,
            Bench bench,
            Exchange exchange,
            Pair pair,
            Answer other,
            BiConsumer<JudgeResult, Opinion> settled) {
        this.judges = judges;
        this.bench = bench;
        this.exchange = exchange;
        this.pair = pair;
        this.other = other;
        this.settled = settled;
        this.liveFirst = bench.liveFirst(exchange, pair);
    }

    /** Asks for a place. Any thread, once; returns why there is none, or null. */
    @Nullable
    JudgeResult open() {
        Places.Entry entry = bench.enter(this);
        if (entry == Places.Entry.FULL) {
            return JudgeResult.DROPPED_QUEUE_FULL;
        }
        if (entry == Places.Entry.ENTERED) {
            judges.post(this::enter);
        }
        if (bench.retired()) {
            // Whoever retired it may have looked before this was there.
            judges.post(this::callOff);
        }
        return null;
    }

    /** There is a place. */
    void enter() {
        if (over) {
            judges.passOn(bench);
            return;
        }
        hasPlace = true;
        ask(false);
    }

    /** It is not wanted any more: ends at once, whatever the network does. */
    void callOff() {
        if (over) {
            return;
        }
        if (!hasPlace) {
            // If it is not in the queue any more, its place is on the way and enter() passes it on.
            bench.withdraw(this);
        }
        none(JudgeResult.CANCELLED);
    }

    /** @param turned the second question, in the other order */
    private void ask(boolean turned) {
        try {
            JudgeResult obstacle = bench.retired() ? JudgeResult.CANCELLED : judges.obstacle(bench);
            if (obstacle != null) {
                none(obstacle);
                return;
            }
            boolean liveIsA = liveFirst != turned;
            Derived question = liveIsA
                    ? bench.question(exchange, exchange.live(), other)
                    : bench.question(exchange, other, exchange.live());
            if (question == null) {
                none(JudgeResult.TOO_LARGE);
            } else if (question instanceof Derived.Ready ready) {
                call(bench.call(ready), turned);
            } else {
                failed("request");
            }
        } catch (RuntimeException fault) {
            broken(fault);
        }
    }

    private void call(ArmRequest request, boolean turned) {
        CircuitBreaker.Permit allowed = bench.permit();
        if (allowed == CircuitBreaker.Permit.REFUSED) {
            none(JudgeResult.DROPPED_BREAKER_OPEN);
            return;
        }
        permit = allowed;
        int bytes = request.body().length;
        call = judges.call(request, response -> judges.post(() -> answered(response, bytes, turned)));
    }

    private void answered(CapturedResponse response, int requestBytes, boolean turned) {
        call = null;
        try {
            Completion completion = bench.read(response);
            judges.observe(bench, response);
            BigDecimal cost = bench.charge(requestBytes, response, completion);
            if (cost != null) {
                judges.events().judgeBilled(bench.shadow(), cost);
            }
            follow(response, completion, cost);
            if (!over) {
                JudgeReply reply = JudgeReply.read(response.status(), completion);
                learn(reply);
                heard(reply, turned);
            }
        } catch (RuntimeException fault) {
            broken(fault);
        }
    }

    private void follow(CapturedResponse response, Completion completion, @Nullable BigDecimal cost) {
        ExchangeTrace trace = exchange.trace();
        if (trace != null) {
            judges.follow(EndedQuestion.of(
                    exchange, trace, pair, bench.config(), response, AnswerFacts.of(completion), cost));
        }
    }

    private void learn(JudgeReply reply) {
        CircuitBreaker.Permit used = permit;
        permit = null;
        if (used != null) {
            bench.learn(used, reply);
        }
    }

    private void heard(JudgeReply reply, boolean turned) {
        if (reply instanceof JudgeReply.NoBallot none) {
            failed(none.reason());
            return;
        }
        Ballot ballot = (Ballot) reply;
        Ballot before = first;
        if (before != null && turned) {
            settle(before.opinion(liveFirst, ballot));
        } else if (bench.config().bothOrders()) {
            first = ballot;
            ask(true);
        } else {
            settle(ballot.opinion(liveFirst));
        }
    }

    private void settle(Opinion.Preference opinion) {
        end(JudgeResult.of(opinion.win()), opinion);
    }

    private void none(JudgeResult result) {
        end(result, new Opinion.None(result.explanation()));
    }

    private void failed(String reason) {
        judges.events().judgeFailed(bench.shadow(), reason);
        end(JudgeResult.ERROR, new Opinion.None(JudgeResult.ERROR.explanation() + ": " + reason));
    }

    /** A fault of ours. The message may quote an answer and is not logged. */
    private void broken(RuntimeException fault) {
        LOG.error(
                "judging failed for shadow {}: {} at {}",
                bench.shadow(),
                fault.getClass().getName(),
                fault.getStackTrace());
        if (!over) {
            failed("internal");
        }
    }

    private void end(JudgeResult result, Opinion opinion) {
        over = true;
        ArmCaller.Call running = call;
        call = null;
        if (running != null) {
            judges.cancel(running);
        }
        CircuitBreaker.Permit unused = permit;
        permit = null;
        if (unused != null) {
            bench.abandoned(unused);
        }
        bench.over(this);
        if (hasPlace) {
            hasPlace = false;
            judges.passOn(bench);
        }
        settled.accept(result, opinion);
    }
}
