package dev.understudy.compare.facts;

import java.util.HashMap;
import java.util.Map;

/** Names of months in the main European languages, as numbers. */
final class Months {
    /** 1 to 12 by name, in lower case. */
    static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        String[] names = {
            "january jan januar janvier enero gennaio janeiro januari",
            "february feb februar février febrero febbraio fevereiro februari",
            "march mar märz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dicembre dezembro"
        };
        for (int month = 0; month < names.length; month++) {
            for (String name : names[month].split(" ")) {
                NUMBERS.put(name, month + 1);
            }
        }
    }

    private Months() {}
}
