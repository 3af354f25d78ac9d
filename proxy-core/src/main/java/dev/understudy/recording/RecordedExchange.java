package dev.understudy.recording;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Headers;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request with live's answer, pseudonymised. Immutable; the tree must not be changed.
 *
 * @param id unique, the same as in logs and in every shadow
 * @param at when the request's head arrived
 * @param dialect name of the wire format
 * @param target origin form, without credentials and personal data
 * @param headers those a candidate would get and those that were asked for, without credentials
 * @param conversation opaque key of the conversation: a keyed hash
 * @param request the body
 * @param live as it was understood, with when its pieces came
 */
public record RecordedExchange(
        String id,
        Instant at,
        String route,
        String dialect,
        String method,
        String target,
        Headers headers,
        String conversation,
        ObjectNode request,
        Answer live) {}
