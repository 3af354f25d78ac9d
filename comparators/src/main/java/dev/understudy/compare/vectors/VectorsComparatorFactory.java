package dev.understudy.compare.vectors;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

/** Makes {@code vectors}. Option {@code tolerance}: the largest mean cosine distance that is a match. */
public final class VectorsComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return VectorsComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "tolerance");
        return new VectorsComparator(options.number("tolerance", VectorsComparator.DEFAULT_TOLERANCE, 0, 2));
    }
}
