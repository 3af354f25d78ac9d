package dev.understudy.verdict.sequence;

import tools.jackson.databind.node.ObjectNode;

/**
 * The mean over conversations of a quantity with a known range: rates, shares, divergences, and differences of them. By
 * betting; no assumption but that conversations are independent.
 */
public final class BoundedTally implements Tally {
    private final double least;
    private final double range;
    private final double factor;
    private final long salt;
    private final Histogram seen = new Histogram();
    private final Betting betting = new Betting();
    private final ExactSum candidate = new ExactSum();
    private final ExactSum reference = new ExactSum();
    private long exchanges;

    /**
     * Of values from 0 to 1.
     *
     * @param factor what the reference's value is multiplied by before it is taken off; 0 without one
     * @param salt tells the lots of different quantities apart
     */
    public BoundedTally(double factor, long salt) {
        this.least = -factor;
        this.range = 1 + factor;
        this.factor = factor;
        this.salt = salt;
    }

    @Override
    public void add(Draft conversation) {
        double difference = conversation.meanCandidate() - factor * conversation.meanReference();
        seen.add((difference - least) / range, conversation.lot(salt));
        candidate.add(conversation.meanCandidate());
        reference.add(conversation.meanReference());
        exchanges += conversation.turns();
    }

    @Override
    public void merge(Tally other) {
        BoundedTally that = (BoundedTally) other;
        seen.merge(that.seen);
        candidate.merge(that.candidate);
        reference.merge(that.reference);
        exchanges += that.exchanges;
    }

    @Override
    public long units() {
        return seen.total();
    }

    @Override
    public long exchanges() {
        return exchanges;
    }

    @Override
    public double estimate() {
        return factor == 0 ? candidate() : candidate() - factor * reference();
    }

    @Override
    public double candidate() {
        return candidate.mean(units());
    }

    @Override
    public double reference() {
        return factor == 0 ? Double.NaN : reference.mean(units());
    }

    @Override
    public boolean above(double bound, double alpha, double times) {
        return units() > 0 && betting.above(seen, scaled(bound), alpha, times);
    }

    @Override
    public boolean below(double bound, double alpha, double times) {
        return units() > 0 && betting.below(seen, scaled(bound), alpha, times);
    }

    private double scaled(double bound) {
        return (bound - least) / range;
    }

    @Override
    public Interval interval(double lowerAlpha, double upperAlpha) {
        return new Interval(
                least + range * Betting.lower(seen, lowerAlpha), least + range * Betting.upper(seen, upperAlpha));
    }

    @Override
    public void writeTo(ObjectNode json) {
        json.put("exchanges", exchanges);
        TallyJson.put(json, "candidate", candidate);
        TallyJson.put(json, "reference", reference);
        TallyJson.put(json, "seen", seen);
    }

    void read(TallyJson.Reader json) {
        exchanges = json.count("exchanges");
        json.read("candidate", candidate);
        json.read("reference", reference);
        json.read("seen", seen);
    }
}
