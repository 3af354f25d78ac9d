package dev.understudy.privacy;

import dev.understudy.config.PolicyConfig.Detector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a piece of personal data is. The order is part of the pseudonyms: new kinds go to the end. */
enum Kind {
    EMAIL(Detector.EMAIL, "EMAIL_ADDRESS"),
    CARD(Detector.CARD, "CREDIT_CARD"),
    IBAN(Detector.IBAN, "IBAN_CODE"),
    IP_ADDRESS(Detector.IP_ADDRESS, "IP_ADDRESS"),
    NATIONAL_ID(Detector.NATIONAL_ID, "US_SSN"),
    PHONE(Detector.PHONE, "PHONE_NUMBER"),
    MAC_ADDRESS(Detector.MAC_ADDRESS, "MAC_ADDRESS"),
    URL_CREDENTIALS(Detector.URL_CREDENTIALS, "URL_CREDENTIALS"),
    TOKEN(Detector.TOKEN, "API_KEY"),
    PRIVATE_KEY(Detector.PRIVATE_KEY, "PRIVATE_KEY"),
    OPAQUE_ID(Detector.USER_ID, "USER_ID"),
    PASSWORD(Detector.TOKEN, "PASSWORD"),
    BIRTH_DATE(Detector.BIRTH_DATE, "DATE_OF_BIRTH"),
    DOCUMENT(Detector.DOCUMENT, "DOCUMENT_NUMBER"),
    ADDRESS(Detector.ADDRESS, "STREET_ADDRESS"),
    PERSON(Detector.NAME, "PERSON"),
    LOCATION(Detector.NAME, "LOCATION"),
    ORGANIZATION(Detector.NAME, "ORGANIZATION"),
    DATE(Detector.DATE, "DATE_TIME"),
    AGE(Detector.AGE, "AGE"),
    WEB_ADDRESS(Detector.WEB_ADDRESS, "DOMAIN_NAME"),
    NUMBER(Detector.NUMBER, "NUMBER"),
    /** The user's own patterns and words; a match says which. */
    CUSTOM(null, "CUSTOM");

    private final @Nullable Detector detector;
    private final String label;

    Kind(@Nullable Detector detector, String label) {
        this.detector = detector;
        this.label = label;
    }

    /** What it is shown as: the names that Microsoft Presidio has for these, where it has one. */
    String label() {
        return label;
    }

    /** Whether a policy that looks for these looks for it; the user's own is always looked for. */
    boolean isIn(Set<Detector> detect) {
        return detector == null || detect.contains(detector);
    }
}
