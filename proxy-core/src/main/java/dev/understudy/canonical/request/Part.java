package dev.understudy.canonical.request;

import dev.understudy.canonical.ToolCall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of a message's content. */
public sealed interface Part {
    /** What the source says of it beside what is here. */
    Extras extras();

    record Text(String text, Extras extras) implements Part {
        public Text(String text) {
            this(text, Extras.NONE);
        }
    }

    /** @param name a file name, if one was given */
    record Media(Kind kind, Source source, @Nullable String name, Extras extras) implements Part {
        /** What it is. */
        public enum Kind {
            IMAGE,
            AUDIO,
            VIDEO,
            FILE;

            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** Where it is. */
        public sealed interface Source {
            /**
             * @param mediaType such as {@code image/png}; empty when the source does not say
             * @param base64 standard alphabet, padded, as it was sent; not checked
             */
            record Inline(String mediaType, String base64) implements Source {}

            /** @param mediaType empty when the source does not say */
            record Url(String url, String mediaType) implements Source {}

            /** An upload that only the source's provider has. */
            record ProviderFile(String id) implements Source {}
        }
    }

    /** The model asked for a tool, in an earlier answer. */
    record ToolUse(ToolCall call, Extras extras) implements Part {
        public ToolUse(ToolCall call) {
            this(call, Extras.NONE);
        }
    }

    /**
     * What a tool answered.
     *
     * @param callId of the call it answers; null where a dialect goes by name and order
     * @param name of the tool, where the source says it
     */
    record ToolResult(@Nullable String callId, @Nullable String name, List<Part> content, boolean error, Extras extras)
            implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /**
     * Reasoning of an earlier answer, handed back.
     *
     * @param text what is readable of it; null when it is all encrypted
     * @param signature what the provider wants back untouched: a signature or the encrypted reasoning
     */
    record Reasoning(@Nullable String text, @Nullable String signature, Extras extras) implements Part {}

    /** The model refused, in an earlier answer. */
    record Refusal(String text, Extras extras) implements Part {}

    /** A piece that only its own dialect knows. */
    record Opaque(String kind, JsonNode value) implements Part {
        @Override
        public Extras extras() {
            return Extras.NONE;
        }
    }
}
