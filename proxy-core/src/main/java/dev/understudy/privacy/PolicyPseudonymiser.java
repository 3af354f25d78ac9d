package dev.understudy.privacy;

import dev.understudy.canonical.Completion;
import dev.understudy.config.PolicyConfig.Detector;
import dev.understudy.config.PolicyConfig.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pseudonyms by a policy. The one of a shadow is thread-safe and remembers nothing from one call to the next; the one of an
 * exchange remembers, and belongs to the exchange's worker.
 */
final class PolicyPseudonymiser implements Pseudonymiser {
    private final Detection detection;
    private final PseudonymKeys keys;
    private final Supplier<Redaction> redactions;

    PolicyPseudonymiser(Detection detection, PseudonymKeys keys) {
        this.detection = detection;
        this.keys = keys;
        this.redactions = this::redaction;
    }

    private PolicyPseudonymiser(PolicyPseudonymiser of, Redaction one) {
        this.detection = of.detection;
        this.keys = of.keys;
        this.redactions = () -> one;
    }

    private Redaction redaction() {
        return new Redaction(detection, keys.current(), new Memory());
    }

    @Override
    public Pseudonymiser forExchange() {
        return new PolicyPseudonymiser(this, redaction());
    }

    @Override
    public boolean admits(ObjectNode body) {
        return detection.media() != Media.SKIP || !MediaSearch.finds(body);
    }

    /** Twice where names are looked for: what the end of a conversation tells of a name is true of its beginning. */
    @Override
    public void request(ObjectNode body) {
        Redaction redaction = redactions.get();
        boolean dropsMedia = detection.media() == Media.DROP;
        new RequestWalk(new Texts(redaction), dropsMedia).over(body);
        if (detection.looksFor(Detector.NAME)) {
            new RequestWalk(new Texts(redaction.again()), dropsMedia).over(body);
        }
    }

    @Override
    public String value(String name, String value) {
        Redaction redaction = redactions.get();
        boolean id = detection.looksFor(Detector.USER_ID) && OpaqueIds.isOne(name);
        return id ? OpaqueIds.pseudonym(value, redaction.pseudonyms()) : new Texts(redaction).field(name, value);
    }

    @Override
    public List<Replaced> replacements(String text) {
        List<Replaced> replaced = new ArrayList<>();
        for (Match match : redactions.get().unhurried().edits(text).list()) {
            replaced.add(new Replaced(match.start(), match.end(), match.label(), String.valueOf(match.replacement())));
        }
        return replaced;
    }

    @Override
    public Completion answer(Completion answer) {
        return new AnswerTexts(new Texts(redactions.get())).changed(answer);
    }
}
