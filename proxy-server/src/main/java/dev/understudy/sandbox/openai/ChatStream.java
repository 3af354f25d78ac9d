package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Piece;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a streamed answer, made one at a time as they are sent, so that thousands of open streams cost little
 * (platform.openai.com/docs/api-reference/chat/streaming). Per choice: role, content or calls by and by, finish reason.
 * Then usage if it was asked for, then {@code [DONE]}.
 */
final class ChatStream implements Iterator<Piece> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    /** What comes next. */
    private enum Step {
        ROLE,
        OUTPUT,
        FINISH,
        USAGE,
        DONE,
        END
    }

    private final ChatBody body;
    private final ChatRequest request;
    private final List<ChatAnswer> answers;
    private final Pace pace;
    private final ChunkFrame frame;
    private final SplittableRandom random;
    private Step step = Step.ROLE;
    private int choice;
    private int call;
    private boolean callOpened;
    private int position;

    ChatStream(ChatBody body, ChatRequest request, List<ChatAnswer> answers, Pace pace, long seed) {
        this.body = body;
        this.request = request;
        this.answers = answers;
        this.pace = pace;
        this.frame = ChunkFrame.of(body, request);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
        return step != Step.END;
    }

    @Override
    public Piece next() {
        ChatAnswer answer = answers.get(choice);
        return switch (step) {
            case ROLE -> role(answer);
            case OUTPUT -> output(answer);
            case FINISH -> finish(answer);
            case USAGE -> usage();
            case DONE -> done();
            case END -> throw new NoSuchElementException();
        };
    }

    private Piece role(ChatAnswer answer) {
        String content = answer.calls().isEmpty() ? "\"\"" : "null";
        step = hasOutput(answer) ? Step.OUTPUT : Step.FINISH;
        return event(0, "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}", null);
    }

    private static boolean hasOutput(ChatAnswer answer) {
        return !answer.calls().isEmpty() || !said(answer).isEmpty();
    }

    private static String said(ChatAnswer answer) {
        return answer.refusal() != null ? answer.refusal() : answer.text() == null ? "" : answer.text();
    }

    private Piece output(ChatAnswer answer) {
        return answer.calls().isEmpty() ? words(answer) : callDelta(answer);
    }

    private Piece words(ChatAnswer answer) {
        String said = said(answer);
        String part = take(said);
        if (position >= said.length()) {
            step = Step.FINISH;
        }
        String field = answer.refusal() != null ? "refusal" : "content";
        return event(gap(), "{\"" + field + "\":" + ChunkFrame.quoted(part) + "}", null);
    }

    /** A call opens with its id, its name and empty arguments; the arguments follow in parts. */
    private Piece callDelta(ChatAnswer answer) {
        Call current = answer.calls().get(call);
        ObjectNode delta = JSON.objectNode();
        ObjectNode node = delta.putArray("tool_calls").addObject().put("index", call);
        if (!callOpened) {
            node.put("id", body.ids().call()).put("type", "function");
            node.putObject("function").put("name", current.name()).put("arguments", "");
        } else {
            node.putObject("function").put("arguments", take(current.arguments()));
        }
        callOpened = true;
        if (position >= current.arguments().length()) {
            call++;
            callOpened = false;
            position = 0;
            step = call == answer.calls().size() ? Step.FINISH : Step.OUTPUT;
        }
        return event(gap(), delta.toString(), null);
    }

    private String take(String text) {
        int end = Tokens.end(text, position, pace.tokensPerChunk());
        String part = text.substring(position, end);
        position = end;
        return part;
    }

    private Piece finish(ChatAnswer answer) {
        Piece piece = event(0, "{}", answer.finishReason());
        position = 0;
        call = 0;
        if (choice + 1 < answers.size()) {
            choice++;
            step = Step.ROLE;
        } else {
            step = request.usageInStream() ? Step.USAGE : Step.DONE;
        }
        return piece;
    }

    private Piece usage() {
        step = Step.DONE;
        return new Piece(0, frame.usage(body.usage(answers)));
    }

    private Piece done() {
        step = Step.END;
        return new Piece(0, DONE);
    }

    private Piece event(long delay, String delta, @Nullable String finishReason) {
        return new Piece(delay, frame.event(choice, delta, finishReason));
    }

    private long gap() {
        return pace.gapNanos(random);
    }
}
