package dev.understudy.names;

import dev.understudy.config.ConfigException;
import dev.understudy.onnx.Pieces;
import dev.understudy.privacy.NameFinder.Name;
import dev.understudy.privacy.NameFinder.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model's labels mean, by {@code id2label} of its {@code config.json}: whose name a word is part of, in the notations BIO,
 * BIOES (also written BILOU) and without any prefix. Labels of other things are as good as none. Immutable, thread-safe.
 */
final class Labels {
    private static final int MOST = 1024;
    private static final Map<Sort, Set<String>> WORDS = Map.of(
            Sort.PERSON,
            Set.of("PER", "PERS", "PERSON", "NAME", "FIRSTNAME", "GIVENNAME", "MIDDLENAME", "LASTNAME", "SURNAME"),
            Sort.LOCATION,
            Set.of("LOC", "LOCATION", "GPE", "FAC", "PLACE", "CITY", "STATE", "COUNTY", "COUNTRY"),
            Sort.ORGANIZATION,
            Set.of("ORG", "ORGANIZATION", "ORGANISATION", "COMPANY", "COMPANYNAME"));

    private record Label(@Nullable Sort sort, boolean begins, boolean ends) {
        static final Label NONE = new Label(null, false, false);
    }

    private final Label[] labels;

    private Labels(Label[] labels) {
        this.labels = labels;
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws ConfigException if no label of it is one of a name
     */
    static Labels of(JsonNode config) {
        JsonNode entries = config.path("id2label");
        Label[] labels = new Label[Math.min(MOST, entries.size())];
        Arrays.fill(labels, Label.NONE);
        boolean any = false;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(entries.path(String.valueOf(i)).asString("O"));
            any |= labels[i].sort() != null;
        }
        if (!any) {
            throw new ConfigException("model", "config.json: id2label", "labels of names, such as B-PER and I-PER");
        }
        return new Labels(labels);
    }

    private static Label label(String text) {
        boolean prefixed = text.length() > 2 && (text.charAt(1) == '-' || text.charAt(1) == '_');
        char prefix = prefixed ? Character.toUpperCase(text.charAt(0)) : 'I';
        String word =
                (prefixed ? text.substring(2) : text).toUpperCase(Locale.ROOT).replaceAll("[_ -]", "");
        for (Map.Entry<Sort, Set<String>> entry : WORDS.entrySet()) {
            if (entry.getValue().contains(word)) {
                boolean single = prefix == 'S' || prefix == 'U';
                return new Label(entry.getKey(), prefix == 'B' || single, prefix == 'E' || prefix == 'L' || single);
            }
        }
        return Label.NONE;
    }

    int count() {
        return labels.length;
    }

    /**
     * Names from what the model said of each piece. A word is what its first piece is, or the first of its pieces that is part of
     * a name: of a name that was half seen nothing should stay.
     *
     * @param said the label of each piece
     */
    List<Name> names(Pieces pieces, int[] said) {
        List<Name> names = new ArrayList<>();
        Label before = Label.NONE;
        for (int piece = 0; piece < pieces.count(); ) {
            int next = piece + 1;
            while (next < pieces.count() && pieces.continues(next)) {
                next++;
            }
            Label label = label(said, piece, next);
            Sort sort = label.sort();
            if (sort != null) {
                boolean goesOn = sort == before.sort() && !label.begins() && !before.ends();
                int start = goesOn ? names.remove(names.size() - 1).start() : pieces.start(piece);
                names.add(new Name(start, pieces.end(next - 1), sort));
            }
            before = label;
            piece = next;
        }
        return names;
    }

    private Label label(int[] said, int from, int to) {
        for (int piece = from; piece < to; piece++) {
            if (labels[said[piece]].sort() != null) {
                return labels[said[piece]];
            }
        }
        return Label.NONE;
    }
}
