package dev.understudy.admin;

import dev.understudy.config.ConfigException;
import java.math.BigDecimal;

/** What an operator can set over the file: a closed set. */
public sealed interface Setting {
    /** Its key in the file, below the shadow. */
    String key();

    /** Its value in the file's words. */
    String text();

    /** Whether the shadow mirrors at all. */
    record Enabled(boolean on) implements Setting {
        @Override
        public String key() {
            return "enabled";
        }

        @Override
        public String text() {
            return Boolean.toString(on);
        }
    }

    /** The share that is mirrored, 0 to 100. */
    record SamplePercent(double percent) implements Setting {
        public SamplePercent {
            if (!(percent >= 0 && percent <= 100)) {
                throw new ConfigException("percent", Double.toString(percent), "0 to 100");
            }
        }

        @Override
        public String key() {
            return "sample.percent";
        }

        @Override
        public String text() {
            return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
        }
    }
}
