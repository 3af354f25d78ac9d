package dev.understudy.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.offline.LineIndex.Place;
import org.junit.jupiter.api.Test;

class LineIndexTest {
    @Test
    void find_manyIds_eachWhereItWasPut() {
        LineIndex index = new LineIndex();
        for (int i = 0; i < 20_000; i++) {
            assertThat(index.add("id " + i, new Place(i * 10L, i, i + 1))).isZero();
        }
        assertThat(index.size()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i += 7) {
            assertThat(index.find("id " + i)).isEqualTo(new Place(i * 10L, i, i + 1));
        }
        assertThat(index.find("id 20000")).isNull();
    }

    @Test
    void add_sameId_saysWhichLineHasIt() {
        LineIndex index = new LineIndex();
        index.add("a", new Place(0, 3, 5));
        assertThat(index.add("a", new Place(9, 9, 9))).isEqualTo(5);
        assertThat(index.find("a")).isEqualTo(new Place(0, 3, 5));
        assertThat(index.size()).isEqualTo(1);
    }
}
