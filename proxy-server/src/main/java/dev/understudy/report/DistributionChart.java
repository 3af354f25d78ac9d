package dev.understudy.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How divergences are distributed from 0 to 1: the candidate's above the line, the control's below it. */
final class DistributionChart {
    private static final int WIDTH = 220;
    private static final int HALF = 34;
    private static final int HEIGHT = 2 * HALF + 12;

    private DistributionChart() {}

    static void write(Html html, String comparator, PairTotals candidate, @Nullable PairTotals control) {
        String said = comparator + ": divergence of the candidate " + Numbers.of(candidate.mean()) + " on average"
                + (control == null ? "" : ", of the control " + Numbers.of(control.mean()));
        int height = control == null ? HALF + 12 : HEIGHT;
        html.open(
                "svg",
                "class",
                "distribution",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-label",
                said);
        html.element("title", said);
        double tallest = Math.max(tallest(candidate), control == null ? 0 : tallest(control));
        bars(html, "candidate", candidate, tallest, true);
        if (control != null) {
            bars(html, "control", control, tallest, false);
        }
        html.raw("<line class=\"axis\" x1=\"0\" y1=\"" + HALF + "\" x2=\"" + WIDTH + "\" y2=\"" + HALF + "\"/>");
        html.raw("<text x=\"0\" y=\"" + (height - 1) + "\">0</text>");
        html.raw("<text x=\"" + WIDTH + "\" y=\"" + (height - 1) + "\" text-anchor=\"end\">1</text>");
        html.close("svg");
    }

    /** The share of all in the fullest bin: shares compare where there are fewer controls. */
    private static double tallest(PairTotals totals) {
        long most = totals.histogram().stream().mapToLong(Long::longValue).max().orElse(0);
        return totals.compared() == 0 ? 0 : (double) most / totals.compared();
    }

    private static void bars(Html html, String arm, PairTotals totals, double tallest, boolean up) {
        List<Long> bins = totals.histogram();
        double width = (double) WIDTH / bins.size();
        for (int i = 0; i < bins.size(); i++) {
            if (bins.get(i) > 0) {
                double share = (double) bins.get(i) / totals.compared();
                double height = Math.max(1, share / tallest * (HALF - 2));
                html.raw(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                        arm,
                        i * width + 0.5,
                        up ? HALF - height : HALF + 1,
                        width - 1,
                        height));
            }
        }
    }
}
