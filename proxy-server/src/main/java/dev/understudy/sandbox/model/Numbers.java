package dev.understudy.sandbox.model;

import java.util.Map;

/** Numbers and spans of time as people write them. */
final class Numbers {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("thirty", 30),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90));

    private Numbers() {}

    /** A number in digits (four at most) or one of the words above. */
    static int parse(String number) {
        Integer word = WORDS.get(number);
        return word != null ? word : Integer.parseInt(number);
    }

    static int daysIn(String unit) {
        return switch (unit) {
            case "week" -> 7;
            case "month" -> 30;
            case "year" -> 365;
            default -> 1;
        };
    }

    static int daysSince(String phrase) {
        return switch (phrase) {
            case "yesterday" -> 1;
            case "last week" -> 7;
            case "last month" -> 30;
            case "last year" -> 365;
            default -> 0;
        };
    }
}
