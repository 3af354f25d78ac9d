package dev.understudy.sandbox.demo;

/** Numbers seen one after the other: how many, their mean, and how sure that mean is (Welford). Not thread-safe. */
final class Sample {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double away = value - mean;
        mean += away / count;
        squares += away * (value - mean);
    }

    Mean mean() {
        double variance = count > 1 ? squares / (count - 1) : 0;
        return new Mean(count, mean, count == 0 ? 0 : variance / count);
    }

    /** @param errorSquared the square of the mean's standard error */
    record Mean(long count, double value, double errorSquared) {
        static final Mean NONE = new Mean(0, 0, 0);
    }
}
