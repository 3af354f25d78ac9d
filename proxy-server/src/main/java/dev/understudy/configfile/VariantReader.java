package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import dev.understudy.configfile.BoundedFiles.Unreadable;
import dev.understudy.configfile.Value.Scalar;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What turns a request into another arm's: model, prompt, parameters, patch; and what it authenticates with. */
final class VariantReader {
    private VariantReader() {}

    /** Reads the variant's keys out of {@code section}, which has others beside them. */
    static @Nullable VariantConfig variant(Section section) {
        String model = section.text("model");
        SystemPrompt prompt = systemPrompt(section);
        FreeJson json = new FreeJson(section.context());
        Map<String, JsonNode> set = section.entries("set", json::of);
        List<String> remove = section.texts("remove", "a list of field names");
        List<PatchOperation> patch = section.sections("patch").stream()
                .map(VariantReader::operation)
                .filter(Objects::nonNull)
                .toList();
        return section.make(() -> new VariantConfig(model, prompt, set, remove, patch));
    }

    private static @Nullable PatchOperation operation(Section section) {
        section.require("op", "add, remove, replace, move, copy or test");
        section.require("path", "a JSON pointer such as /metadata/shadow");
        PatchOperation.Kind op = section.choice("op", PatchOperation.Kind.class, PatchOperation.Kind.REMOVE);
        // The empty pointer is the whole document (RFC 6901 section 5).
        String path = section.value("path", text -> text, "a JSON pointer", "");
        String from = section.optional("from", text -> text, "a JSON pointer");
        // Not take: null is a value here.
        JsonNode value = section.free("value");
        return section.build(() -> new PatchOperation(op, path, from, value));
    }

    /** {@code inherit}, or header names with their secrets. */
    static CredentialsConfig credentials(Section section) {
        Value value = section.take("credentials");
        if (value instanceof Scalar scalar) {
            if (scalar.text().equals("inherit")) {
                return CredentialsConfig.INHERIT;
            }
            section.error("credentials", "(not shown)", "inherit, or a mapping of header names and values");
            return CredentialsConfig.NONE;
        }
        Section headers = section.section("credentials");
        if (headers == null) {
            return CredentialsConfig.NONE;
        }
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String name : headers.names()) {
            String secret = headers.secret(name);
            if (secret != null) {
                secrets.put(name, secret);
            }
        }
        CredentialsConfig credentials = section.make(() -> new CredentialsConfig(false, secrets));
        return credentials == null ? CredentialsConfig.NONE : credentials;
    }

    private static @Nullable SystemPrompt systemPrompt(Section section) {
        Section prompt = section.section("system_prompt");
        if (prompt == null) {
            return null;
        }
        String inline = prompt.optional("text", Scalars::nonEmpty, "the prompt itself");
        SystemPrompt read = inline == null ? null : new SystemPrompt(SystemPrompt.Mode.REPLACE, inline);
        for (SystemPrompt.Mode mode : SystemPrompt.Mode.values()) {
            String text = words(prompt, Scalars.label(mode));
            read = text == null ? read : new SystemPrompt(mode, text);
        }
        if (prompt.sound() && prompt.names().size() != 1) {
            section.error("system_prompt", prompt.names().size() + " keys", "one of replace, prepend, append, text");
        }
        prompt.finish();
        return read;
    }

    /** A file of that name, or {@code {text: …}} for words on the spot. */
    static @Nullable String words(Section prompt, String mode) {
        Value value = prompt.take(mode);
        if (value instanceof Value.Mapping) {
            Section inner = prompt.sectionOrEmpty(mode);
            inner.require("text", "the prompt itself");
            String text = inner.text("text");
            inner.finish();
            return text;
        }
        return prompt.optional(mode, path -> promptFile(prompt, path), "a file");
    }

    private static String promptFile(Section prompt, String path) {
        try {
            String text = prompt.context().textOf(Scalars.nonEmpty(path));
            if (text.isBlank()) {
                throw new ConfigException("", path + ": is empty", "a prompt");
            }
            return text;
        } catch (Unreadable unreadable) {
            throw new ConfigException(
                    "", path + ": " + unreadable.problem(), "a readable file, or {text: …} for a prompt on the spot");
        } catch (InvalidPathException invalid) {
            throw new ConfigException("", path, "a file, or {text: …} for a prompt on the spot");
        }
    }
}
