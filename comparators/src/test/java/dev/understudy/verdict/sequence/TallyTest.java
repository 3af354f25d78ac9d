package dev.understudy.verdict.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TallyTest {
    private static final List<Supplier<Tally>> KINDS = List.of(
            () -> new BoundedTally(1, 7),
            () -> new BoundedTally(0, 7),
            () -> new MomentTally(1.2),
            () -> new QuantileTally(0.95, 1),
            NeverTally::new);

    private static List<Draft> drafts(int count) {
        Random random = new Random(3);
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Draft draft = new Draft(random.nextLong());
            for (int turn = 0; turn <= i % 5; turn++) {
                draft.add(random.nextDouble(), random.nextDouble(), true);
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private static String json(Tally tally) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        tally.writeTo(json);
        return json.toString();
    }

    @Test
    void merge_anySplitInAnyOrder_isExactlyTheWhole() {
        List<Draft> drafts = drafts(500);
        for (Supplier<Tally> kind : KINDS) {
            Tally whole = kind.get();
            drafts.forEach(whole::add);
            List<Draft> shuffled = new ArrayList<>(drafts);
            Collections.shuffle(shuffled, new Random(4));
            Tally merged = kind.get();
            for (int part = 0; part < 3; part++) {
                Tally one = kind.get();
                for (int i = part; i < shuffled.size(); i += 3) {
                    one.add(shuffled.get(i));
                }
                merged.merge(one);
            }
            assertThat(json(merged)).isEqualTo(json(whole));
            assertThat(merged.interval(0.025, 0.025)).isEqualTo(whole.interval(0.025, 0.025));
        }
    }

    @Test
    void json_readBack_isTheSame() {
        for (Supplier<Tally> kind : KINDS) {
            Tally tally = kind.get();
            drafts(300).forEach(tally::add);
            ObjectNode json = JsonMapper.shared().createObjectNode();
            tally.writeTo(json);
            Tally read = kind.get();
            TallyJson.read(JsonMapper.shared().readTree(json.toString()), read);
            assertThat(json(read)).isEqualTo(json(tally));
            assertThat(read.units()).isEqualTo(300);
            assertThat(read.estimate()).isEqualTo(tally.estimate());
        }
    }

    @Test
    void interval_eachEnd_isWhereTheClaimTurns() {
        for (Supplier<Tally> kind : KINDS.subList(0, 4)) {
            Tally tally = kind.get();
            drafts(2_000).forEach(tally::add);
            Interval interval = tally.interval(0.025, 0.01);
            double width = interval.upper() - interval.lower();
            assertThat(width).isPositive().isLessThan(0.3);
            assertThat(interval.lower()).isLessThan(tally.estimate());
            assertThat(interval.upper()).isGreaterThan(tally.estimate());
            double little = width / 1000;
            assertThat(tally.above(interval.lower() - little, 0.025, 1)).isTrue();
            assertThat(tally.above(interval.lower() + little, 0.025, 1)).isFalse();
            assertThat(tally.below(interval.upper() + little, 0.01, 1)).isTrue();
            assertThat(tally.below(interval.upper() - little, 0.01, 1)).isFalse();
        }
    }

    @Test
    void bounded_capital_isTheProductOfItsBets() {
        Histogram seen = new Histogram();
        double[] values = {0, 0.25, 0.5, 0.5, 1, 0.75};
        double[] logs = new double[Bets.COUNT];
        for (double value : values) {
            seen.add(value, 0.5);
            for (int k = 0; k < Bets.COUNT; k++) {
                logs[k] += Math.log(1 + Bets.share(k) / 0.3 * (value - 0.3));
            }
        }
        assertThat(new Wager(0.3, false).logCapital(seen, 1)).isCloseTo(Bets.total(logs), within(1e-12));
    }

    @Test
    void bounded_lotsOfManyConversations_keepTheMean() {
        BoundedTally tally = new BoundedTally(0, 1);
        for (int i = 0; i < 20_000; i++) {
            Draft draft = new Draft(i);
            draft.add(0.3337, 0, false);
            tally.add(draft);
        }
        Interval interval = tally.interval(0.025, 0.025);
        assertThat(interval.lower()).isLessThan(0.3337).isGreaterThan(0.3325);
        assertThat(interval.upper()).isGreaterThan(0.3337).isLessThan(0.3349);
        assertThat(tally.estimate()).isCloseTo(0.3337, within(1e-9));
    }

    @Test
    void bounded_extremes_areNotANumberNowhere() {
        BoundedTally tally = new BoundedTally(0, 1);
        for (int i = 0; i < 5_000; i++) {
            Draft draft = new Draft(i);
            draft.add(1, 0, false);
            tally.add(draft);
        }
        Interval interval = tally.interval(0.025, 0.025);
        assertThat(interval.lower()).isBetween(0.99, 1.0);
        assertThat(interval.upper()).isEqualTo(1);
        assertThat(tally.above(0, 0.025, 1)).isTrue();
        assertThat(tally.above(1, 0.025, 1)).isFalse();
        assertThat(tally.below(1.2, 0.025, 1)).isTrue();
        assertThat(tally.below(0, 0.025, 1)).isFalse();
    }

    @Test
    void moments_fewOrAlike_claimNothing() {
        MomentTally tally = new MomentTally(0);
        for (int i = 0; i < MomentTally.FEWEST_ALIKE - 1; i++) {
            Draft draft = new Draft(i);
            draft.add(0.001, 0, false);
            tally.add(draft);
        }
        assertThat(tally.below(1, 0.025, 1)).isFalse();
        assertThat(tally.interval(0.025, 0.025)).isEqualTo(Interval.ANYTHING);
        Draft last = new Draft(-1);
        last.add(0.001, 0, false);
        tally.add(last);
        assertThat(tally.below(1, 0.025, 1)).isTrue();
        assertThat(tally.estimate()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void moments_ofKnownValues_areThoseOfTheBook() {
        MomentTally tally = new MomentTally(0);
        for (double value : new double[] {1, 2, 3, 10}) {
            Draft draft = new Draft(0);
            draft.add(value, 0, false);
            tally.add(draft);
        }
        assertThat(tally.estimate()).isEqualTo(4);
        assertThat(tally.variance()).isEqualTo(12.5);
        assertThat(tally.skewness()).isCloseTo(45 / Math.pow(12.5, 1.5), within(1e-12));
    }

    @Test
    void quantile_ofKnownValues_isWithinItsCellAndItsInterval() {
        QuantileTally tally = new QuantileTally(0.95, 0);
        for (int i = 1; i <= 10_000; i++) {
            Draft draft = new Draft(i);
            draft.add(i / 1000.0, 0, true);
            tally.add(draft);
        }
        assertThat(tally.estimate()).isCloseTo(9.5, within(0.1));
        Interval interval = tally.interval(0.025, 0.025);
        assertThat(interval.lower()).isBetween(9.2, 9.45);
        assertThat(interval.upper()).isBetween(9.55, 9.7);
    }

    @Test
    void draft_conversationOfAnyLength_hasTheSameWeight() {
        QuantileTally tally = new QuantileTally(0.5, 0);
        Draft lengthy = new Draft(1);
        for (int i = 0; i < Draft.MOST_TURNS; i++) {
            lengthy.add(100, 0, true);
        }
        tally.add(lengthy);
        for (int i = 0; i < 2; i++) {
            Draft brief = new Draft(2 + i);
            brief.add(1, 0, true);
            tally.add(brief);
        }
        assertThat(tally.estimate()).isCloseTo(1, within(0.01));
        assertThatThrownBy(() -> lengthy.add(1, 0, true)).hasMessage("turns: 65 (expected: up to 64)");
    }

    @Test
    void read_whatNoTallyWrote_isRefused() {
        for (String json : List.of(
                "{}",
                "[]",
                "{\"exchanges\":-1}",
                "{\"exchanges\":1,\"candidate\":\"1\",\"reference\":\"1\",\"seen\":{\"999\":1}}",
                "{\"exchanges\":1,\"candidate\":\"x\",\"reference\":\"1\",\"seen\":{}}",
                "{\"exchanges\":1e400}")) {
            assertThatThrownBy(() -> TallyJson.read(JsonMapper.shared().readTree(json), new BoundedTally(1, 0)))
                    .as(json)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readDraft_asItWasWritten_isTheSame() {
        Draft draft = new Draft(7);
        draft.add(1.5, 0.5, true);
        draft.add(0, 2, true);
        byte[] written = bytes(draft);
        assertThat(bytes(read(written))).isEqualTo(written);
        draft.restart(8);
        draft.add(3, 1, true);
        Draft fresh = new Draft(8);
        fresh.add(3, 1, true);
        assertThat(bytes(draft)).isEqualTo(bytes(fresh));
    }

    @Test
    void readDraft_everyByteChangedOrTorn_isRefusedOrWithinBounds() {
        Draft draft = new Draft(7);
        draft.add(1.5, 0.5, true);
        byte[] written = bytes(draft);
        for (int i = 0; i < written.length; i++) {
            byte[] torn = Arrays.copyOf(written, i);
            assertThatThrownBy(() -> read(torn)).isInstanceOf(BufferUnderflowException.class);
            byte[] changed = written.clone();
            changed[i] = (byte) 0x7f;
            try {
                assertThat(read(changed).turns()).isBetween(1, Draft.MOST_TURNS);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("expected");
            }
        }
    }

    private static byte[] bytes(Draft draft) {
        ByteBuffer bytes = ByteBuffer.allocate(draft.writtenBytes());
        draft.writeTo(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
        return bytes.array();
    }

    private static Draft read(byte[] written) {
        return Draft.read(7, ByteBuffer.wrap(written));
    }
}
