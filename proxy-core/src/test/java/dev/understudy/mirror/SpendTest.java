package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import dev.understudy.config.LimitsConfig.Spend;
import dev.understudy.config.Price;
import dev.understudy.exchange.Ending;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpendTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Price PRICE = new Price(new BigDecimal("3"), null, new BigDecimal("9"));

    private final FakeClock clock = new FakeClock();
    private final SpendAccount account = new SpendAccount(clock::instant);

    @Test
    void reached_sumAtTheLimit_isReached() {
        account.charge(new BigDecimal("0.99"), DAY);
        assertThat(account.reached(BigDecimal.ONE, DAY)).isFalse();
        account.charge(new BigDecimal("0.01"), DAY);
        assertThat(account.reached(BigDecimal.ONE, DAY)).isTrue();
    }

    @Test
    void reached_nextUtcDay_startsFromZero() {
        account.charge(BigDecimal.TEN, DAY);
        clock.advance(Duration.ofHours(11)); // the clock starts at noon
        assertThat(account.spent(DAY)).isEqualByComparingTo("10");
        clock.advance(Duration.ofHours(1));
        assertThat(account.spent(DAY)).isEqualByComparingTo("0");
    }

    @Test
    void charge_fractionsOfAMicroDollar_addUp() {
        for (int i = 0; i < 1_000; i++) {
            account.charge(new BigDecimal("0.000000075"), DAY);
        }
        assertThat(account.spent(DAY)).isEqualByComparingTo("0.000075");
    }

    @Test
    void charge_absurdAmount_staysReached() {
        account.charge(new BigDecimal("1e30"), DAY);
        account.charge(new BigDecimal("1e30"), DAY);
        assertThat(account.reached(new BigDecimal("1000000"), DAY)).isTrue();
    }

    @Test
    void charge_answerWithoutUsage_isEstimatedFromBytes() {
        SpendLimit limit = new SpendLimit(new Spend(BigDecimal.ONE, DAY), account);
        limit.charge(3_000, FakeLive.response(200, new byte[300]), PRICE, null);
        // 1,000 tokens in at 3, 100 out at 9 dollars a million
        assertThat(limit.spent()).isEqualByComparingTo("0.0039");
    }

    @Test
    void charge_brokenOffByUs_isEstimatedToo() {
        SpendLimit limit = new SpendLimit(new Spend(BigDecimal.ONE, DAY), account);
        limit.charge(3_000, FakeLive.none(Ending.CANCELLED), PRICE, null);
        assertThat(limit.spent()).isEqualByComparingTo("0.003");
    }

    @Test
    void charge_errorOrNoConnection_costsNothing() {
        SpendLimit limit = new SpendLimit(new Spend(BigDecimal.ONE, DAY), account);
        limit.charge(3_000, FakeLive.response(500, new byte[300]), PRICE, null);
        limit.charge(3_000, FakeLive.none(Ending.UNREACHABLE), PRICE, null);
        assertThat(limit.spent()).isEqualByComparingTo("0");
    }

    @Test
    void charge_usageReported_isTheBill() {
        SpendLimit limit = new SpendLimit(new Spend(BigDecimal.ONE, DAY), account);
        limit.charge(9_999, FakeLive.response(200, new byte[300]), PRICE, new Usage(10L, null, 10L, null, false));
        assertThat(limit.spent()).isEqualByComparingTo("0.00012");
    }
}
