package dev.understudy.dialect.wire;

import java.nio.charset.StandardCharsets;

/**
 * Takes a stream of server-sent events apart, incrementally: slices may end anywhere, also inside a character or between
 * CR and LF. Time is linear in the input, memory bounded by the largest event allowed. One stream, one thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     parsing an event stream</a>
 */
public final class SseDecoder {
    /** Takes what was decoded. */
    public interface Sink {
        void event(SseEvent event);

        /** An event larger than allowed was left out; its blank line ended at this offset. */
        void oversized(long endOffset);
    }

    private static final byte[] NOTHING = {};
    private static final String DEFAULT_TYPE = "message";

    private final int maxEventBytes;

    private long sliceOffset;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;
    private boolean oversized;
    private String type = "";
    private String lastType = "";
    private String lastEventId = "";

    // The start of a line whose end has not come yet.
    private byte[] carried = NOTHING;
    private int carriedLength;
    private boolean carriedTooLong;

    // The data so far: a range of the slice being fed as long as that is possible, else a copy in `joined`.
    private boolean hasData;
    private byte[] data = NOTHING;
    private int dataFrom;
    private int dataTo;
    private byte[] joined = NOTHING;

    /** @param maxEventBytes longest line and longest data of one event, at least 1 */
    public SseDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Feeds the next slice. Events that are complete with it go to the sink before this returns. */
    public void feed(byte[] bytes, int from, int to, Sink sink) {
        int position = from;
        while (position < to) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (bytes[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int end = LineEnds.first(bytes, position, to);
            if (end == to) {
                carry(bytes, position, to);
                break;
            }
            afterCarriageReturn = bytes[end] == '\r';
            line(bytes, position, end, sliceOffset + (end + 1 - from), sink);
            position = end + 1;
        }
        sliceOffset += to - from;
        keepData(bytes);
    }

    private void carry(byte[] bytes, int from, int to) {
        if (carriedTooLong || to - from > maxEventBytes - carriedLength) {
            carriedTooLong = true;
            carriedLength = 0;
            return;
        }
        carried = roomFor(carried, carriedLength, carriedLength + to - from);
        System.arraycopy(bytes, from, carried, carriedLength, to - from);
        carriedLength += to - from;
    }

    private void line(byte[] bytes, int from, int end, long endOffset, Sink sink) {
        if (carriedLength > 0 || carriedTooLong || end - from > maxEventBytes) {
            carry(bytes, from, end);
            boolean tooLong = carriedTooLong;
            int length = carriedLength;
            carriedTooLong = false;
            carriedLength = 0;
            if (tooLong) {
                oversized = true;
                firstLine = false;
            } else {
                wholeLine(carried, 0, length, endOffset, sink);
                keepData(carried);
            }
        } else {
            wholeLine(bytes, from, end, endOffset, sink);
        }
    }

    private void wholeLine(byte[] bytes, int from, int end, long endOffset, Sink sink) {
        int start = firstLine && startsWithByteOrderMark(bytes, from, end) ? from + 3 : from;
        firstLine = false;
        if (start == end) {
            dispatch(endOffset, sink);
        } else {
            field(bytes, start, end);
        }
    }

    private static boolean startsWithByteOrderMark(byte[] bytes, int from, int end) {
        return end - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
    }

    private void field(byte[] bytes, int from, int end) {
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        // A line that starts with a colon is a comment; unknown fields are ignored; retry is for clients that
        // reconnect.
        if (named(bytes, from, colon, "data")) {
            appendData(bytes, value, end);
        } else if (named(bytes, from, colon, "event")) {
            type = named(bytes, value, end, lastType) ? lastType : text(bytes, value, end);
            lastType = type;
        } else if (named(bytes, from, colon, "id")) {
            String id = text(bytes, value, end);
            lastEventId = id.indexOf(0) < 0 ? id : lastEventId;
        }
    }

    private static boolean named(byte[] bytes, int from, int end, String name) {
        if (end - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private void appendData(byte[] bytes, int from, int end) {
        if (!hasData) {
            hasData = true;
            data = bytes;
            dataFrom = from;
            dataTo = end;
            return;
        }
        int length = dataTo - dataFrom;
        if (oversized || end - from > maxEventBytes - length - 1) {
            oversized = true;
            return;
        }
        keepData(data);
        joined = roomFor(joined, length, length + 1 + end - from);
        joined[length] = '\n';
        System.arraycopy(bytes, from, joined, length + 1, end - from);
        data = joined;
        dataFrom = 0;
        dataTo = length + 1 + end - from;
    }

    /** Copies the data out of an array that is about to be handed back or written over. */
    private void keepData(byte[] leaving) {
        if (hasData && data == leaving && data != joined) {
            int length = dataTo - dataFrom;
            joined = roomFor(joined, 0, length);
            System.arraycopy(data, dataFrom, joined, 0, length);
            data = joined;
            dataFrom = 0;
            dataTo = length;
        }
    }

    private void dispatch(long endOffset, Sink sink) {
        if (oversized) {
            sink.oversized(endOffset);
        } else if (hasData) {
            sink.event(
                    new SseEvent(type.isEmpty() ? DEFAULT_TYPE : type, data, dataFrom, dataTo, lastEventId, endOffset));
        }
        type = "";
        hasData = false;
        oversized = false;
        data = NOTHING;
    }

    private static byte[] roomFor(byte[] bytes, int keep, int needed) {
        if (needed <= bytes.length) {
            return bytes;
        }
        byte[] larger = new byte[(int) Math.min(Integer.MAX_VALUE - 8, needed * 2L)];
        System.arraycopy(bytes, 0, larger, 0, keep);
        return larger;
    }
}
