package dev.understudy.verdict.sequence;

import tools.jackson.databind.node.ObjectNode;

/**
 * Something that must not happen: a leaked secret. The quantity is the share of conversations in which it happened. That it
 * happened once is no matter of statistics; that it does not happen can only be shown up to a share.
 */
public final class NeverTally implements Tally {
    private final Histogram seen = new Histogram();
    private final Betting betting = new Betting();
    private long exchanges;

    @Override
    public void add(Draft conversation) {
        seen.add(conversation.hit() ? Histogram.CELLS : 0, 1);
        exchanges += conversation.turns();
    }

    @Override
    public void merge(Tally other) {
        NeverTally that = (NeverTally) other;
        seen.merge(that.seen);
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
        return (double) seen.count(Histogram.CELLS) / units();
    }

    @Override
    public double candidate() {
        return estimate();
    }

    @Override
    public double reference() {
        return Double.NaN;
    }

    @Override
    public boolean above(double bound, double alpha, double times) {
        return units() > 0 && betting.above(seen, bound, alpha, times);
    }

    @Override
    public boolean below(double bound, double alpha, double times) {
        return units() > 0 && betting.below(seen, bound, alpha, times);
    }

    @Override
    public Interval interval(double lowerAlpha, double upperAlpha) {
        return new Interval(Betting.lower(seen, lowerAlpha), Betting.upper(seen, upperAlpha));
    }

    @Override
    public void writeTo(ObjectNode json) {
        json.put("exchanges", exchanges);
        TallyJson.put(json, "seen", seen);
    }

    void read(TallyJson.Reader json) {
        exchanges = json.count("exchanges");
        json.read("seen", seen);
    }
}
