package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mirror.Places.Entry;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places<String> places = new Places<>(2, 2);

    @Test
    void enter_placesThenQueueThenFull() {
        assertThat(places.enter("a")).isEqualTo(Entry.ENTERED);
        assertThat(places.enter("b")).isEqualTo(Entry.ENTERED);
        assertThat(places.enter("c")).isEqualTo(Entry.WAITING);
        assertThat(places.enter("d")).isEqualTo(Entry.WAITING);
        assertThat(places.enter("e")).isEqualTo(Entry.FULL);
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.waiting()).isEqualTo(2);
    }

    @Test
    void leave_someoneWaits_getsThePlaceInOrder() {
        places.enter("a");
        places.enter("b");
        places.enter("c");
        places.enter("d");
        assertThat(places.leave()).isEqualTo("c");
        assertThat(places.leave()).isEqualTo("d");
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.leave()).isNull();
        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void withdraw_fromTheQueue_isSkipped() {
        places.enter("a");
        places.enter("b");
        places.enter("c");
        places.enter("d");
        assertThat(places.withdraw("c")).isTrue();
        assertThat(places.leave()).isEqualTo("d");
        assertThat(places.withdraw("d")).isFalse();
    }

    @Test
    void tryEnter_full_doesNotQueue() {
        assertThat(places.tryEnter()).isTrue();
        assertThat(places.tryEnter()).isTrue();
        assertThat(places.tryEnter()).isFalse();
        assertThat(places.waiting()).isZero();
    }
}
