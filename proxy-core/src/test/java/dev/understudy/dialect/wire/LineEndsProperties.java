package dev.understudy.dialect.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LineEndsProperties {
    /** What stands next to the two in ASCII, and with the high bit set. */
    private static final byte[] NEAR = {0, 9, 11, 12, 14, 'x', -1, -128, (byte) 0x8A, (byte) 0x8D};

    @Property(tries = 5_000)
    void first_anyBytes_asFoundOneByOne(
            @ForAll long seed, @ForAll @IntRange(max = 40) int length, @ForAll @IntRange(max = 3) int ends) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = NEAR[random.nextInt(NEAR.length)];
        }
        for (int i = 0; i < ends && length > 0; i++) {
            bytes[random.nextInt(length)] = (byte) (random.nextBoolean() ? '\n' : '\r');
        }
        int from = length == 0 ? 0 : random.nextInt(length);

        int expected = from;
        while (expected < length && bytes[expected] != '\n' && bytes[expected] != '\r') {
            expected++;
        }

        assertThat(LineEnds.first(bytes, from, length)).isEqualTo(expected);
    }
}
