package dev.understudy.compare.schema;

import tools.jackson.databind.JsonNode;

/** How large a JSON tree is, for bounds: nodes, depth, characters and the scale of its numbers. Stops at the bounds. */
final class TreeSize {
    private static final int LARGEST_SCALE = 2_000;

    private final int mostNodes;
    private final int mostDepth;
    private int nodes;
    private boolean beyond;

    private TreeSize(int mostNodes, int mostDepth) {
        this.mostNodes = mostNodes;
        this.mostDepth = mostDepth;
    }

    /** The number of nodes, strings counting one more for every 64 characters; -1 when it is beyond a bound. */
    static int of(JsonNode tree, int mostNodes, int mostDepth) {
        TreeSize size = new TreeSize(mostNodes, mostDepth);
        size.add(tree, 1);
        return size.beyond ? -1 : size.nodes;
    }

    private void add(JsonNode node, int depth) {
        nodes += 1 + (node.isString() ? node.stringValue().length() >> 6 : 0);
        // 1e1000000000 is a short text and a number that arithmetic cannot bear.
        beyond |= nodes > mostNodes || depth > mostDepth || (node.isBigDecimal() && isExtreme(node));
        if (beyond || !node.isContainer()) {
            return;
        }
        for (JsonNode child : node.values()) {
            add(child, depth + 1);
            if (beyond) {
                return;
            }
        }
    }

    private static boolean isExtreme(JsonNode number) {
        return Math.abs((long) number.decimalValue().scale()) > LARGEST_SCALE;
    }
}
