package dev.understudy.cli;

import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import dev.understudy.privacy.TextBlocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A text of any length through a pseudonymiser, block by block. One thread, used once. */
abstract class RedactedStream {
    final PrintWriter out;

    private RedactedStream(PrintWriter out) {
        this.out = out;
    }

    /** Writes the text with the pseudonyms in it, and nothing else. */
    static RedactedStream text(PrintWriter out) {
        return new TextStream(out);
    }

    /** Writes a JSON array of what would be replaced. */
    static RedactedStream spans(PrintWriter out) {
        return new SpanStream(out);
    }

    /** @param progress told the characters that are done, block by block */
    void read(Reader reader, Pseudonymiser pseudonymiser, LongConsumer progress) throws IOException {
        TextBlocks blocks = new TextBlocks(reader);
        long done = 0;
        begin();
        for (String block = blocks.next(); block != null; block = blocks.next()) {
            List<Replaced> replaced = pseudonymiser.replacements(block);
            int end = blocks.atEnd() ? block.length() : TextBlocks.settled(block, replaced);
            piece(block, end, replaced.stream().filter(one -> one.end() <= end).toList());
            blocks.giveBack(block.substring(end));
            done += end;
            progress.accept(done);
        }
        end();
    }

    void begin() {}

    /** @param end behind what is settled of the block: what is replaced ends before it */
    abstract void piece(String block, int end, List<Replaced> replaced);

    void end() {}

    private static final class TextStream extends RedactedStream {
        TextStream(PrintWriter out) {
            super(out);
        }

        @Override
        void piece(String block, int end, List<Replaced> replaced) {
            int copied = 0;
            for (Replaced one : replaced) {
                out.append(block, copied, one.start()).append(one.replacement());
                copied = one.end();
            }
            out.append(block, copied, end);
        }
    }

    private static final class SpanStream extends RedactedStream {
        private static final JsonMapper MAPPER = new JsonMapper();

        private long before;
        private boolean any;

        SpanStream(PrintWriter out) {
            super(out);
        }

        @Override
        void begin() {
            out.print("[");
        }

        @Override
        void piece(String block, int end, List<Replaced> replaced) {
            int counted = 0;
            for (Replaced one : replaced) {
                long start = before + block.codePointCount(counted, one.start());
                before = start + block.codePointCount(one.start(), one.end());
                counted = one.end();
                out.print(any ? ",\n" : "");
                out.print(MAPPER.writeValueAsString(JsonNodeFactory.instance
                        .objectNode()
                        .put("start", start)
                        .put("end", before)
                        .put("type", one.type())
                        .put("replacement", one.replacement())));
                any = true;
            }
            before += block.codePointCount(counted, end);
        }

        @Override
        void end() {
            out.println("]");
        }
    }
}
