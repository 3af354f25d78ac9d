package dev.understudy.sandbox.trial;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shapes that conversations take: long ones, tools in turns and at once, pictures, roles where nobody expects them. */
final class ConversationCases {
    private static final String KIND = "conversation";
    private static final String PICTURE =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAwYgt3wAAAABJRU5ErkJggg==";
    private static final String TOOLS =
            "[{\"type\":\"function\",\"function\":{\"name\":\"look_up_order\",\"parameters\":{\"type\":\"object\","
                    + "\"properties\":{\"order_id\":{\"type\":\"string\"}}}}},{\"type\":\"function\",\"function\":{\"name\":\"issue_refund\","
                    + "\"parameters\":{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}}}}}]";

    private final Scene scene;
    private final List<Case> cases = new ArrayList<>();

    private ConversationCases(Scene scene) {
        this.scene = scene;
    }

    static List<Case> of(Scene scene) {
        ConversationCases shapes = new ConversationCases(scene);
        shapes.turns("short", 3);
        shapes.turns("long", 20);
        shapes.turns("very-long", 100);
        shapes.tools();
        shapes.media();
        shapes.roles();
        return List.copyOf(shapes.cases);
    }

    private void add(String name, ObjectNode request, Expectation expected) {
        cases.add(new Case("conversations/" + name, KIND, scene.path(), Scene.bytes(request), expected));
    }

    private static void turn(ArrayNode messages, String role, String words) {
        messages.addObject().put("role", role).put("content", words);
    }

    private static void turn(ArrayNode messages, String json) {
        messages.add(JsonMapper.shared().readTree(json));
    }

    private void turns(String name, int count) {
        ObjectNode request = scene.request();
        ArrayNode messages = Scene.messages(request);
        for (int i = 0; i < count; i++) {
            turn(
                    messages,
                    "user",
                    i == 0 ? "I am unhappy with order A77, bought 5 days ago." : "And what about point " + i + "?");
            turn(messages, "assistant", "I see. Let me look at point " + i + ".");
        }
        turn(messages, "user", "So: refund order A77, please. It is unused.");
        add(name, request, Expectation.OK);
    }

    private ObjectNode withTools() {
        ObjectNode request = scene.saying("Refund order A88, bought 4 days ago, unused.");
        request.set("tools", JsonMapper.shared().readTree(TOOLS));
        return request;
    }

    private static String call(String id, String tool) {
        return "{\"id\":\"" + id + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool
                + "\",\"arguments\":\"{\\\"order_id\\\":\\\"A88\\\"}\"}}";
    }

    private void tools() {
        ObjectNode loop = withTools();
        for (int i = 0; i < 5; i++) {
            turn(
                    Scene.messages(loop),
                    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + call("c" + i, "look_up_order")
                            + "]}");
            turn(
                    Scene.messages(loop),
                    "{\"role\":\"tool\",\"tool_call_id\":\"c" + i
                            + "\",\"content\":\"{\\\"status\\\":\\\"pending\\\"}\"}");
        }
        add("tool-loop", loop, Expectation.OK);
        ObjectNode parallel = withTools();
        turn(
                Scene.messages(parallel),
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + call("a", "look_up_order") + ","
                        + call("b", "look_up_order") + "," + call("c", "issue_refund") + "]}");
        for (String id : List.of("c", "a", "b")) {
            turn(Scene.messages(parallel), "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"done\"}");
        }
        add("parallel-tools-out-of-order", parallel, Expectation.OK);
        ObjectNode unanswered = withTools();
        turn(
                Scene.messages(unanswered),
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + call("a", "look_up_order") + "]}");
        turn(Scene.messages(unanswered), "user", "Hello? Are you still there?");
        add("call-without-result", unanswered, Expectation.ANY);
        ObjectNode orphan = withTools();
        turn(Scene.messages(orphan), "{\"role\":\"tool\",\"tool_call_id\":\"nobody\",\"content\":\"done\"}");
        add("result-without-call", orphan, Expectation.ANY);
        ObjectNode failed = withTools();
        turn(
                Scene.messages(failed),
                "{\"role\":\"assistant\",\"content\":\"One moment.\",\"tool_calls\":[" + call("a", "issue_refund")
                        + "]}");
        turn(
                Scene.messages(failed),
                "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"Error 500: payment service unavailable\"}");
        add("tool-failed", failed, Expectation.OK);
        add("tools-first-turn", withTools(), Expectation.OK);
    }

    private void media() {
        ObjectNode picture = scene.request();
        JsonNode parts = JsonMapper.shared()
                .readTree("[{\"type\":\"text\",\"text\":\"Refund this, bought 2 days ago, unused.\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + PICTURE + "\"}}]");
        Scene.messages(picture).addObject().put("role", "user").set("content", parts);
        add("picture", picture, Expectation.OK);
        ObjectNode pieces = scene.request();
        Scene.messages(pieces)
                .addObject()
                .put("role", "user")
                .set(
                        "content",
                        JsonMapper.shared()
                                .readTree(
                                        "[{\"type\":\"text\",\"text\":\"Refund \"},{\"type\":\"text\",\"text\":\"order A99.\"}]"));
        add("text-in-pieces", pieces, Expectation.OK);
    }

    private void roles() {
        ObjectNode late = scene.saying("Refund order A5.");
        turn(Scene.messages(late), "system", "Answer in one sentence.");
        turn(Scene.messages(late), "user", "Well?");
        add("system-in-the-middle", late, Expectation.OK);
        ObjectNode two = scene.request();
        turn(Scene.messages(two), "system", "Be brief.");
        turn(Scene.messages(two), "user", "Refund order A6.");
        add("two-system-prompts", two, Expectation.OK);
        ObjectNode developer = scene.request();
        turn(Scene.messages(developer), "developer", "Be brief.");
        turn(Scene.messages(developer), "user", "Refund order A7.");
        add("developer", developer, Expectation.ANY);
        ObjectNode prefill = scene.saying("Refund order A8.");
        turn(Scene.messages(prefill), "assistant", "Certainly, the refund");
        add("assistant-last", prefill, Expectation.ANY);
        ObjectNode twice = scene.saying("Hello");
        turn(Scene.messages(twice), "user", "I would like a refund");
        turn(Scene.messages(twice), "user", "for order A9");
        add("user-three-times", twice, Expectation.OK);
        ObjectNode alone = scene.request();
        add("system-alone", alone, Expectation.ANY);
        ObjectNode named = scene.request();
        turn(Scene.messages(named), "{\"role\":\"user\",\"name\":\"anna\",\"content\":\"Refund order A10.\"}");
        add("named-user", named, Expectation.OK);
        ObjectNode first = scene.request();
        turn(Scene.messages(first), "assistant", "Welcome! How can I help?");
        turn(Scene.messages(first), "user", "Refund order A11.");
        add("assistant-first", first, Expectation.OK);
    }
}
