package dev.understudy.privacy;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a request that say who asks, whatever is in them: the provider keeps them to tell users apart, which works as
 * well with a pseudonym.
 */
final class OpaqueIds {
    private static final String OWN = "pseudo-";
    private static final int OWN_LENGTH = 20;
    private static final Set<String> FIELDS = Set.of("user", "safety_identifier", "prompt_cache_key");
    private static final Set<String> METADATA = Set.of(
            "user",
            "userid",
            "username",
            "enduser",
            "enduserid",
            "customer",
            "customerid",
            "account",
            "accountid",
            "accountname",
            "client",
            "clientid",
            "session",
            "sessionid",
            "email",
            "name",
            "fullname",
            "phone");

    private OpaqueIds() {}

    static void replaceIn(ObjectNode body, KeyedPseudonyms pseudonyms, Memory memory) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (FIELDS.contains(field.getKey())) {
                replace(body, field, pseudonyms, memory);
            }
        }
        if (body.get("metadata") instanceof ObjectNode metadata) {
            for (Map.Entry<String, JsonNode> field : metadata.properties()) {
                if (METADATA.contains(FieldNames.plain(field.getKey()))) {
                    replace(metadata, field, pseudonyms, memory);
                }
            }
        }
    }

    /** Whether a value outside the body is one of these by its name. */
    static boolean isOne(String name) {
        return FIELDS.contains(name) || METADATA.contains(FieldNames.plain(name));
    }

    /** The same instance when it is empty or a pseudonym already. */
    static String pseudonym(String id, KeyedPseudonyms pseudonyms) {
        return id.isEmpty() || isOwn(id)
                ? id
                : OWN + pseudonyms.draw(Kind.OPAQUE_ID, id).base32(OWN_LENGTH);
    }

    private static void replace(
            ObjectNode object, Map.Entry<String, JsonNode> field, KeyedPseudonyms pseudonyms, Memory memory) {
        JsonNode value = field.getValue();
        if (value.isString() || value.isNumber()) {
            String id = value.asString();
            String pseudonym = pseudonym(id, pseudonyms);
            if (pseudonym != id) {
                memory.id(id);
                object.put(field.getKey(), pseudonym);
            }
        }
    }

    private static boolean isOwn(String id) {
        return id.length() == OWN.length() + OWN_LENGTH && id.startsWith(OWN) && Draw.isBase32(id, OWN.length());
    }
}
