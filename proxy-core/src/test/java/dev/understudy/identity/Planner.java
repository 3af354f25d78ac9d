package dev.understudy.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Decides exchanges from a seed: framing, sizes, fields, cuts, pauses. One thread. */
final class Planner {
    private static final int BYTEWISE_LIMIT = 2_500;

    private final Random random;
    private final Bodies bodies;
    private final String authority;
    private final int largePerMille;

    /**
     * A planner.
     *
     * @param authority the upstream's, which arrives in Host
     */
    Planner(long seed, String authority, int largePerMille) {
        this.random = new Random(seed);
        this.bodies = new Bodies(random);
        this.authority = authority;
        this.largePerMille = largePerMille;
    }

    PlannedExchange exchange(int id, boolean mayEnd) {
        boolean chat = random.nextInt(3) > 0;
        String method = chat ? "POST" : pick("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "SEARCH", "OPTIONS");
        boolean clientCloses = mayEnd && random.nextInt(3) == 0;
        String kind = responseKind(method, mayEnd && !clientCloses);
        boolean untilClose = kind.equals("until-close");
        boolean upstreamCloses = untilClose || random.nextInt(15) == 0;
        Message request = request(id, method, chat, clientCloses);
        Message response = response(kind, clientCloses || untilClose, upstreamCloses);
        String what = method + " with " + (request.sent().length - request.sentHead()) + " body bytes, " + kind
                + " with " + (response.sent().length - response.sentHead());
        return new PlannedExchange(
                id,
                request,
                response,
                clientCloses || untilClose,
                upstreamCloses,
                what,
                new Progress(),
                new Progress());
    }

    private String responseKind(String method, boolean mayEnd) {
        if (method.equals("HEAD")) {
            return "head";
        }
        int kind = random.nextInt(20);
        if (mayEnd && kind < 6) {
            return "until-close";
        }
        return switch (kind) {
            case 14, 15, 16, 17 -> "events";
            case 18 -> "204";
            case 19 -> "304";
            default -> kind % 2 == 0 ? "chunked" : "length";
        };
    }

    private Message request(int id, String method, boolean chat, boolean close) {
        String target = chat ? "/v1/chat/completions" : "/any/" + random.nextInt(1_000) + "?q=%20a+b&c=|\u00e9";
        String line = method + " " + target + " HTTP/1.1\r\n";
        Fields fields = new Fields(random);
        fields.some();
        if (random.nextInt(10) > 0) {
            fields.rewritten(pick("Host", "host", "HOST") + ": client:1234", "host: " + authority);
        } else {
            // Without one, ours stands first.
            Fields before = fields;
            fields = new Fields(random).prepended("host: " + authority, before);
        }
        fields.line(PlannedExchange.ID_FIELD + ": " + id);
        byte[] body = requestBody(method, chat, fields);
        fields.some().connection(close);
        return message(
                line + fields.sent() + "\r\n", line + fields.expected() + "\r\n", body, chunkedStart(fields, body));
    }

    private byte[] requestBody(String method, boolean chat, Fields fields) {
        boolean none = !chat && (method.equals("GET") || method.equals("HEAD") || random.nextInt(5) == 0);
        if (none) {
            return new byte[0];
        }
        int size = bodies.size(largePerMille);
        byte[] content = chat ? bodies.chat(size) : bodies.content(size);
        if (random.nextInt(3) == 0) {
            fields.line(pick("Transfer-Encoding: chunked", "transfer-encoding:CHUNKED"));
            return bodies.chunked(content);
        }
        fields.line(pick("Content-Length", "content-length") + ": " + (random.nextInt(5) == 0 ? "00" : "")
                + content.length);
        return content;
    }

    private Message response(String kind, boolean clientEnds, boolean upstreamCloses) {
        boolean http10 = !kind.equals("chunked") && !kind.equals("events") && random.nextInt(10) == 0;
        String line = http10 ? "HTTP/1.0 " : "HTTP/1.1 ";
        String status = kind.equals("204") || kind.equals("304")
                ? kind + " Nothing\r\n"
                : pick("200 OK", "200", "201 ", "404 Not  Found", "500 \u00fcberlast", "299 x") + "\r\n";
        Fields fields = new Fields(random).some();
        byte[] body = responseBody(kind, fields);
        fields.some().connection(upstreamCloses);
        String early = !http10 && random.nextInt(15) == 0 ? "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" : "";
        String ours = clientEnds ? "connection: close\r\n" : "";
        return message(
                early + line + status + fields.sent() + "\r\n",
                early + "HTTP/1.1 " + status + fields.expected() + ours + "\r\n",
                body,
                0);
    }

    private byte[] responseBody(String kind, Fields fields) {
        byte[] content = bodies.content(bodies.size(largePerMille));
        switch (kind) {
            case "chunked":
                fields.line("Transfer-Encoding: chunked");
                return bodies.chunked(content);
            case "events":
                fields.line("Content-Type: text/event-stream").line("Transfer-Encoding: chunked");
                return bodies.events();
            case "length":
                fields.line("Content-Length: " + content.length);
                return content;
            case "until-close":
                return content;
            case "head":
                fields.line(pick("Content-Length: 12345", "Transfer-Encoding: chunked", "X-Nothing: 1"));
                return new byte[0];
            default:
                return new byte[0];
        }
    }

    /** Nothing of a chunked request passes before its first size line is whole. */
    private static int chunkedStart(Fields fields, byte[] body) {
        if (!fields.sent().toLowerCase().contains("transfer-encoding")) {
            return 0;
        }
        int at = 0;
        while (body[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private Message message(String head, String expectedHead, byte[] body, int passesFrom) {
        byte[] sentHead = latin1(head);
        byte[] arrivingHead = latin1(expectedHead);
        byte[] sent = joined(sentHead, body);
        int style = random.nextInt(10);
        boolean paused = style >= 8;
        return new Message(
                sent,
                joined(arrivingHead, body),
                sentHead.length,
                arrivingHead.length,
                cuts(sent.length, style),
                paused ? passesFrom : -1);
    }

    private int[] cuts(int length, int style) {
        if (style < 3) {
            return new int[] {length};
        }
        if (style == 3 && length <= BYTEWISE_LIMIT) {
            int[] every = new int[length];
            Arrays.setAll(every, i -> i + 1);
            return every;
        }
        int[] cuts = new int[2 + random.nextInt(12)];
        Arrays.setAll(cuts, i -> 1 + random.nextInt(length));
        cuts[0] = length;
        Arrays.sort(cuts);
        return cuts;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
