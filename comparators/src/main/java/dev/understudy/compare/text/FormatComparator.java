package dev.understudy.compare.text;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Ratio;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.text.Layout.Element;
import java.util.Map;

/**
 * Whether the answers are laid out alike: headings, lists, code blocks, tables. Divergence is the mean of {@code 1 −
 * min/max} over the elements that either has; a match is the same kinds of elements, paragraphs aside.
 */
final class FormatComparator extends ReadingComparator {
    static final String NAME = "format";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Reading live = sides.live();
        Reading other = sides.other();
        Layout one = Layout.of(live);
        Layout another = Layout.of(other);
        double sum = 0;
        int elements = 0;
        StringBuilder line = new StringBuilder();
        boolean sameKinds = true;
        for (Element element : Element.values()) {
            int inLive = one.count(element);
            int inOther = another.count(element);
            if (inLive + inOther > 0) {
                elements++;
                sum += Ratio.divergence(inLive, inOther);
            }
            if ((inLive == 0) != (inOther == 0) && element != Element.PARAGRAPHS) {
                sameKinds = false;
                line.append(line.length() == 0 ? "" : "; ").append(only(element, live, inLive, other));
            }
        }
        if (elements == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        return Comparison.of(
                sameKinds,
                sum / elements,
                qualities(one),
                qualities(another),
                sameKinds ? "the same kinds" : line.toString());
    }

    private static String only(Element element, Reading live, int inLive, Reading other) {
        return element.label().replace('_', ' ') + " only in "
                + (inLive > 0 ? live : other).arm().label();
    }

    private static Map<String, Double> qualities(Layout layout) {
        Qualities qualities = new Qualities();
        for (Element element : Element.values()) {
            qualities.add(element.label(), layout.count(element));
        }
        return qualities.toMap();
    }
}
