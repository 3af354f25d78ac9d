package dev.understudy.verdict.sequence;

import tools.jackson.databind.node.ObjectNode;

/**
 * A quantile of the candidate's values beside the same of live's: latency. Every conversation weighs the same. Each arm has
 * a confidence sequence of its own for half of the error, and a claim is made when it is true of everything that both leave
 * possible: no assumption on how the arms hang together, so it holds also where they share their slow moments.
 */
public final class QuantileTally implements Tally {
    private final double p;
    private final double factor;
    private final LogHistogram candidate = new LogHistogram();
    private final LogHistogram reference = new LogHistogram();
    private long exchanges;

    /**
     * @param p more than 0 and less than 1: 0.95 for p95
     * @param factor what the reference's quantile is multiplied by before it is taken off; 0 without one
     */
    public QuantileTally(double p, double factor) {
        this.p = p;
        this.factor = factor;
    }

    @Override
    public void add(Draft conversation) {
        candidate.add(conversation.candidateCells());
        reference.add(conversation.referenceCells());
        exchanges += conversation.turns();
    }

    @Override
    public void merge(Tally other) {
        QuantileTally that = (QuantileTally) other;
        candidate.merge(that.candidate);
        reference.merge(that.reference);
        exchanges += that.exchanges;
    }

    @Override
    public long units() {
        return candidate.units();
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
        return candidate.quantile(p);
    }

    @Override
    public double reference() {
        return factor == 0 ? Double.NaN : reference.quantile(p);
    }

    @Override
    public boolean above(double bound, double alpha, double times) {
        return units() > 0 && lower(alpha, times) >= bound;
    }

    @Override
    public boolean below(double bound, double alpha, double times) {
        return units() > 0 && upper(alpha, times) <= bound;
    }

    @Override
    public Interval interval(double lowerAlpha, double upperAlpha) {
        return units() == 0 ? Interval.ANYTHING : new Interval(lower(lowerAlpha, 1), upper(upperAlpha, 1));
    }

    private double lower(double alpha, double times) {
        return factor == 0
                ? candidate.lower(p, alpha, times)
                : candidate.lower(p, alpha / 2, times) - factor * reference.upper(p, alpha / 2, times);
    }

    private double upper(double alpha, double times) {
        return factor == 0
                ? candidate.upper(p, alpha, times)
                : candidate.upper(p, alpha / 2, times) - factor * reference.lower(p, alpha / 2, times);
    }

    @Override
    public void writeTo(ObjectNode json) {
        json.put("units", units());
        json.put("exchanges", exchanges);
        TallyJson.put(json, "candidate", candidate);
        TallyJson.put(json, "reference", reference);
    }

    void read(TallyJson.Reader json) {
        exchanges = json.count("exchanges");
        json.read("candidate", candidate);
        json.read("reference", reference);
        long units = json.count("units");
        candidate.units(units);
        reference.units(units);
    }
}
