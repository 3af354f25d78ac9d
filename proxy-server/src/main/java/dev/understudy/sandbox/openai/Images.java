package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.provider.Rejected;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The addresses of images: the web's, or the image itself (platform.openai.com/docs/guides/images-vision). */
final class Images {
    private static final Pattern INLINE = Pattern.compile("^data:image/(png|jpe?g|gif|webp);base64,");

    private Images() {}

    static void check(JsonNode url, String at) {
        if (!url.isString()) {
            throw WORDING.missing(at);
        }
        String address = url.stringValue();
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        if (!web && !INLINE.matcher(address).lookingAt()) {
            throw Rejected.badRequest(
                    at,
                    "invalid_image_url",
                    "Invalid '" + at
                            + "'. Expected a valid URL, or a base64-encoded data URL of an image (png, jpeg, gif, webp).");
        }
    }
}
