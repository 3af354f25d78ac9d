package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Api;
import dev.understudy.sandbox.provider.Speech;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.studio.Studio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's API. Takes every request: a path that it does not know gets OpenAI's own 404. */
public final class OpenAiApi {
    private OpenAiApi() {}

    /** @param key the only API key that is accepted, or null to let everybody in */
    public static Api of(Studio studio, @Nullable String key) {
        Voice voice = new OpenAiVoice(studio);
        return new Api(
                studio,
                key,
                voice,
                List.of(
                        new Speech<>(studio, voice, new ChatWire()),
                        new Speech<>(studio, voice, new ResponsesWire()),
                        new Speech<>(studio, voice, new CompletionsWire()),
                        new Embeddings(),
                        new Models(studio)));
    }
}
