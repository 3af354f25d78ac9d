package dev.understudy.dialect.wire;

import dev.understudy.canonical.request.Part.Media.Source;
import org.jspecify.annotations.Nullable;

/** {@code data:} URLs with base64 content (RFC 2397), the way most dialects carry images and files. */
public final class DataUrl {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64,";
    private static final int LONGEST_MEDIA_TYPE = 256;

    private DataUrl() {}

    /** What a URL points at: content inside it, or a place elsewhere. */
    public static Source source(String url) {
        Source.Inline inline = inline(url);
        return inline != null ? inline : new Source.Url(url, "");
    }

    /** The content inside a data URL, or null when it is no data URL in base64. */
    public static Source.@Nullable Inline inline(String url) {
        if (!url.startsWith(SCHEME)) {
            return null;
        }
        int comma = url.indexOf(',');
        int start = comma - BASE64.length() + 1;
        if (start < SCHEME.length() || start > LONGEST_MEDIA_TYPE || !url.startsWith(BASE64, start)) {
            return null;
        }
        return new Source.Inline(url.substring(SCHEME.length(), start), url.substring(comma + 1));
    }

    /** The URL that says the same; a content of unknown type stays of unknown type. */
    public static String of(Source.Inline inline) {
        return SCHEME + inline.mediaType() + BASE64 + inline.base64();
    }
}
