package dev.understudy.dialect.wire;

import tools.jackson.databind.node.ObjectNode;

/** Arguments of a call as dialects want them that take objects only: a model may have written anything. */
public final class CallArguments {
    private CallArguments() {}

    /**
     * The object that the text is; of another text, an object with the text in it.
     *
     * @param field the name under which such a text goes
     * @param at the call's place, for the loss
     */
    public static ObjectNode object(String arguments, String field, String at, Losses losses) {
        ObjectNode object = Json.object(arguments);
        if (object != null) {
            return object;
        }
        if (arguments.isBlank()) {
            return Json.newObject();
        }
        losses.approximated(at + ".arguments", "not a JSON object, so put into one");
        return Json.newObject().put(field, arguments);
    }
}
