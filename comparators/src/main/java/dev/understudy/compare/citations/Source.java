package dev.understudy.compare.citations;

import dev.understudy.canonical.Citation;
import dev.understudy.compare.text.NormalForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one or more citations of an answer lean on, by the names it goes by. Immutable.
 *
 * @param address of a page, see {@link WebAddress}
 * @param id the provider's name for a file or a document, where it has no address
 * @param title in small letters, single spaces
 * @param quote the words that are quoted; only where nothing else names the source
 * @param shown how it is called in an explanation
 */
record Source(
        @Nullable String address,
        @Nullable String id,
        @Nullable String title,
        @Nullable String quote,
        String shown) {

    /** What is read of an answer that a provider sent: no more of it is kept; answers from files may say more. */
    private static final int MOST = 256;

    private static final int LONGEST = 1_000;

    /** The sources of an answer, each once, in its order. */
    static List<Source> of(List<Citation> citations) {
        List<Source> sources = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Citation citation : citations) {
            Source source = of(citation);
            if (source != null && sources.size() < MOST && seen.add(source.identity())) {
                sources.add(source);
            }
        }
        return sources;
    }

    private static @Nullable Source of(Citation citation) {
        String named = stated(citation.source());
        String address = named == null ? null : WebAddress.of(named);
        String title = folded(citation.title());
        boolean link = named != null && WebAddress.isLink(named); // without an address of its own: its title tells more
        String id = address == null && !(link && title != null) ? named : null;
        String quote = address == null && id == null && title == null ? folded(citation.quote()) : null;
        String shown = address != null ? address : stated(citation.title());
        shown = shown != null ? shown : id != null ? id : stated(citation.quote());
        return address == null && id == null && title == null && quote == null
                ? null
                : new Source(address, id, title, quote, shown == null ? "" : shown);
    }

    /** What tells it from the other sources of its answer: several passages of one page are one source. */
    private List<String> identity() {
        if (address != null) {
            return List.of("address", address);
        }
        if (id != null) {
            return List.of("id", id);
        }
        return title != null ? List.of("title", title) : List.of("quote", String.valueOf(quote));
    }

    /** Its title, where that is what it goes by in the absence of an address. */
    @Nullable
    String titleAlone() {
        return address == null ? title : null;
    }

    /** Its title, where it has an address as well. */
    @Nullable
    String titleOfPage() {
        return address == null ? null : title;
    }

    private static @Nullable String stated(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() ? null : stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    private static @Nullable String folded(@Nullable String text) {
        String stated = stated(text);
        return stated == null
                ? null
                : NormalForm.composed(stated).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
