package dev.understudy.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.exchange.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenAiTest {
    @ParameterizedTest
    @CsvSource({
        "openai-chat, api.openai.com, openai",
        "openai-chat, eu.api.OpenAI.com, openai",
        "openai-chat, notopenai.com, openai",
        "openai-responses, my-resource.openai.azure.com, azure.ai.openai",
        "anthropic-messages, api.anthropic.com, anthropic",
        "anthropic-messages, europe-west1-aiplatform.googleapis.com, gcp.vertex_ai",
        "gemini, generativelanguage.googleapis.com, gcp.gemini",
        "gemini, proxy.internal, gcp.gen_ai",
        "bedrock-converse, bedrock-runtime.eu-west-1.amazonaws.com, aws.bedrock",
        "bedrock-invoke, 127.0.0.1, aws.bedrock",
        "openai-chat, api.mistral.ai, mistral_ai",
        "openai-chat, api.x.ai, x_ai",
        "openai-chat, fax.ai, openai",
        "openai-chat, api.groq.com, groq",
        "cohere-chat, api.cohere.com, cohere",
        "ollama-chat, localhost, ollama"
    })
    void provider_ofAHost_isTheConventionsWord(String dialect, String host, String provider) {
        assertThat(GenAi.provider(dialect, host)).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, chat",
        "openai-responses, chat",
        "anthropic-messages, chat",
        "gemini, generate_content",
        "openai-completions, text_completion",
        "ollama-generate, text_completion",
        "openai-embeddings, embeddings"
    })
    void operation_ofADialect_isTheConventionsWord(String dialect, String operation) {
        assertThat(GenAi.operation(dialect)).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "gpt-5-mini-2025-08-07",
                "ft:gpt-4o-mini:acme::abc123",
                "claude-3-5-sonnet@20240620",
                "anthropic.claude-3-sonnet-20240229-v1:0",
                "meta-llama/Llama-3.1-70B-Instruct",
                "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude"
            })
    void model_thatLooksLikeOne_isShown(String name) {
        assertThat(GenAi.model(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane.roe@corp-mail.test",
                "4012888888881881",
                "457-55-5462",
                "my name is Jane",
                "müller",
                "a\nb",
                "a@b@c",
                "-dash",
                "<script>"
            })
    void model_thatIsSomethingElse_isNotShown(String said) {
        assertThat(GenAi.model(said)).isNull();
        assertThat(GenAi.model("m".repeat(129))).isNull();
        assertThat(GenAi.model(null)).isNull();
    }

    @Test
    void errorType_saysTheStatusWhereThereIsOne() {
        assertThat(GenAi.errorType(200, Ending.COMPLETE, null)).isNull();
        assertThat(GenAi.errorType(429, Ending.COMPLETE, ErrorKind.RATE_LIMITED))
                .isEqualTo("429");
        assertThat(GenAi.errorType(200, Ending.COMPLETE, ErrorKind.OVERLOADED)).isEqualTo("overloaded");
        assertThat(GenAi.errorType(200, Ending.BROKEN, ErrorKind.TRUNCATED)).isEqualTo("broken");
        assertThat(GenAi.errorType(0, Ending.TIMED_OUT, ErrorKind.TIMEOUT)).isEqualTo("timed_out");
        assertThat(GenAi.errorType(499, Ending.CLIENT_GONE, null)).isEqualTo("client_gone");
        assertThat(GenAi.errorType(200, Ending.CANCELLED, null)).isEqualTo("cancelled");
    }
}
