package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.model.Utterance.Call;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** Tells answers beat by beat; made one at a time as they are sent, so that thousands of open streams cost little. */
final class Beats implements Iterator<Beat.Timed> {
    /** What comes next. */
    private enum Step {
        OPEN,
        THINK,
        SPEAK,
        CALL,
        ARGUE,
        END,
        OVER,
        SILENCE
    }

    private final List<Answer> answers;
    private final Pace pace;
    private final SplittableRandom random;
    private long owedNanos;
    private Step step = Step.OPEN;
    private int index;
    private int call;
    private int position;

    /** @param owedNanos a pause after the opening */
    Beats(List<Answer> answers, Pace pace, long owedNanos, long draw) {
        this.answers = answers;
        this.pace = pace;
        this.owedNanos = owedNanos;
        this.random = new SplittableRandom(draw);
    }

    @Override
    public boolean hasNext() {
        return step != Step.SILENCE;
    }

    @Override
    public Beat.Timed next() {
        Answer answer = answers.get(index);
        return switch (step) {
            case OPEN -> open(answer);
            case THINK -> think(answer);
            case SPEAK -> speak(answer);
            case CALL -> call(answer);
            case ARGUE -> argue(answer);
            case END -> end(answer);
            case OVER -> over();
            case SILENCE -> throw new NoSuchElementException();
        };
    }

    private Beat.Timed open(Answer answer) {
        step = answer.thoughts().isEmpty() ? afterThinking(answer) : Step.THINK;
        return new Beat.Timed(0, new Beat.Opened(index, answer));
    }

    private static Step afterThinking(Answer answer) {
        if (!answer.calls().isEmpty()) {
            return Step.CALL;
        }
        return answer.words().isEmpty() ? Step.END : Step.SPEAK;
    }

    private Beat.Timed think(Answer answer) {
        String part = take(answer.thoughts());
        if (position >= answer.thoughts().length()) {
            position = 0;
            step = afterThinking(answer);
        }
        return paced(new Beat.Thought(index, part));
    }

    private Beat.Timed speak(Answer answer) {
        String part = take(answer.words());
        if (position >= answer.words().length()) {
            step = Step.END;
        }
        return paced(answer.refusal() != null ? new Beat.Refused(index, part) : new Beat.Words(index, part));
    }

    private Beat.Timed call(Answer answer) {
        Call current = answer.calls().get(call);
        step = Step.ARGUE;
        Beat.Timed opened = paced(new Beat.CallOpened(index, call, current));
        if (current.arguments().isEmpty()) {
            nextCall(answer);
        }
        return opened;
    }

    private Beat.Timed argue(Answer answer) {
        String arguments = answer.calls().get(call).arguments();
        Beat.CallPart part = new Beat.CallPart(index, call, take(arguments));
        if (position >= arguments.length()) {
            nextCall(answer);
        }
        return paced(part);
    }

    private void nextCall(Answer answer) {
        call++;
        position = 0;
        step = call == answer.calls().size() ? Step.END : Step.CALL;
    }

    private Beat.Timed end(Answer answer) {
        Beat.Timed ended = new Beat.Timed(owed(), new Beat.Ended(index, answer));
        position = 0;
        call = 0;
        boolean last = index + 1 == answers.size();
        step = last ? Step.OVER : Step.OPEN;
        index += last ? 0 : 1;
        return ended;
    }

    private Beat.Timed over() {
        step = Step.SILENCE;
        return new Beat.Timed(0, new Beat.Over());
    }

    private String take(String text) {
        int end = Tokens.end(text, position, pace.tokensPerChunk());
        String part = text.substring(position, end);
        position = end;
        return part;
    }

    private Beat.Timed paced(Beat beat) {
        return new Beat.Timed(owed() + pace.gapNanos(random), beat);
    }

    private long owed() {
        long owed = owedNanos;
        owedNanos = 0;
        return owed;
    }
}
