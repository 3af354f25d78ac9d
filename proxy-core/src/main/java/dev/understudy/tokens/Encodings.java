package dev.understudy.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which encoding a model cuts text with. Only OpenAI publishes its own; models of others are counted with the newest of
 * them, which for English prose is within some 20 % of what their own tokenizers find.
 *
 * @see <a href="https://github.com/openai/tiktoken/blob/main/tiktoken/model.py">tiktoken, models and encodings</a>
 */
final class Encodings {
    private record Family(String prefix, EncodingType encoding) {}

    /** The first prefix that fits; longer ones stand before shorter ones. */
    private static final List<Family> FAMILIES = List.of(
            new Family("gpt-4o", EncodingType.O200K_BASE),
            new Family("chatgpt-4o", EncodingType.O200K_BASE),
            new Family("gpt-4.", EncodingType.O200K_BASE),
            new Family("gpt-4", EncodingType.CL100K_BASE),
            new Family("gpt-35", EncodingType.CL100K_BASE),
            new Family("gpt-3.5", EncodingType.CL100K_BASE),
            new Family("text-embedding-", EncodingType.CL100K_BASE),
            new Family("babbage-002", EncodingType.CL100K_BASE),
            new Family("davinci-002", EncodingType.CL100K_BASE),
            new Family("text-davinci-", EncodingType.P50K_BASE));

    private Encodings() {}

    /** gpt-5, the o-series, gpt-oss and everything unknown use the newest. */
    static EncodingType of(@Nullable String model) {
        if (model != null) {
            String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            for (Family family : FAMILIES) {
                if (name.startsWith(family.prefix())) {
                    return family.encoding();
                }
            }
        }
        return EncodingType.O200K_BASE;
    }
}
