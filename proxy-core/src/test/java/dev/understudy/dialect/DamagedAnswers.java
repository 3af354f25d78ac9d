package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.exchange.Headers;
import java.util.Arrays;
import java.util.Random;

/** Answers with some wrong bytes in them, one in four cut short. */
public final class DamagedAnswers {
    private static final byte[] NASTY = "{}[]\",:\\0123456789-+.eE\n\r\t ntfu\0\u007F$'".getBytes(UTF_8);
    private static final int MOST_WRONG = 4;

    private DamagedAnswers() {}

    /** Whatever has become of it, it is read as something, and never a failure as none. */
    public static void assertRead(Dialect dialect, boolean ok, String answer, Random random) {
        Completion completion = dialect.response(ok ? 200 : 500, Headers.EMPTY, damaged(answer.getBytes(UTF_8), random))
                .completion();
        assertThat(completion).isNotNull();
        assertThat(ok || completion.error() != null).isTrue();
    }

    private static byte[] damaged(byte[] body, Random random) {
        for (int damage = 1 + random.nextInt(MOST_WRONG); damage > 0; damage--) {
            int at = random.nextInt(body.length);
            body[at] = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }
}
