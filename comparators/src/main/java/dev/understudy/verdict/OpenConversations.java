package dev.understudy.verdict;

import dev.understudy.verdict.sequence.Draft;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Conversations that still run, as Base64 for a snapshot. There may be thousands, and whoever adds evidence waits while they are written,
 * so they are written as bytes and not as a tree.
 */
final class OpenConversations {
    /** After the last draft of a conversation. */
    private static final short END = -1;

    private static final int FRAME_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES + Short.BYTES;

    private OpenConversations() {}

    static String write(Collection<Conversation> open, int estimands) {
        int bytes = 0;
        for (Conversation conversation : open) {
            bytes += FRAME_BYTES;
            for (int i = 0; i < estimands; i++) {
                Draft draft = conversation.draft(i);
                bytes += draft == null ? 0 : Short.BYTES + draft.writtenBytes();
            }
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        open.forEach(conversation -> write(conversation, estimands, out));
        return Base64.getEncoder().encodeToString(out.array());
    }

    private static void write(Conversation conversation, int estimands, ByteBuffer out) {
        out.putLong(conversation.key()).putInt(conversation.turns());
        out.putLong(conversation.last().getEpochSecond())
                .putInt(conversation.last().getNano());
        for (short i = 0; i < estimands; i++) {
            Draft draft = conversation.draft(i);
            if (draft != null) {
                out.putShort(i);
                draft.writeTo(out);
            }
        }
        out.putShort(END);
    }

    /**
     * Reads what {@link #write} wrote, in the same order.
     *
     * @param places where each of the estimands that were written stands now; -1 for one that is not asked any more
     * @param estimands how many are asked now
     * @throws IllegalArgumentException if it was not written so
     */
    static List<Conversation> read(String text, int[] places, int estimands) {
        List<Conversation> open = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        try {
            while (in.hasRemaining() && open.size() < Conversations.LARGEST) {
                open.add(read(in, places, estimands));
            }
        } catch (BufferUnderflowException torn) {
            throw new IllegalArgumentException("open: ends within a conversation", torn);
        }
        return open;
    }

    private static Conversation read(ByteBuffer in, int[] places, int estimands) {
        long key = in.getLong();
        Conversation conversation = new Conversation(key, estimands);
        int turns = in.getInt();
        conversation.turns(turns, Instant.ofEpochSecond(in.getLong(), in.getInt()));
        for (short place = in.getShort(); place != END; place = in.getShort()) {
            Draft draft = Draft.read(key, in);
            if (place < 0 || place >= places.length) {
                throw new IllegalArgumentException(
                        "draft: of estimand " + place + " (expected: below " + places.length + ")");
            }
            if (places[place] >= 0) {
                conversation.draft(places[place], draft);
            }
        }
        return conversation;
    }
}
