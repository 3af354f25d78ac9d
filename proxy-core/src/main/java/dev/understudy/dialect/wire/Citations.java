package dev.understudy.dialect.wire;

import dev.understudy.canonical.Citation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The sources that an answer names, as they come together. Streams repeat them, so each counts once. At most
 * {@value #MOST}, of {@value #LONGEST} characters a field; allocates nothing while there are none. One thread.
 */
public final class Citations {
    static final int MOST = 256;
    static final int LONGEST = 1_000;

    /** Kinds of annotations that name what an answer made, not what it is made from. */
    private static final String PRODUCT = "file_path";

    private @Nullable Set<Citation> found;

    // Of the object that is being read.
    private @Nullable String address;
    private @Nullable String id;
    private @Nullable String title;
    private @Nullable String quote;
    private @Nullable Long position;
    private boolean product;

    /** Forgets all of them. */
    public void clear() {
        found = null;
    }

    public void addAll(Citations others) {
        if (others.found != null) {
            others.found.forEach(this::add);
        }
    }

    private void add(Citation citation) {
        Set<Citation> all = found == null ? new LinkedHashSet<>() : found;
        found = all;
        if (all.size() < MOST) {
            all.add(citation);
        }
    }

    /** Reads an array of sources: objects, or plain addresses. Anything else is skipped. */
    public void readAll(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (element == JsonToken.VALUE_STRING) {
                add(new Citation(cut(parser.getString()), null, null));
            } else {
                read(parser, element);
            }
        }
    }

    /** Reads one source, in whatever provider's words; those have no names in common that mean different things. */
    public void read(JsonParser parser, JsonToken token) {
        address = null;
        id = null;
        title = null;
        quote = null;
        position = null;
        product = false;
        fields(parser, token);
        String source = address != null ? address : id;
        if (source == null && title == null && position != null) {
            source = "document " + position; // of those that the request brought, where they have no names
        }
        if (!product && (source != null || title != null || quote != null)) {
            add(new Citation(cut(source), cut(title), cut(quote)));
        }
    }

    private void fields(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "url", "uri" -> address = Tokens.string(parser, value, address);
                case "source", "file_id", "document_id", "id" -> id = Tokens.string(parser, value, id);
                case "title", "document_title", "filename" -> title = Tokens.string(parser, value, title);
                case "cited_text", "text", "snippet" -> quote = Tokens.string(parser, value, quote);
                case "document_index", "documentIndex" -> position = Tokens.count(parser, value);
                case "type" -> product |= PRODUCT.equals(Tokens.string(parser, value, null));
                // What some wrap it in: OpenAI's chat, Google's grounding, Bedrock, Cohere.
                case "url_citation",
                        "web",
                        "maps",
                        "retrievedContext",
                        "location",
                        "document",
                        "documentChar",
                        "documentPage",
                        "documentChunk" -> fields(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** In the order they were met. */
    public List<Citation> toList() {
        return found == null ? List.of() : List.copyOf(found);
    }
}
