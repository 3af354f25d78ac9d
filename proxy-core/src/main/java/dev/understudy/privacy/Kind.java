package dev.understudy.privacy;

/** What a piece of personal data is. The order is part of the pseudonyms: new kinds go to the end. */
enum Kind {
    EMAIL,
    CARD,
    IBAN,
    IP_ADDRESS,
    NATIONAL_ID,
    PHONE,
    MAC_ADDRESS,
    URL_CREDENTIALS,
    TOKEN,
    PRIVATE_KEY,
    OPAQUE_ID
}
