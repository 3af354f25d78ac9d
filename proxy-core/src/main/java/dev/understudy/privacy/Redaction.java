package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A policy at work on the texts of one exchange, under the key of its time. One thread. */
final class Redaction {
    /** A pseudonym can make something new of what it is glued to; nothing that is not made for it needs more. */
    private static final int MOST_ROUNDS = 6;

    private final Detection detection;
    private final KeyedPseudonyms pseudonyms;
    private final Memory memory;
    /** Characters of an exchange that a model reads. */
    private final long readByModel;
    /** A model has had its say about these texts. */
    private final boolean again;

    Redaction(Detection detection, KeyedPseudonyms pseudonyms, Memory memory) {
        this(detection, pseudonyms, memory, detection.readByModel(), false);
    }

    private Redaction(Detection detection, KeyedPseudonyms pseudonyms, Memory memory, long readByModel, boolean again) {
        this.detection = detection;
        this.pseudonyms = pseudonyms;
        this.memory = memory;
        this.readByModel = readByModel;
        this.again = again;
    }

    /** For texts that were looked at before, when less was remembered. */
    Redaction again() {
        return new Redaction(detection, pseudonyms, memory, readByModel, true);
    }

    /** For a text that nobody waits for: a model reads all of it. */
    Redaction unhurried() {
        return new Redaction(detection, pseudonyms, memory, Long.MAX_VALUE, again);
    }

    Detection detection() {
        return detection;
    }

    Memory memory() {
        return memory;
    }

    KeyedPseudonyms pseudonyms() {
        return pseudonyms;
    }

    /** The same instance when there is nothing to change. */
    String apply(String text) {
        if (text.length() > LongTexts.SHORTEST) {
            return LongTexts.changed(text, this::edits);
        }
        int cues = Cues.of(text);
        return isClean(text, cues) ? text : edits(text, cues).text();
    }

    /** Whether a text has nothing that any detector could begin with. */
    private boolean isClean(String text, int cues) {
        if (cues != 0 || !detection.needsCues()) {
            return false;
        }
        for (String id : memory.ids()) {
            if (text.contains(id)) {
                return false;
            }
        }
        return true;
    }

    Edits edits(String text) {
        return edits(text, Cues.of(text));
    }

    private Edits edits(String text, int cuesOfText) {
        Edits edits = new Edits(text);
        int cues = cuesOfText;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Match> found = found(edits.text(), cues, round == 0);
            if (found.isEmpty()) {
                break;
            }
            edits.then(found);
            cues = Cues.of(edits.text());
        }
        return edits;
    }

    /**
     * A value of which its field's name says what it is, so that it needs no form: the whole of it, unless a form was found in
     * it. The same instance when there is nothing to change.
     */
    String named(Kind kind, String value) {
        String changed = apply(value);
        boolean known = changed != value || value.isBlank() || memory.gave(value) || !detection.looksFor(kind);
        if (known || !new TextScan(value, pseudonyms).matches().isEmpty()) {
            return changed;
        }
        Pass pass = pass(value, Cues.of(value));
        pass.whole(kind);
        Edits edits = new Edits(value);
        edits.then(pass.replaced());
        return edits.text();
    }

    /** In the text as it is and, beside that, in what its escapes stand for. */
    private List<Match> found(String text, int cues, boolean unseen) {
        if (isClean(text, cues)) {
            return List.of();
        }
        List<Match> found = pass(text, cues).replacements(names(unseen));
        Unescaped view = (cues & Cues.ESCAPE) == 0 ? null : Unescaped.of(text);
        if (view == null) {
            return found;
        }
        List<Match> seen = view.placed(pass(view.text, Cues.of(view.text)).replacements(names(false)));
        return together(found, seen);
    }

    /** A model is asked once about a text; what it said is in the memory from then on. */
    private Consumer<Pass> names(boolean unseen) {
        if (detection.names() == null) {
            return NamePass::find;
        }
        return unseen && !again ? this::names : ModelNames::findRemembered;
    }

    private void names(Pass pass) {
        String text = pass.text();
        int read = memory.readable(text.length(), readByModel);
        NameFinder model = detection.names();
        if (model != null && read > 0) {
            ModelNames.find(pass, model.in(text.substring(0, read)));
        }
        if (read < text.length() || detection.lists()) {
            NamePass.find(pass);
        }
        ModelNames.findRemembered(pass);
    }

    private Pass pass(String text, int cues) {
        return new Pass(text, cues, detection, pseudonyms, memory);
    }

    /** Of two that overlap the longer one stays: half of an address is none. */
    private static List<Match> together(List<Match> some, List<Match> others) {
        List<Match> all = new ArrayList<>(some);
        all.addAll(others);
        all.sort((a, b) -> a.start() != b.start() ? Integer.compare(a.start(), b.start()) : b.end() - a.end());
        List<Match> kept = new ArrayList<>();
        for (Match match : all) {
            Match last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            if (last == null || last.end() <= match.start()) {
                kept.add(match);
            } else if (match.end() - match.start() > last.end() - last.start()) {
                kept.set(kept.size() - 1, match);
            }
        }
        return kept;
    }
}
