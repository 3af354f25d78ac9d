package dev.understudy.dialect.openai;

import java.util.Locale;

/** OpenAI names audio formats by a word where other dialects have a media type. */
final class AudioFormat {
    private static final String AUDIO = "audio/";

    private AudioFormat() {}

    static String mediaType(String format) {
        return format.equals("mp3") ? "audio/mpeg" : AUDIO + format;
    }

    /** The format's word, in lower case. */
    static String ofMediaType(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "audio/mpeg", "audio/mp3", "audio/mpga" -> "mp3";
            case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
            default -> type.startsWith(AUDIO) ? type.substring(AUDIO.length()) : type;
        };
    }
}
