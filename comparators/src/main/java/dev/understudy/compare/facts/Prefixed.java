package dev.understudy.compare.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * English words that deny by how they begin: "ineligible" says "not eligible". A list and not a rule, because "under" and
 * "interest" begin like that too.
 */
final class Prefixed {
    /** By word, in lower case: how many of its letters are the denial. */
    static final Map<String, Integer> LETTERS = new HashMap<>();

    static {
        add(
                "un",
                "able acceptable affected aided allowed altered applied approved authorised authorized available aware"
                        + " cancelled certain changed clear common complete confirmed covered defined desirable expected"
                        + " fair familiar finished fit happy healthy important insured intended known lawful"
                        + " licensed limited likely locked lucky necessary needed paid popular processed proven refundable"
                        + " registered related reliable resolved restricted safe satisfied secure shipped signed stable"
                        + " successful suitable supported sure tested true usable used usual verified wanted willing");
        add(
                "in",
                "accessible accurate active adequate admissible applicable appropriate capable complete compatible consistent"
                        + " convenient correct decisive direct effective efficient eligible experienced flexible secure"
                        + " sufficient tolerant valid visible");
        add(
                "im",
                "mature moral movable partial perfect permissible plausible polite possible practical probable proper pure");
        add("ir", "regular relevant replaceable responsible reversible");
        add("il", "legal legible legitimate logical");
        add(
                "dis",
                "abled agree agrees allow allowed allows approve approved approves honest honoured satisfied similar");
        add("non", "compliant essential existent negotiable refundable returnable taxable transferable");
    }

    private Prefixed() {}

    private static void add(String prefix, String words) {
        for (String word : List.of(words.split(" "))) {
            LETTERS.put(prefix + word, prefix.length());
        }
    }
}
