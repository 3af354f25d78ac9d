package dev.understudy.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A system prompt cut into sentences, so that a template whose one sentence has a name in it is known by all the others.
 * Dates, times of day and ids are not part of it: a prompt that says what day it is has not changed the next day.
 */
final class PromptPieces {
    static final int MOST = 64;
    /** Beyond it a prompt is known by its beginning and its length. */
    private static final int LONGEST = 1 << 20;

    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
    private static final Pattern DATES = Pattern.compile(String.join(
            "|",
            "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?",
            "\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b",
            "\\b" + MONTH + "\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b",
            "\\b\\d{1,2}(?:st|nd|rd|th|\\.)? " + MONTH + "\\.?(?:,? \\d{4})?\\b",
            "\\b" + MONTH + " \\d{4}\\b",
            "\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b",
            "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b",
            "\\b\\d{10,19}\\b"));
    /** Opening hours are part of a prompt, the time of day is not. */
    private static final Pattern NOW = Pattern.compile("(?i)\\b(?:now|today|current|currently|time is|date)\\b");

    private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp]\\.?[Mm]\\b)?");

    private PromptPieces() {}

    static long[] of(PrintKey key, String kind, String prompt) {
        String known = prompt.length() <= LONGEST ? prompt : prompt.substring(0, LONGEST) + prompt.length();
        List<String> sentences = sentences(known);
        long[] hashes = sentences.stream()
                .mapToLong(sentence -> key.of(kind, plain(sentence)))
                .toArray();
        return hashes.length <= MOST ? hashes : grouped(hashes);
    }

    private static List<String> sentences(String prompt) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < prompt.length(); i++) {
            char here = prompt.charAt(i);
            boolean stop = here == '.' || here == '!' || here == '?' || here == ';';
            boolean ends = here == '\n' || (stop && i + 1 < prompt.length() && prompt.charAt(i + 1) == ' ');
            if (ends || i == prompt.length() - 1) {
                String sentence = prompt.substring(start, i + 1).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
                start = i + 1;
            }
        }
        return sentences;
    }

    private static String plain(String sentence) {
        String dateless = DATES.matcher(sentence).replaceAll("#");
        return NOW.matcher(dateless).find() ? TIME.matcher(dateless).replaceAll("#") : dateless;
    }

    /** Groups end at sentences whose hash says so, and not by number, so that a sentence more leaves the other groups as they are. */
    private static long[] grouped(long[] hashes) {
        int sentencesInGroup = Integer.highestOneBit(hashes.length / MOST) * 4;
        long[] groups = new long[MOST];
        int group = 0;
        for (long hash : hashes) {
            groups[group] = groups[group] * 0x9e3779b97f4a7c15L + hash;
            if ((hash & (sentencesInGroup - 1)) == 0 && group < MOST - 1) {
                group++;
            }
        }
        return Arrays.copyOf(groups, group + 1);
    }
}
