package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Comparison.NotComparable;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ExchangeComparisonsTest {
    private static final Answer LIVE = Answers.live("yes");
    private static final Answer CANDIDATE = Answers.candidate("no");
    private static final Answer CONTROL = Answers.saying(Arm.CONTROL, "yes");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
        logger().setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
        logger().setAdditive(true);
    }

    @Test
    void compare_withoutControl_runsEachOnTheCandidate() {
        assertThat(all("status", "exact").compare(exchange(Stratum.NORMAL, LIVE, CANDIDATE, null)))
                .extracting(one -> one.comparator() + " " + one.pair().label() + " "
                        + one.comparison().result())
                .containsExactly("status candidate match", "exact candidate mismatch");
    }

    @Test
    void compare_withControl_runsTheSameOnIt() {
        assertThat(all("status", "exact").compare(exchange(Stratum.NORMAL, LIVE, CANDIDATE, CONTROL)))
                .extracting(one -> one.comparator() + " " + one.pair().label() + " "
                        + one.comparison().result())
                .containsExactly(
                        "status candidate match",
                        "exact candidate mismatch",
                        "status control match",
                        "exact control match");
    }

    @Test
    void compare_liveFailed_onlyFailuresAndTimesAreCompared() {
        Answer live = Answers.failed(Arm.LIVE, 500, ErrorKind.OTHER);
        Answer candidate = Answers.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED);
        ExchangeComparisons every = all(Comparators.names().toArray(String[]::new));
        assertThat(every.compare(exchange(Stratum.LIVE_FAILED, live, candidate, null)))
                .filteredOn(one -> !(one.comparison() instanceof NotComparable))
                .extracting(Compared::comparator)
                .containsExactly("latency", "status");
    }

    @Test
    void compare_liveFailedButItsTextIsWhole_isStillNotJudged() {
        assertThat(all("exact").compare(exchange(Stratum.LIVE_FAILED, LIVE, CANDIDATE, null)))
                .extracting(one -> one.comparison().explanation())
                .containsExactly("live failed: only failures and times are compared");
    }

    @Test
    void compare_oneThatThrows_leavesItsNeighboursAndIsLoggedOnce() {
        Comparator broken = fake(() -> {
            throw new IllegalStateException("quotes an answer");
        });
        ExchangeComparisons comparisons = new ExchangeComparisons(List.of(broken, Answers.comparator("exact")));
        for (int i = 0; i < 3; i++) {
            assertThat(comparisons.compare(exchange(Stratum.NORMAL, LIVE, CANDIDATE, CONTROL)))
                    .extracting(one -> one.comparison().explanation())
                    .startsWith("comparator failed: java.lang.IllegalStateException")
                    .element(1)
                    .isEqualTo("text differs: live “yes”, candidate “no”");
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("fake", "IllegalStateException")
                        .doesNotContain("quotes an answer"));
    }

    @Test
    void compare_oneThatOverflowsOrSaysNothing_isNotComparable() {
        Comparator overflowing = fake(() -> {
            throw new StackOverflowError();
        });
        ExchangeComparisons comparisons = new ExchangeComparisons(List.of(overflowing, fake(() -> null)));
        assertThat(comparisons.compare(exchange(Stratum.NORMAL, LIVE, CANDIDATE, null)))
                .extracting(one -> one.comparison().result())
                .containsExactly("not_comparable", "not_comparable");
        assertThat(log.list).hasSize(2);
    }

    @Test
    void compare_errorThatIsNotTheComparators_isNotHidden() {
        ExchangeComparisons comparisons = new ExchangeComparisons(List.of(fake(() -> {
            throw new OutOfMemoryError();
        })));
        assertThatCode(() -> comparisons.compare(exchange(Stratum.NORMAL, LIVE, CANDIDATE, null)))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static ExchangeComparisons all(String... names) {
        return new ExchangeComparisons(Comparators.from(
                List.of(names).stream().map(ComparatorConfig::named).toList()));
    }

    private static Exchange exchange(Stratum stratum, Answer live, Answer candidate, Answer control) {
        return new Exchange(
                "1", "route", "shadow", Instant.EPOCH, "c", stratum, Answers.REQUEST, live, candidate, control);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ExchangeComparisons.class);
    }

    private static Comparator fake(Supplier<Comparison> says) {
        return new Comparator() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public Comparison compare(Asked asked, Answer live, Answer other) {
                return says.get();
            }
        };
    }
}
