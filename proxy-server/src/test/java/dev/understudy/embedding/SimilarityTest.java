package dev.understudy.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Comparators;
import dev.understudy.compare.Comparison;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Our reading of the model against people's scores of sentence pairs: all-MiniLM-L6-v2 is published with 0.8203. */
class SimilarityTest {
    private static final Path FILE =
            Path.of(System.getProperty("understudy.data", ""), "semantic_similarity", "stsb_en_test.csv");

    @Test
    void embed_scoredPairs_rankAsThePublishedModelDoes() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), "no scored pairs at " + FILE);
        List<double[]> pairs = new ArrayList<>();
        List<double[]> contradicted = new ArrayList<>();
        LocalEmbedder embedder = new LocalEmbedder();
        List<String> lines = Files.readAllLines(FILE);
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            float[] one = embedder.embed(cells.get(0));
            float[] another = embedder.embed(cells.get(1));
            double dot = 0;
            for (int i = 0; i < one.length; i++) {
                dot += (double) one[i] * another[i];
            }
            double score = Double.parseDouble(cells.get(2));
            pairs.add(new double[] {dot, score});
            double facts = factsDivergence(cells.get(0), cells.get(1));
            if (facts > 0) {
                contradicted.add(new double[] {dot, score, dot * (1 - facts / 2)});
            }
        }
        double spearman = spearman(pairs);
        System.out.printf(Locale.ROOT, "semantic: Spearman %.4f on %d pairs%n", spearman, pairs.size());
        double together = spearman(contradicted.stream()
                .map(pair -> new double[] {pair[2], pair[1]})
                .toList());
        System.out.printf(
                Locale.ROOT,
                "where numbers, names or negations differ: semantic %.4f, with facts %.4f on %d pairs%n",
                spearman(contradicted),
                together,
                contradicted.size());
        assertThat(pairs).hasSizeGreaterThan(1_300);
        assertThat(spearman).isBetween(0.818, 0.823);
    }

    /** 0 where neither states a fact. */
    private static double factsDivergence(String one, String another) {
        Comparison comparison = Comparators.from(List.of(ComparatorConfig.named("facts")))
                .get(0)
                .compare(
                        Asked.of(JsonMapper.shared().createObjectNode()),
                        MeaningPairsTest.answer(Arm.LIVE, one),
                        MeaningPairsTest.answer(Arm.CANDIDATE, another));
        return comparison instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : 0;
    }

    @Test
    void embed_loadedModel_leavesNoFolder() throws IOException {
        assertThat(new LocalEmbedder().embed("hello")).hasSize(384);
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String own = "understudy-onnx";
            assertThat(temporary.filter(path -> path.getFileName().toString().startsWith(own)))
                    .isEmpty();
        }
    }

    /** RFC 4180: quotes around cells that hold commas, doubled inside. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char unit = line.charAt(i);
            if (unit == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(i++));
            } else if (unit == '"') {
                quoted = !quoted;
            } else if (unit == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(unit);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static double spearman(List<double[]> pairs) {
        return pearson(
                ranks(pairs.stream().mapToDouble(pair -> pair[0]).toArray()),
                ranks(pairs.stream().mapToDouble(pair -> pair[1]).toArray()));
    }

    /** Equal values share the mean of their ranks. */
    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
