package dev.understudy.compare;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The two answers of a pair and their request, each with what has been read of it so far. Pairs of one exchange share the
 * readings of the request and of live's answer. One thread.
 */
public final class Sides {
    private final Question question;
    private final Reading live;
    private final Reading other;
    private final @Nullable Opinion opinion;

    private Sides(Question question, Reading live, Reading other, @Nullable Opinion opinion) {
        this.question = question;
        this.live = live;
        this.other = other;
        this.opinion = opinion;
    }

    /** Two answers of which nothing has been read yet. */
    public static Sides of(Asked asked, Answer live, Answer other) {
        return new Sides(new Question(asked), new Reading(live), new Reading(other), null);
    }

    static Sides of(Exchange exchange, Answer other, @Nullable Opinion opinion) {
        return new Sides(new Question(exchange.asked()), new Reading(exchange.live()), new Reading(other), opinion);
    }

    /** The same request and live answer beside another answer. */
    Sides beside(Answer another, @Nullable Opinion itsOpinion) {
        return new Sides(question, live, new Reading(another), itsOpinion);
    }

    /** The request that both answered. */
    public Question question() {
        return question;
    }

    /** What the client got. */
    public Reading live() {
        return live;
    }

    /** The candidate's answer, or live's second one (control). */
    public Reading other() {
        return other;
    }

    /** What somebody said of the pair who was asked before; null when nobody was. */
    public @Nullable Opinion opinion() {
        return opinion;
    }

    /** Why the pair cannot be judged for what it says, or null when it can. */
    public @Nullable String obstacle() {
        return Judgeable.obstacle(live.answer(), other.answer());
    }
}
