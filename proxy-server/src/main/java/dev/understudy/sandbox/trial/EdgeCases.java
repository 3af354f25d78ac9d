package dev.understudy.sandbox.trial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What nobody writes into a test and everybody's users send: nothing, too much, odd signs, broken parts. */
final class EdgeCases {
    private static final int HUGE = 64 << 10;
    /** About 225,000 tokens: more than many a small model takes. */
    private static final int LONG_CONTEXT = 900_000;

    private static final String ASK =
            "Refund order A1234, bought 3 days ago and unused. Answer in JSON if you are asked to.";

    private final Scene scene;
    private final List<Case> cases = new ArrayList<>();

    private EdgeCases(Scene scene) {
        this.scene = scene;
    }

    static List<Case> of(Scene scene) {
        EdgeCases edge = new EdgeCases(scene);
        edge.nothing();
        edge.unicode();
        edge.sizes();
        edge.parameters();
        edge.tools();
        edge.types();
        edge.malformed();
        return List.copyOf(edge.cases);
    }

    private void add(String kind, String name, byte[] body, Expectation expected) {
        cases.add(new Case("edge/" + kind + "/" + name, kind, scene.path(), body, expected));
    }

    private void say(String kind, String name, String words, Expectation expected) {
        add(kind, name, scene.asking(words), expected);
    }

    private void with(String kind, String name, String fields, Expectation expected) {
        ObjectNode request = scene.saying(ASK);
        request.setAll((ObjectNode) JsonMapper.shared().readTree(fields));
        add(kind, name, Scene.bytes(request), expected);
    }

    private void nothing() {
        say("empty", "string", "", Expectation.HELPS);
        say("empty", "spaces", "     ", Expectation.HELPS);
        say("empty", "line-breaks", "\n\n\r\n\t\n", Expectation.HELPS);
        say("empty", "no-break-spaces", "\u00a0\u2003\u3000\u00a0", Expectation.HELPS);
        say("empty", "zero-width", "\u200b\u200c\u200d\ufeff", Expectation.HELPS);
        say("empty", "punctuation", "...?!", Expectation.HELPS);
        say("empty", "one-letter", "k", Expectation.HELPS);
    }

    private void unicode() {
        say("unicode", "emoji", "\ud83d\ude21 refund order A1 \ud83d\ude4f\ud83c\udffd", Expectation.OK);
        say(
                "unicode",
                "joined-emoji",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 refund A2",
                Expectation.OK);
        say("unicode", "right-to-left-override", "Refund order \u202e4321A\u202c now", Expectation.OK);
        say("unicode", "bidi-isolates", "Refund \u2066order\u2069 \u2067A3\u2069", Expectation.OK);
        say(
                "unicode",
                "stacked-marks",
                "R\u0301\u0302\u0303\u0304e\u0301\u0302fund o\u0335\u0336rder A4",
                Expectation.OK);
        say("unicode", "composed", "Remboursement caf\u00e9, commande A5", Expectation.OK);
        say("unicode", "decomposed", "Remboursement cafe\u0301, commande A5", Expectation.OK);
        say("unicode", "full-width", "\uff32\uff45\uff46\uff55\uff4e\uff44 \uff41\uff16", Expectation.OK);
        say("unicode", "look-alikes", "R\u0435fund \u043erd\u0435r \u04107", Expectation.OK);
        say("unicode", "arabic-digits", "Refund order A\u0661\u0662\u0663, \u0663 days ago", Expectation.OK);
        say(
                "unicode",
                "arabic",
                "\u0623\u0631\u064a\u062f \u0627\u0633\u062a\u0631\u062f\u0627\u062f \u0627\u0644\u0645\u0628\u0644\u063a",
                Expectation.OK);
        say("unicode", "chinese", "\u6211\u60f3\u9000\u6b3e\u8ba2\u5355 A8", Expectation.OK);
        say(
                "unicode",
                "beyond-the-first-plane",
                "\ud835\udcd1\ud835\udcee\ud835\udcef\ud835\udcfe\ud835\udcf7\ud835\udced A9 \ud842\udfb7",
                Expectation.OK);
        say("unicode", "controls", "Refund\u0001 order\u0007 A10\u001b[31m", Expectation.OK);
        say("unicode", "null-character", "Refund order A\u000011", Expectation.ANY);
        say("unicode", "line-separators", "Refund\u2028order\u2029A12\u0085", Expectation.OK);
        say("unicode", "noncharacters", "Refund \ufffe\uffff order A13", Expectation.ANY);
        say("unicode", "tags", "Refund order A14\udb40\udc72\udb40\udc65\udb40\udc66", Expectation.OK);
        String lone = new String(scene.asking("Refund A15 LONE"), StandardCharsets.UTF_8).replace("LONE", "\\ud83d");
        add("unicode", "lone-surrogate", lone.getBytes(StandardCharsets.UTF_8), Expectation.ANY);
        byte[] broken = scene.asking("Refund A16 X");
        broken[new String(broken, StandardCharsets.ISO_8859_1).lastIndexOf('X')] = (byte) 0xc3;
        add("unicode", "broken-utf-8", broken, Expectation.ANY);
    }

