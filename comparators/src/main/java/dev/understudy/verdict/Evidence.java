package dev.understudy.verdict;

import dev.understudy.verdict.Measurement.Nothing;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Statistic;
import dev.understudy.verdict.sequence.BoundedTally;
import dev.understudy.verdict.sequence.Draft;
import dev.understudy.verdict.sequence.MomentTally;
import dev.understudy.verdict.sequence.NeverTally;
import dev.understudy.verdict.sequence.QuantileTally;
import dev.understudy.verdict.sequence.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of one candidate, added up: a tally for each estimand, and the conversations that still run. Of
 * bounded size however long it runs. Not thread-safe.
 *
 * <p>Two proxies' evidence of one candidate merges into what one proxy would have that saw the conversations of both, bit for
 * bit, as far as conversations are closed and each was seen by one proxy as a whole. One that both saw is joined while it is
 * open in both.
 */
public final class Evidence {
    private final Map<String, Strand> strands = new LinkedHashMap<>();
    private final Conversations conversations = new Conversations();
    private long exchanges;
    private long lateTurns;
    private int openElsewhere;

    /** One estimand with what was seen of it. */
    static final class Strand {
        final Estimand estimand;
        final Tally tally;
        long notComparable;
        long outOfRange;
        long noControl;
        /** Of what must never happen, exchanges in which it did, counted at once and late turns too. */
        long hits;

        Strand(Estimand estimand) {
            this.estimand = estimand;
            this.tally = emptyTally(estimand);
        }

        void count(Nothing nothing) {
            switch (nothing) {
                case NOT_ASKED -> {
                    // Of a stratum that this is not about.
                }
                case NOT_COMPARABLE -> notComparable++;
                case NO_CONTROL -> noControl++;
                case OUT_OF_RANGE -> outOfRange++;
            }
        }

        void merge(Strand other) {
            tally.merge(other.tally);
            notComparable += other.notComparable;
            outOfRange += other.outOfRange;
            noControl += other.noControl;
            hits += other.hits;
        }
    }

    /** @param estimands what to look at; those with the same key once */
    public Evidence(Collection<Estimand> estimands) {
        estimands.forEach(estimand -> strands.putIfAbsent(estimand.key(), new Strand(estimand)));
    }

    private static Tally emptyTally(Estimand estimand) {
        Statistic statistic = estimand.metric().statistic();
        if (statistic instanceof Statistic.Rate) {
            return new BoundedTally(estimand.factor(), estimand.key().hashCode());
        }
        if (statistic instanceof Statistic.Quantile quantile) {
            return new QuantileTally(quantile.p(), estimand.factor());
        }
        return statistic instanceof Statistic.Count ? new NeverTally() : new MomentTally(estimand.factor());
    }

    /** Adds an exchange. */
    public void add(Turn turn) {
        exchanges++;
        Conversation conversation = conversations.of(turn.conversationHash(), strands.size());
        if (conversation == null) {
            lateTurns++;
        }
        int index = 0;
        for (Strand strand : strands.values()) {
            Measurement measurement = Measurement.of(strand.estimand, turn);
            if (measurement instanceof Measurement.Value value) {
                add(strand, index, conversation, value);
            } else if (measurement instanceof Nothing nothing) {
                strand.count(nothing);
            }
            index++;
        }
        if (conversation != null) {
            conversation.turn(turn.at());
            close(conversations.overdue(conversation));
        }
    }

    private static void add(Strand strand, int index, @Nullable Conversation conversation, Measurement.Value value) {
        Statistic statistic = strand.estimand.metric().statistic();
        if (statistic instanceof Statistic.Count && value.candidate() != 0) {
            strand.hits++;
        }
        if (conversation != null) {
            conversation
                    .draftFor(index)
                    .add(value.candidate(), value.reference(), statistic instanceof Statistic.Quantile);
        }
    }

    private void close(List<Conversation> over) {
        for (Conversation conversation : over) {
            int index = 0;
            for (Strand strand : strands.values()) {
                Draft draft = conversation.draft(index++);
                if (draft != null) {
                    strand.tally.add(draft);
                }
            }
            conversations.recycle(conversation);
        }
    }

    /** Closes conversations in which nothing has happened for so long. Time must not depend on what was measured. */
    public void closeSilent(Instant now, Duration patience) {
        close(conversations.silent(now, patience));
    }

    /** Closes every conversation: nothing more will come. */
    public void closeAll() {
        close(conversations.silent(Instant.MAX, Duration.ZERO));
    }

    /**
     * Adds what another proxy has seen of the same candidate; the other is not to be used any more. Estimands that only the
     * other has are left out.
     */
    public void merge(Evidence other) {
        boolean same = List.copyOf(strands.keySet()).equals(List.copyOf(other.strands.keySet()));
        if (!same) {
            // Drafts are kept by position, so what is open there can only be counted there.
            other.closeAll();
        }
        mergeCounts(other);
        exchanges += other.exchanges;
        lateTurns += other.lateTurns;
        conversations.merge(other.conversations);
        conversations.closedElsewhere().forEach(late -> lateTurns += late.turns());
        close(conversations.overfull());
    }

    private void mergeCounts(Evidence other) {
        other.strands.forEach((key, theirs) -> {
            Strand ours = strands.get(key);
            if (ours != null) {
                ours.merge(theirs);
            }
        });
    }

    /** What is counted so far, apart: it can be judged while this one goes on. Running conversations stay here. */
    public Evidence counted() {
        Evidence copy = new Evidence(estimands());
        copy.mergeCounts(this);
        copy.counts(exchanges, lateTurns);
        copy.openElsewhere = openConversations();
        return copy;
    }

    /** Exchanges that were offered, late ones too. */
    public long exchanges() {
        return exchanges;
    }

    /** Turns of conversations that had been closed. */
    public long lateTurns() {
        return lateTurns;
    }

    /** Conversations that still run and are not counted yet. */
    public int openConversations() {
        return openElsewhere + conversations.open().size();
    }

    /** What is estimated, in order. */
    public List<Estimand> estimands() {
        return strands.values().stream().map(strand -> strand.estimand).toList();
    }

    /** What was seen of an estimand; not to be changed. */
    public Optional<Tally> tally(Estimand estimand) {
        return Optional.ofNullable(strands.get(estimand.key())).map(strand -> strand.tally);
    }

    Map<String, Strand> strands() {
        return Collections.unmodifiableMap(strands);
    }

    Conversations conversations() {
        return conversations;
    }

    void counts(long exchanges, long lateTurns) {
        this.exchanges = exchanges;
        this.lateTurns = lateTurns;
    }

    /** What was not used, by reason: of all exchanges, for one estimand. */
    Map<String, Long> unused(Estimand estimand) {
        Strand strand = strands.get(estimand.key());
        Map<String, Long> unused = new TreeMap<>();
        if (strand != null) {
            unused.put("not_comparable", strand.notComparable);
            unused.put("out_of_range", strand.outOfRange);
            unused.put("no_control", strand.noControl);
        }
        return unused;
    }
}
