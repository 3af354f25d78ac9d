package dev.understudy.configfile;

import dev.understudy.config.DurationText;
import dev.understudy.config.LimitsConfig.Rate;
import dev.understudy.config.LimitsConfig.Spend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations, rates and spending as the file writes them: in the largest unit that leaves no rest. */
public final class Durations {
    private Durations() {}

    /**
     * Reads {@code 150ms}, {@code 2s}, {@code 5m}, {@code 1h} or {@code 1d}.
     *
     * @throws dev.understudy.config.ConfigException for anything else, without a key
     */
    public static Duration parse(String text) {
        return Scalars.duration(text);
    }

    /** The duration in the file's words. */
    public static String text(Duration duration) {
        return DurationText.of(duration);
    }

    /** In the unit that makes it a whole number, if one does. */
    static String rate(Rate rate) {
        int[] seconds = {1, 60, 3600};
        for (int unit : seconds) {
            double count = rate.perSecond() * unit;
            if (count >= 1 && Math.abs(count - Math.rint(count)) < 1e-9 * count) {
                return Math.round(count) + "/" + (unit == 1 ? "s" : unit == 60 ? "m" : "h");
            }
        }
        return number(rate.perSecond()) + "/s";
    }

    static String spend(Spend spend) {
        String window = switch ((int) spend.window().toMinutes()) {
            case 1 -> "minute";
            case 60 -> "hour";
            case 7 * 24 * 60 -> "week";
            default -> "day";
        };
        return spend.usd().toPlainString() + "USD/" + window;
    }

    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
