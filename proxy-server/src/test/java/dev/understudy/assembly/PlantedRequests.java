package dev.understudy.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests in four dialects with personal data in every place that has room for some, written and escaped in many ways. */
final class PlantedRequests {
    /** What has a form, or words around it; told by these pieces, in small letters. */
    private static final List<String> FORMS = List.of(
            "jane.roe",
            "corp-mail",
            "müller",
            "bücher",
            "4012888888881881",
            "4012 8888 8888 1881",
            "de89370400440532013000",
            "2345 6789",
            "23456789",
            "457-55-5462",
            "203.0.113.77",
            "2a02:8108:50bf",
            "3c:22:fb",
            "s3cr3tk3y",
            "hunter2",
            "evergreen",
            "3 march 1985",
            "1985-03-03",
            "x1234567l",
            "user-4711",
            "session-0815");

    private static final List<String> NAMES = List.of("szöllősy", "bartholomew", "featherstone");

    private static final String TEXT =
            "I am Bartholomew Featherstone, born on 3 March 1985, and live at 742 Evergreen Terrace,"
                    + " Springfield, IL 62704. Mail jane.roe@corp-mail.test or jürgen.müller@bücher.example, call +49 151 2345 6789,"
                    + " SSN 457-55-5462, NIE X1234567L, card 4012 8888 8888 1881, IBAN DE89370400440532013000, from 203.0.113.77,"
                    + " 2a02:8108:50bf:c694::1f and 3c:22:fb:5a:00:19. My password is hunter2!x, my key sk-proj-s3cr3tk3yABCDEFGH1234."
                    + " See https://bob:hunter2@host.example/x?mail=jane.roe%40corp-mail.test&amp;to=jane.roe&#64;corp-mail.test."
                    + " Szöllősy says hello 👋 日本語 j\u200bane.roe@corp-mail.test \uff4aane.roe\uff20corp-mail.test.";

    /** With the backslashes that JSON in JSON has. */
    private static final String ESCAPED = "\\u006aane.roe\\u0040corp-mail.test";

    private static final String NESTED = "{\\\"mail\\\":\\\"jane.roe\\\\u0040corp-mail.test\\\",\\\"first_name\\\":"
            + "\\\"Szöllősy\\\",\\\"dob\\\":\\\"1985-03-03\\\",\\\"card\\\":4012888888881881,\\\"again\\\":"
            + "\\\"{\\\\\\\"mail\\\\\\\":\\\\\\\"jane.roe@corp-mail.test\\\\\\\"}\\\",\\\"jane.roe@corp-mail.test\\\":1}";
    private static final String DATA =
            "{\"mail\":\"" + ESCAPED + "\",\"jane.roe@corp-mail.test\":{\"phone\":\"+4915123456789\"},"
                    + "\"card\":4012888888881881,\"password\":\"hunter2\",\"list\":[\"jane.roe@corp-mail.test\",4012888888881881]}";
    private static final String SCHEMA =
            "{\"type\":\"object\",\"description\":\"" + TEXT + "\",\"properties\":{\"mail\":"
                    + "{\"type\":\"string\",\"default\":\"jane.roe@corp-mail.test\",\"enum\":[\"jane.roe@corp-mail.test\"]}}}";
    private static final String METADATA =
            "{\"user_id\":\"user-4711\",\"note\":\"" + ESCAPED + "\",\"session_id\":\"session-0815\"}";

    /** @param target with data in its path's and query's values where it has room */
    record Planted(String route, String target, String body) {}

    private PlantedRequests() {}

    /** What nobody but live may see, in small letters. */
    static List<String> secrets(boolean names) {
        List<String> secrets = new ArrayList<>(FORMS);
        secrets.addAll(names ? NAMES : List.of());
        return secrets;
    }