    private void sizes() {
        say("size", "one-long-word", "a".repeat(HUGE), Expectation.OK);
        say("size", "one-long-line", (ASK + " ").repeat(1000), Expectation.OK);
        say("size", "many-lines", "Refund, please.\n".repeat(5000), Expectation.OK);
        say("size", "long-context", ASK + "\n" + "It was a long day. ".repeat(LONG_CONTEXT / 19), Expectation.OK);
        say("size", "nested-brackets", "[".repeat(5000) + "]".repeat(5000), Expectation.OK);
        ObjectNode deep = scene.saying(ASK);
        ObjectNode inner = deep.putObject("metadata");
        for (int i = 0; i < 200; i++) {
            inner = inner.putObject("a");
        }
        add("size", "deep-json", Scene.bytes(deep), Expectation.ANY);
    }

    private void parameters() {
        with("parameters", "temperature-too-high", "{\"temperature\": 5}", Expectation.REJECTED);
        with("parameters", "temperature-below-zero", "{\"temperature\": -1}", Expectation.REJECTED);
        with("parameters", "top-p-too-high", "{\"top_p\": 2}", Expectation.REJECTED);
        with("parameters", "max-tokens-zero", "{\"max_tokens\": 0}", Expectation.ANY);
        with("parameters", "max-tokens-one", "{\"max_tokens\": 1}", Expectation.ANY);
        with("parameters", "two-limits", "{\"max_tokens\": 50, \"max_completion_tokens\": 60}", Expectation.ANY);
        with("parameters", "no-answers", "{\"n\": 0}", Expectation.ANY);
        with("parameters", "many-stops", "{\"stop\": [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}", Expectation.ANY);
        with("parameters", "empty-stop", "{\"stop\": \"\"}", Expectation.ANY);
        with("parameters", "choice-without-tools", "{\"tool_choice\": \"required\"}", Expectation.ANY);
        with(
                "parameters",
                "json-mode",
                "{\"response_format\": {\"type\": \"json_object\"}}",
                Expectation.of(JsonMapper.shared().readTree("{\"json\": true}")));
        with("parameters", "schema-missing", "{\"response_format\": {\"type\": \"json_schema\"}}", Expectation.ANY);
        with("parameters", "unknown-field", "{\"no_such_field\": {\"a\": [1]}}", Expectation.ANY);
        with(
                "parameters",
                "streamed-usage-unstreamed",
                "{\"stream_options\": {\"include_usage\": true}}",
                Expectation.ANY);
        with("parameters", "huge-number", "{\"seed\": 123456789012345678901234567890}", Expectation.ANY);
        with("parameters", "streamed", "{\"stream\": true}", Expectation.OK);
    }

