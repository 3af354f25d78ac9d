package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by the words around it, or by more than a form: through whole policies. */
final class PolicyDetectorsTest {
    private static final PseudonymKeys KEYS = PseudonymKeys.fixed(Scans.KEY);
    private static final Pseudonymiser DEFAULT = Pseudonymisers.of(PolicyConfig.DEFAULT, KEYS);
    private static final Pseudonymiser STRICT = Pseudonymisers.of(PolicyConfig.STRICT, KEYS);

    private static void assertFound(Pseudonymiser policy, String type, String value, String text) {
        Pseudonymiser exchange = policy.forExchange();
        List<Replaced> replaced = exchange.replacements(text);
        assertThat(replaced).as(text).extracting(Replaced::type).containsExactly(type);
        Replaced one = replaced.get(0);
        assertThat(text.substring(one.start(), one.end())).isEqualTo(value);
        assertThat(one.replacement()).isNotEqualTo(value);
        String changed = exchange.value("", text);
        assertThat(changed).isEqualTo(text.replace(value, one.replacement()));
        assertThat(exchange.value("", changed)).as("a second time").isSameAs(changed);
        assertThat(policy.forExchange().value("", text))
                .as("in another exchange")
                .isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CA_SIN | 193 456 787 | my number is {}.",
                "UK_NINO | AB123456C | {}, please",
                "UK_NINO | AB 12 34 56 C | NI {}, please",
                "IN_AADHAAR | 2341 2341 2346 | {}",
                "IN_PAN | ABCPE1234F | PAN {}",
                "BR_CPF | 529.982.247-25 | o meu CPF: {}.",
                "BE_NRN | 85.07.30-033.28 | {}",
                "CH_AHV | 756.9217.0769.85 | AHV {}",
                "PL_PESEL | 44051401359 | {} to ja",
                "SE_PNR | 811218-9876 | {}",
                "DK_CPR | 070761-4285 | {}",
                "FI_HETU | 131052-308T | {}",
                "DE_STEUER_ID | 86 095 742 719 | {}",
                "FR_NIR | 2 55 08 14 168 025 38 | {}",
                "ES_DNI | 12345678Z | {} es",
                "ES_DNI | 12345678-Z | {} es",
                "ES_DNI | X1234567L | {} es",
                "IT_FISCAL_CODE | RSSMRA85T10A562S | {}",
                "MX_CURP | HEGG560427MVZRRL04 | {}",
                "KR_RRN | 900101-1234567 | {}",
                "CN_ID | 11010519491231002X | {}",
                "PHONE_NUMBER | 98765 43210 | Try {} later",
                "PHONE_NUMBER | 612 34 56 78 | Try {} later",
                "PASSWORD | hunter2!x | my password is {}",
                "PASSWORD | s3cretvalue99 | \"client_secret\": \"{}\"",
                "PASSWORD | Zq8mTr4LxP2v | Authorization: Bearer {}",
                "API_KEY | q8ZrT1vXw9LmKp3Yb7NcD5sHgJ2fRtUe | it is {} now",
                "DATE_OF_BIRTH | 2/16/1942 | My date of birth is {}.",
                "DATE_OF_BIRTH | 3 March 1985 | born on {} in a village",
                "DATE_OF_BIRTH | Feb 16th, 1942 | DOB {}",
                "DATE_OF_BIRTH | 5th March 1985 | born on {} in a village",
                "DATE_OF_BIRTH | March 3rd, 1985 | born on {} in a village",
                "DATE_OF_BIRTH | 1985-03-03 | geboren am {}",
                "PASSPORT | C01X00T47 | my passport number is {}",
                "US_DRIVER_LICENSE | 2270-66-1551 | my driver's license number is {}",
                "US_SSN | 457 55 5462 | social security number: {}",
                "STREET_ADDRESS | 742 Evergreen Terrace, Springfield, IL 62704 | I live at {}.",
                "STREET_ADDRESS | 25 rue de la Paix, Paris | au {} ce soir",
                "STREET_ADDRESS | Hauptstrasse 5 | in der {} wohnt er",
                "STREET_ADDRESS | 5a Baker Street | she lives at {} now",
                "STREET_ADDRESS | 221B Baker Street, London NW1 6XE | she lives at {}.",
                "STREET_ADDRESS | 12 5a Main Street | to {} please",
                "STREET_ADDRESS | Main Street 5a | to {} please",
                "STREET_ADDRESS | Hauptstrasse 5a, 10115 Berlin | in der {} wohnt er",
                "STREET_ADDRESS | 7bis rue de la Paix | au {} ce soir",
                "STREET_ADDRESS | 350 5th Avenue | send it to {} today",
                "STREET_ADDRESS | 350 West 34th Street | send it to {} today",
                "STREET_ADDRESS | Apt. 5B | to {} please",
                "STREET_ADDRESS | P.O. Box 149 | to {} please",
                "STREET_ADDRESS | Mannerheimintie 12 | send it to {} today",
                "ZIP_CODE | 35350 | my zip code is {}",
            })
    void default_valueInASentence_isReplacedOnce(String type, String value, String sentence) {
        assertFound(DEFAULT, type, value, sentence.replace("{}", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PERSON | Jane Roe | Please ask {} about it.",
                "PERSON | Szöllősy | It was written by {} last year.",
                "PERSON | Brown | Then Mr. {} came back.",
                "PERSON | rubija | my name is {}",
                "PERSON | Ludwig van der Rohe | That is {} there.",
                "LOCATION | Toulouse | We moved here from {} last year.",
                "LOCATION | Norway | I am from {} myself.",
                "ORGANIZATION | Bridgewater Holdings | I work for {} now.",
                "DATE_TIME | 14 May 2021 | we met on {} there",
                "AGE | 61 | a {} year old woman",
                "DOMAIN_NAME | https://www.farmerbuys.be | at {}/x there",
                "NUMBER | 88214 | it has the number {} on it",
            })
    void strict_valueInASentence_isReplacedOnce(String type, String value, String sentence) {
        assertFound(STRICT, type, value, sentence.replace("{}", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'd like a refund for order 4711, placed on 2026-11-03 at 14:05:33. It was $1,250.00 (plus 19% VAT).",
                "The password is wrong, and password: required is what it says. Max tokens: 4096, secret sauce: none.",
                "Passports are not needed. The licence is Apache 2.0, the license: MIT.",
                "He was born in a small town, and the birthday party was on Saturday.",
                "Address the issue first. Ship it on 5 May. We live in interesting times. Meet me at Gate 12 at 9.",
                "for (int i = 0; i < 10_000; i++) { std::cout << a[i] << std::endl; } // 0x7fff5fbff8a0",
                "chatcmpl-CYPS1lijGoK8gd9lYzY3r9Sx50nbt call_abc123XYZ fp_cbf1785567 gpt-4o-2024-08-06",
                "3f786850e387550fdab836ed7e6dc881de23001b 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Route 66 is a road, Highway 5 too; Step 3, Section 14, Version 12 and Page 7 are not addresses.",
                "I had the 4K Display, 2 1st Place medals, a 3D Printer and the 5G Mobile; Main Street is 10GB, 12th May is near.",
                "See Section 5a Article 3, Top 5a Street food, 2b Or Not 2b, and that 42nd Street is crowded. Jane is 3rd.",
                "M24 38c-5.93 0-11.01-3.4-13.45-8.36C31.22 9.43 27.81 8 24 8c-5.93 0-11.01 3.4-13.45 8.36z",
                "Return Code 5 and send Request 12; the site has Building 7, based on Model 3. Meet me on Floor 2.",
                "Das ist ein Weg. La rue est longue. Via email, please. The place is nice: 5 stars.",
                "{\"type\": \"object\", \"required\": [\"name\", \"address\"], \"maximum\": 100000}",
                "100% of \\n and &amp; and %20 stay; C:\\temp\\new; 50 &lt; 60; \\u00e9t\\u00e9",
                "日本語のテキスト、注文番号は12345です。Привет, 42. Ελληνικά.",
            })
    void default_harmlessText_isTheSameInstance(String text) {
        assertThat(DEFAULT.value("", text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'd like a refund. It was $1,250.00 (plus 19% VAT). Could you please help? Thanks!",
                "The Python script uses Docker and Kubernetes. See the README on GitHub. English is fine.",
                "On Monday we released version 2.4.1. Refactored the parser. Unlinked files are removed.",
                "SELECT id FROM users WHERE id = 1; HTTP 404 means NOT FOUND. The API returns JSON.",
                "Wisdom and Discipline are virtues. Title and Mission are words. Will you help me?",
            })
    void strict_harmlessText_isTheSameInstance(String text) {
        assertThat(STRICT.value("", text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane.roe\\u0040corp.com",
                "\\\\u006aane.roe\\\\u0040corp.com",
                "mail=jane.roe%40corp.com",
                "jane.roe&#64;corp.com",
                "jane.roe&#x40;corp.com",
                "jane.roe&commat;corp.com",
                "jane.roe\uff20corp.com",
                "j\u200bane.roe@cor\u00adp.com",
                "card \uff14\uff11\uff11\uff11 \uff11\uff11\uff11\uff11 \uff11\uff11\uff11\uff11 \uff11\uff11\uff11\uff11",
                "card \u0664\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661",
                "call +49\u2011151\u20112345\u20116789",
            })
    void default_disguisedValue_isFound(String text) {
        List<Replaced> replaced = DEFAULT.replacements("See " + text + " there");
        assertThat(replaced).hasSize(1);
        assertThat(replaced.get(0).end()).isEqualTo(4 + text.length());
        String changed = DEFAULT.value("", "See " + text + " there");
        assertThat(changed).startsWith("See ").endsWith(" there").doesNotContain("jane", "ane.roe", "corp");
    }
}