    static List<String> found(String text, boolean names) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("\\u0040", "@")
                .replace("%40", "@")
                .replace("\u200b", "")
                .replace("\uff4a", "j")
                .replace("\uff20", "@");
        return secrets(names).stream().filter(plain::contains).toList();
    }

    static List<Planted> all() {
        String query = "?user=user-4711&note=jane.roe%40corp-mail.test";
        return List.of(
                new Planted("chat", "/v1/chat/completions" + query, chat("")),
                new Planted(
                        "streamed", "/openai/deployments/echo/chat/completions" + query, chat("\"stream\": true, ")),
                new Planted("refused", "/v1/completions" + query, completion()),
                new Planted("responses", "/v1/responses" + query, responses()),
                new Planted("messages", "/v1/messages" + query, messages()),
                new Planted("gemini", "/v1beta/models/echo:generateContent" + query, gemini()));
    }

    /** With an image and a file, in all that says something of them. */
    static String media() {
        return """
                {"model": "echo", "messages": [{"role": "user", "content": [
                  {"type": "text", "text": "%s"},
                  {"type": "image_url", "image_url": {"detail": "high",
                    "url": "https://bob:hunter2@host.example/jane.roe%%40corp-mail.test.png?to=jane.roe@corp-mail.test"}},
                  {"type": "file", "file": {"filename": "jane.roe@corp-mail.test.pdf", "file_data": "data:application/pdf;base64,JVBERi0="}}]}]}
                """.formatted(TEXT);
    }

    private static String completion() {
        return """
                {"model": "echo", "user": "user-4711", "suffix": "%s", "prompt": ["%s", "%s"], "stop": ["%s"]}
                """.formatted(ESCAPED, TEXT, NESTED, ESCAPED);
    }

    private static String chat(String more) {
        return """
                {%s"model": "echo", "user": "user-4711", "safety_identifier": "jane.roe", "metadata": %s, "stop": ["%s"],
                 "tools": [{"type": "function", "function": {"name": "find", "description": "%s", "parameters": %s}}],
                 "messages": [
                  {"role": "system", "content": "%s"},
                  {"role": "user", "name": "%s", "content": [{"type": "text", "text": "%s"}]},
                  {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function",
                    "function": {"name": "find", "arguments": "%s"}}]},
                  {"role": "tool", "tool_call_id": "call_1", "content": "%s"},
                  {"role": "user", "content": "%s"}]}
                """.formatted(more, METADATA, ESCAPED, TEXT, SCHEMA, TEXT, ESCAPED, TEXT, NESTED, NESTED, ESCAPED);
    }

    private static String responses() {
        return """
                {"model": "echo", "user": "user-4711", "prompt_cache_key": "session-0815", "metadata": %s, "instructions": "%s",
                 "tools": [{"type": "function", "name": "find", "description": "%s", "parameters": %s}],
                 "input": [
                  {"role": "user", "content": [{"type": "input_text", "text": "%s"}]},
                  {"type": "function_call", "call_id": "call_1", "name": "find", "arguments": "%s"},
                  {"type": "function_call_output", "call_id": "call_1", "output": "%s"},
                  {"role": "user", "content": "%s"}]}
                """.formatted(METADATA, TEXT, TEXT, SCHEMA, TEXT, NESTED, NESTED, ESCAPED);
    }

    private static String messages() {
        return """
                {"model": "echo", "max_tokens": 99, "metadata": {"user_id": "user-4711"}, "system": [{"type": "text", "text": "%s"}],
                 "tools": [{"name": "find", "description": "%s", "input_schema": %s}], "stop_sequences": ["%s"],
                 "messages": [
                  {"role": "user", "content": [{"type": "text", "text": "%s"}]},
                  {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "find", "input": %s}]},
                  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "%s"}]}]}
                """.formatted(TEXT, TEXT, SCHEMA, ESCAPED, TEXT, DATA, NESTED);
    }

    private static String gemini() {
        return """
                {"systemInstruction": {"parts": [{"text": "%s"}]}, "labels": {"note": "jane.roe@corp-mail.test"},
                 "tools": [{"functionDeclarations": [{"name": "find", "description": "%s", "parametersJsonSchema": %s}]}],
                 "contents": [
                  {"role": "user", "parts": [{"text": "%s"}]},
                  {"role": "model", "parts": [{"functionCall": {"name": "find", "args": %s}}]},
                  {"role": "user", "parts": [{"functionResponse": {"name": "find", "response": %s}}]}]}
                """.formatted(TEXT, TEXT, SCHEMA, TEXT, DATA, DATA);
    }
}
