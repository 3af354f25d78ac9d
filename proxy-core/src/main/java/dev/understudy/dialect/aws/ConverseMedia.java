package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.Part.Media;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converse's words for what a picture, document, video or sound is: the ends of file names.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html">ContentBlock</a>
 */
final class ConverseMedia {
    private static final Map<String, String> IMAGES =
            Map.of("png", "image/png", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "pdf", "application/pdf",
            "csv", "text/csv",
            "doc", "application/msword",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xls", "application/vnd.ms-excel",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "html", "text/html",
            "txt", "text/plain",
            "md", "text/markdown");
    private static final Map<String, String> VIDEOS = Map.of(
            "mp4", "video/mp4",
            "mov", "video/quicktime",
            "mkv", "video/x-matroska",
            "webm", "video/webm",
            "flv", "video/x-flv",
            "mpeg", "video/mpeg",
            "wmv", "video/x-ms-wmv",
            "three_gp", "video/3gpp");
    private static final Map<String, String> SOUNDS = Map.of(
            "mp3", "audio/mpeg", "wav", "audio/wav", "flac", "audio/flac", "ogg", "audio/ogg", "aac", "audio/aac");

    private ConverseMedia() {}

    /** Which kind of media a block is, or null for one that is none. */
    static Media.@Nullable Kind kind(String block) {
        return switch (block) {
            case "image" -> Media.Kind.IMAGE;
            case "document" -> Media.Kind.FILE;
            case "video" -> Media.Kind.VIDEO;
            case "audio" -> Media.Kind.AUDIO;
            default -> null;
        };
    }

    /** The name of its block. */
    static String block(Media.Kind kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case FILE -> "document";
            case VIDEO -> "video";
            case AUDIO -> "audio";
        };
    }

    private static Map<String, String> formats(Media.Kind kind) {
        return switch (kind) {
            case IMAGE -> IMAGES;
            case FILE -> DOCUMENTS;
            case VIDEO -> VIDEOS;
            case AUDIO -> SOUNDS;
        };
    }

    /** Null for a format that is not known. */
    static @Nullable String mediaType(Media.Kind kind, @Nullable String format) {
        return format == null ? null : formats(kind).get(format);
    }

    /** The format of a media type; where that is missing, a picture's or a PDF's first bytes tell. Null for what Bedrock does not take. */
    static @Nullable String format(Media.Kind kind, String mediaType, String base64) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        String plain = parameters < 0 ? type : type.substring(0, parameters).strip();
        for (Map.Entry<String, String> format : formats(kind).entrySet()) {
            if (format.getValue().equals(plain)) {
                return format.getKey();
            }
        }
        return switch (kind) {
            case IMAGE -> plain.equals("image/jpg") ? "jpeg" : ofPicture(base64);
            case FILE -> base64.startsWith("JVBERi0") ? "pdf" : plain.startsWith("text/") ? "txt" : null;
            case VIDEO, AUDIO -> null;
        };
    }

    private static @Nullable String ofPicture(String base64) {
        if (base64.startsWith("/9j/")) {
            return "jpeg";
        } else if (base64.startsWith("iVBORw0KGgo")) {
            return "png";
        } else if (base64.startsWith("R0lGOD")) {
            return "gif";
        }
        return base64.startsWith("UklGR") ? "webp" : null;
    }
}