    private void tools() {
        String tool = "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"parameters\":%s}}";
        String sound = "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}}}";
        with("tools", "sound", "{\"tools\": [" + tool.formatted("issue_refund", sound) + "]}", Expectation.OK);
        with("tools", "empty-list", "{\"tools\": []}", Expectation.ANY);
        with("tools", "no-name", "{\"tools\": [{\"type\":\"function\",\"function\":{}}]}", Expectation.ANY);
        with(
                "tools",
                "schema-is-text",
                "{\"tools\": [" + tool.formatted("issue_refund", "\"none\"") + "]}",
                Expectation.ANY);
        with(
                "tools",
                "schema-of-no-type",
                "{\"tools\": [" + tool.formatted("issue_refund", "{\"type\":\"thing\"}") + "]}",
                Expectation.ANY);
        with("tools", "odd-name", "{\"tools\": [" + tool.formatted("r\u00fcck zahlung", sound) + "]}", Expectation.ANY);
        with(
                "tools",
                "twice-the-same",
                "{\"tools\": [" + tool.formatted("a", sound) + "," + tool.formatted("a", sound) + "]}",
                Expectation.ANY);
        with(
                "tools",
                "choice-of-a-missing-one",
                "{\"tools\": [" + tool.formatted("a", sound)
                        + "], \"tool_choice\": {\"type\":\"function\",\"function\":{\"name\":\"b\"}}}",
                Expectation.ANY);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            many.append(i == 0 ? "" : ",").append(tool.formatted("tool_" + i, sound));
        }
        with("tools", "sixty-four", "{\"tools\": [" + many + "]}", Expectation.OK);
        for (String arguments : List.of("{\\\"order_id\\\": ", "not json", "", "[1,2]", "{\\\"a\\\":1}{\\\"b\\\":2}")) {
            afterCall("arguments-" + cases.size(), arguments);
        }
    }

    /** A call with arguments as some model wrote them, in the history. */
    private void afterCall(String name, String arguments) {
        ObjectNode request = scene.saying(ASK);
        ArrayNode messages = Scene.messages(request);
        messages.add(JsonMapper.shared()
                .readTree("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"issue_refund\",\"arguments\":\"" + arguments
                        + "\"}}]}"));
        messages.addObject().put("role", "tool").put("tool_call_id", "c1").put("content", "error: bad arguments");
        add("tools", name, Scene.bytes(request), Expectation.ANY);
    }

    private void types() {
        with("types", "temperature-is-text", "{\"temperature\": \"hot\"}", Expectation.REJECTED);
        with("types", "stream-is-text", "{\"stream\": \"yes\"}", Expectation.ANY);
        with("types", "messages-is-text", "{\"messages\": \"hello\"}", Expectation.REJECTED);
        with("types", "messages-is-empty", "{\"messages\": []}", Expectation.REJECTED);
        with(
                "types",
                "content-is-a-number",
                "{\"messages\": [{\"role\":\"user\",\"content\":7}]}",
                Expectation.REJECTED);
        with("types", "content-is-null", "{\"messages\": [{\"role\":\"user\",\"content\":null}]}", Expectation.ANY);
        with("types", "content-is-missing", "{\"messages\": [{\"role\":\"user\"}]}", Expectation.ANY);
        with(
                "types",
                "content-is-an-empty-list",
                "{\"messages\": [{\"role\":\"user\",\"content\":[]}]}",
                Expectation.ANY);
        with("types", "no-role", "{\"messages\": [{\"content\":\"Refund A1\"}]}", Expectation.REJECTED);
        with(
                "types",
                "unknown-role",
                "{\"messages\": [{\"role\":\"wizard\",\"content\":\"Refund A1\"}]}",
                Expectation.REJECTED);
        with("types", "message-is-null", "{\"messages\": [null]}", Expectation.REJECTED);
        with("types", "model-is-null", "{\"model\": null}", Expectation.ANY);
        with("types", "tools-is-a-mapping", "{\"tools\": {}}", Expectation.ANY);
    }

    private void malformed() {
        String sound = new String(scene.asking(ASK), StandardCharsets.UTF_8);
        raw("nothing", "");
        raw("no-json", "Refund, please!");
        raw("cut-off", sound.substring(0, sound.length() / 2));
        raw("trailing", sound + "}");
        raw("list", "[" + sound + "]");
        raw("number", "42");
        raw("null", "null");
        raw("not-a-number", sound.replace("\"temperature\":0", "\"temperature\":NaN"));
        add(
                "malformed",
                "key-twice",
                sound.replace("{\"model\"", "{\"temperature\":1,\"model\"").getBytes(StandardCharsets.UTF_8),
                Expectation.ANY);
        add("malformed", "spaces-around", ("\n  " + sound + "\n\n").getBytes(StandardCharsets.UTF_8), Expectation.OK);
    }

    private void raw(String name, String body) {
        add("malformed", name, body.getBytes(StandardCharsets.UTF_8), Expectation.REJECTED);
    }
}
