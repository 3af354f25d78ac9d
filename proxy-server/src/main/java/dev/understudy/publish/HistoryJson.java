package dev.understudy.publish;

import dev.understudy.exchange.Arm;
import dev.understudy.publish.History.View;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A history as JSON: arrays as long as {@code at}, null where there was nothing. */
final class HistoryJson {
    static final String ELIGIBLE = "eligible";
    static final String COMPARED = "compared";
    /** A comparator and a pair follow: the sum of all divergences so far, and how many they were. */
    static final String SUM = "sum ";

    static final String COUNT = "count ";
    /** An estimand's key follows. */
    static final String ESTIMATE = "estimate ";

    static final String LOWER = "lower ";
    static final String UPPER = "upper ";

    private HistoryJson() {}

    static String cost(Arm arm) {
        return "cost " + arm.label();
    }

    static ObjectNode of(String shadow, View view) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("shadow", shadow);
        json.put("interval_seconds", view.interval().toSeconds());
        ArrayNode at = json.putArray("at");
        view.at().forEach(instant -> at.add(instant.toString()));
        ArrayNode verdicts = json.putArray("verdict");
        view.verdicts().forEach(verdicts::add);
        json.set(ELIGIBLE, values(view, ELIGIBLE));
        json.set(COMPARED, values(view, COMPARED));
        ObjectNode cost = json.putObject("cost_usd");
        for (Arm arm : Arm.values()) {
            if (view.series().containsKey(cost(arm))) {
                cost.set(arm.label(), values(view, cost(arm)));
            }
        }
        effects(json.putArray("effects"), view);
        divergence(json.putArray("divergence"), view);
        return json;
    }

    private static void effects(ArrayNode effects, View view) {
        view.series().keySet().stream()
                .filter(name -> name.startsWith(ESTIMATE))
                .map(name -> name.substring(ESTIMATE.length()))
                .forEach(quantity -> {
                    ObjectNode effect = effects.addObject().put("quantity", quantity);
                    effect.set("estimate", values(view, ESTIMATE + quantity));
                    effect.set("lower", values(view, LOWER + quantity));
                    effect.set("upper", values(view, UPPER + quantity));
                });
    }

    /** The mean of what came between two points, from the sums at both. */
    private static void divergence(ArrayNode divergences, View view) {
        view.series().keySet().stream()
                .filter(name -> name.startsWith(SUM))
                .map(name -> name.substring(SUM.length()))
                .forEach(name -> {
                    int space = name.lastIndexOf(' ');
                    ObjectNode one = divergences.addObject();
                    one.put("comparator", name.substring(0, space));
                    one.put("pair", name.substring(space + 1));
                    double[] counts = steps(view.series(), COUNT + name);
                    double[] sums = steps(view.series(), SUM + name);
                    ArrayNode means = one.putArray("mean");
                    ArrayNode numbers = one.putArray("count");
                    for (int i = 0; i < counts.length; i++) {
                        numbers.add((long) counts[i]);
                        add(means, counts[i] > 0 ? sums[i] / counts[i] : Double.NaN);
                    }
                });
    }

    private static double[] steps(Map<String, double[]> series, String name) {
        double[] totals = series.getOrDefault(name, new double[0]);
        double[] steps = new double[totals.length];
        double before = 0;
        for (int i = 0; i < totals.length; i++) {
            double now = Double.isNaN(totals[i]) ? before : totals[i];
            steps[i] = now - before;
            before = now;
        }
        return steps;
    }

    private static ArrayNode values(View view, String name) {
        ArrayNode values = JsonMapper.shared().createArrayNode();
        for (double value : view.series().getOrDefault(name, new double[0])) {
            add(values, value);
        }
        return values;
    }

    private static void add(ArrayNode array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }
}
