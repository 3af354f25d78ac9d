package dev.understudy.dialect.ollama;

/** The media type of an image, from how its bytes begin: Ollama's wire does not say it, and other dialects must. */
final class ImageType {
    private ImageType() {}

    /** @return empty where the beginning is none of the usual ones */
    static String of(String base64) {
        if (base64.startsWith("iVBORw0KGgo")) {
            return "image/png";
        }
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : "";
    }
}
