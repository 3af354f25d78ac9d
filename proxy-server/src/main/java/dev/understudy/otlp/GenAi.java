package dev.understudy.otlp;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.RouteConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Ending;
import dev.understudy.forward.LiveEnd;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of the GenAI semantic conventions for what we know: the operation, the provider, the class of an error.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">Semantic conventions for generative AI</a>
 */
final class GenAi {
    /** What the conventions call a value that does not stand for itself. */
    static final String OTHER = "_OTHER";

    private static final int CLIENT_CLOSED_REQUEST = 499;

    /** By the end of the host's name, the more special ones first. */
    private static final Map<String, String> PROVIDERS_BY_HOST = new LinkedHashMap<>();

    static {
        PROVIDERS_BY_HOST.put(".openai.azure.com", "azure.ai.openai");
        PROVIDERS_BY_HOST.put(".cognitiveservices.azure.com", "azure.ai.openai");
        PROVIDERS_BY_HOST.put(".services.ai.azure.com", "azure.ai.inference");
        PROVIDERS_BY_HOST.put(".inference.ai.azure.com", "azure.ai.inference");
        PROVIDERS_BY_HOST.put("openai.com", "openai");
        PROVIDERS_BY_HOST.put("anthropic.com", "anthropic");
        PROVIDERS_BY_HOST.put(".amazonaws.com", "aws.bedrock");
        PROVIDERS_BY_HOST.put("generativelanguage.googleapis.com", "gcp.gemini");
        PROVIDERS_BY_HOST.put("aiplatform.googleapis.com", "gcp.vertex_ai");
        PROVIDERS_BY_HOST.put("mistral.ai", "mistral_ai");
        PROVIDERS_BY_HOST.put("groq.com", "groq");
        PROVIDERS_BY_HOST.put("deepseek.com", "deepseek");
        PROVIDERS_BY_HOST.put("perplexity.ai", "perplexity");
        PROVIDERS_BY_HOST.put("x.ai", "x_ai");
        PROVIDERS_BY_HOST.put("moonshot.ai", "moonshot_ai");
        PROVIDERS_BY_HOST.put("moonshot.cn", "moonshot_ai");
        PROVIDERS_BY_HOST.put("cohere.com", "cohere");
        PROVIDERS_BY_HOST.put("cohere.ai", "cohere");
        PROVIDERS_BY_HOST.put("ml.cloud.ibm.com", "ibm.watsonx.ai");
    }

    /**
     * Names of models as providers form them, fine-tuned ones and paths of deployments included. What is an address, a number or a
     * sentence is none: the field is the client's to fill.
     */
    private static final Pattern MODEL =
            Pattern.compile("(?=[^@]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}(?:@[A-Za-z0-9-]{1,32})?");

    private GenAi() {}

    /** What is done at an endpoint of that wire format. */
    static String operation(String dialect) {
        return switch (dialect) {
            case "openai-completions", "ollama-generate" -> "text_completion";
            case "openai-embeddings" -> "embeddings";
            case "gemini" -> "generate_content";
            default -> "chat";
        };
    }

    /** By the host, where it is one that is known; else by the wire format, which may be spoken by others too. */
    static String provider(String dialect, String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : PROVIDERS_BY_HOST.entrySet()) {
            String end = known.getKey();
            boolean at = lower.endsWith(end)
                    && (end.startsWith(".")
                            || lower.length() == end.length()
                            || ".-".indexOf(lower.charAt(lower.length() - end.length() - 1)) >= 0);
            if (at) {
                return known.getValue();
            }
        }
        int dash = dialect.indexOf('-');
        String family = dash < 0 ? dialect : dialect.substring(0, dash);
        return switch (family) {
            case "bedrock" -> "aws.bedrock";
            case "gemini" -> "gcp.gen_ai";
            default -> family;
        };
    }

    /** The wire format of a live request; null for what is no generation endpoint. */
    static @Nullable String dialect(LiveEnd live) {
        String path = live.path();
        if (path == null) {
            return null;
        }
        RouteConfig route = live.route();
        Dialect forced = route.dialect() == null ? null : Dialects.named(route.dialect());
        if (forced == null) {
            Dialect found = Dialects.forRequest(live.method(), path);
            return found == null ? null : found.name();
        }
        boolean literal = route.match().path().indexOf('*') < 0 && live.method().equals("POST");
        return literal || forced.serves(live.method(), path) ? forced.name() : null;
    }

    /** The name of a model if it looks like one; null for anything else, whoever says it. */
    static @Nullable String model(@Nullable String said) {
        return said != null && MODEL.matcher(said).matches() ? said : null;
    }

    /** {@code error.type}: the status where there was one that says it, else how it ended or what the answer says; null for none. */
    static @Nullable String errorType(int status, Ending ending, @Nullable ErrorKind error) {
        if (ending == Ending.CLIENT_GONE || status == 0) {
            return ending.label();
        }
        if (status >= 400) {
            return Integer.toString(status);
        }
        if (ending != Ending.COMPLETE) {
            return ending.label();
        }
        return error == null ? null : error.label();
    }

    /** Whether it is one that somebody sent: the client that leaves first gets none. */
    static boolean answered(int status) {
        return status >= 100 && status != CLIENT_CLOSED_REQUEST;
    }
}
