package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Part.Media.Kind;
import java.util.Locale;
import java.util.Map;

/** Media types: Google wants one for everything, other dialects do not always say it. */
final class MediaTypes {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("html", "text/html"),
            Map.entry("csv", "text/csv"),
            Map.entry("md", "text/markdown"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/mov"));

    /** How the content of the usual formats begins in base64. */
    private static final Map<String, String> BY_CONTENT = Map.of(
            "iVBORw0KGgo", "image/png",
            "/9j/", "image/jpeg",
            "R0lGOD", "image/gif",
            "UklGR", "image/webp",
            "JVBERi0", "application/pdf");

    private MediaTypes() {}

    static Kind kind(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        if (lower.startsWith("image/")) {
            return Kind.IMAGE;
        }
        if (lower.startsWith("audio/")) {
            return Kind.AUDIO;
        }
        return lower.startsWith("video/") ? Kind.VIDEO : Kind.FILE;
    }

    /** By the extension of a URL's path; empty when that tells nothing. */
    static String ofUrl(String url) {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        int dot = path.lastIndexOf('.');
        String extension = dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        return BY_EXTENSION.getOrDefault(extension, "");
    }

    /** By the first bytes; a guess by the kind where those tell nothing. */
    static String ofContent(String base64, Kind kind) {
        for (Map.Entry<String, String> known : BY_CONTENT.entrySet()) {
            if (base64.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return switch (kind) {
            case IMAGE -> "image/jpeg";
            case AUDIO -> "audio/wav";
            case VIDEO -> "video/mp4";
            case FILE -> "application/octet-stream";
        };
    }
}
