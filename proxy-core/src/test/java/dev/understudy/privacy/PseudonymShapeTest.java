package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PseudonymShapeTest {
    private static String card(long number) {
        String digits = "4" + String.format("%014d", number);
        return digits + (10 - Cards.checksum(digits + "0")) % 10;
    }

    private static int remainder(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    }

    @Property(tries = 200)
    void card_any_keepsLengthAndGapsAndPassesLuhn(@ForAll @LongRange(min = 0, max = 99_999_999_999_999L) long number) {
        String plain = card(number);
        String grouped = plain.replaceAll("(.{4})(?=.)", "$1 ");
        String pseudonym = Scans.pseudonymised(plain);
        assertThat(pseudonym).matches("4000009\\d{9}");
        assertThat(Cards.checksum(pseudonym)).isZero();
        assertThat(Scans.pseudonymised(grouped)).isEqualTo(pseudonym.replaceAll("(.{4})(?=.)", "$1 "));
    }

    @Property(tries = 200)
    void iban_anyGerman_keepsTheCountryAndIsValid(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long account) {
        String digits = String.format("%018d", account);
        int check = 98
                - new BigInteger(digits + "131400").mod(BigInteger.valueOf(97)).intValue();
        String pseudonym = Scans.pseudonymised("DE" + String.format("%02d", check) + digits);
        assertThat(pseudonym).matches("DE\\d\\d99999\\d{13}");
        assertThat(remainder(pseudonym)).isEqualTo(1);
    }

    @Test
    void iban_lettersAndGaps_stayLettersAndGaps() {
        assertThat(Scans.pseudonymised("GB82 WEST 1234 5698 7654 32"))
                .matches("GB\\d\\d XXXX 9\\d{3} \\d{4} \\d{4} \\d\\d");
        assertThat(Scans.pseudonymised("gb82west12345698765432")).matches("gb\\d\\dxxxx9\\d{13}");
    }

    /** Drawn without looking, one key in some 750 would give a date as what it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {"3 March 1985", "3 Mar 1985", "1985-03-03", "Feb 16th, 1942", "5th March 1985", "2/16/1942"})
    void date_underAnyKey_isAnotherDay(String date) {
        Words words = Words.of(date);
        DateForm form = DateForm.at(words, 0);
        String numbers = date.replaceAll("Mar(ch)?|Feb", "");
        for (int key = 0; key < 5_000; key++) {
            KeyedPseudonyms pseudonyms = new KeyedPseudonyms(("key " + key).getBytes(StandardCharsets.UTF_8));
            String pseudonym = form.pseudonym(words, Kind.BIRTH_DATE, pseudonyms);
            assertThat(pseudonym.replaceAll("[A-Z][a-z]+", "")).isNotEqualTo(numbers);
            assertThat(form.pseudonym(words, Kind.BIRTH_DATE, pseudonyms)).isEqualTo(pseudonym);
        }
    }

    /** Drawn without looking, one key in nine would leave the first as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"Apt. 5", "Apt. 5a", "P.O. Box 14", "12 5th Avenue"})
    void address_underAnyKey_hasAnotherNumber(String address) {
        for (int key = 0; key < 500; key++) {
            PseudonymKeys keys = PseudonymKeys.fixed(("key " + key).getBytes(StandardCharsets.UTF_8));
            List<Replaced> replaced =
                    Pseudonymisers.of(PolicyConfig.DEFAULT, keys).replacements(address);
            assertThat(replaced).hasSize(1);
            assertThat(replaced.get(0).replacement()).isNotEqualTo(address);
        }
    }

    @Test
    void phone_oneNumberInManyForms_hasOnePseudonym() {
        String digits = Scans.pseudonymised("202-555-0143").replaceAll("\\D", "");
        assertThat(digits).matches("[2-9]9\\d555\\d{4}");
        assertThat(Scans.pseudonymised("+1 (202) 555-0143").replaceAll("\\D", ""))
                .isEqualTo("1" + digits);
        assertThat(Scans.pseudonymised("001-202-555-0143").replaceAll("\\D", ""))
                .isEqualTo("001" + digits);
        assertThat(Scans.pseudonymised("(202) 555-0143")).matches("\\([2-9]9\\d\\) 555-\\d{4}");
    }

    @Test
    void phone_international_keepsCountryAndTrunkZero() {
        assertThat(Scans.pseudonymised("+46 (0)8 928 571 38")).matches("\\+46 \\(0\\)5 55\\d \\d{3} \\d\\d");
        assertThat(Scans.pseudonymised("07700 900 123")).matches("0555\\d \\d{3} \\d{3}");
    }

    @Test
    void others_haveTheirReservedForms() {
        assertThat(Scans.pseudonymised("jane@corp.com")).matches("person-[a-z2-7]{10}@example\\.com");
        assertThat(Scans.pseudonymised("8.8.8.8")).matches("198\\.1[89]\\.\\d{1,3}\\.\\d{1,3}");
        assertThat(Scans.pseudonymised("2a02:8108::1f")).matches("2001:db8:5555(:[1-9][0-9a-f]{3}){5}");
        assertThat(Scans.pseudonymised("123-45-6789")).matches("666-\\d\\d-\\d{4}");
        assertThat(Scans.pseudonymised("3C:22:FB:5A:00:19")).matches("02:00:5E(:[0-9A-F]{2}){3}");
        assertThat(Scans.pseudonymised("AKIAIOSFODNN7EXAMPLE")).matches("AKIAPSEUDO[A-Z0-9]{10}");
        assertThat(Scans.pseudonymised("ghp_16C7e42F292c6912E7710c838347Ae178B4a"))
                .matches("ghp_pseudo[A-Za-z0-9]{30}");
    }

    @Test
    void sameAddress_inOtherSpelling_hasTheSamePseudonym() {
        assertThat(Scans.pseudonymised("Jane.Doe@Corp.COM")).isEqualTo(Scans.pseudonymised("jane.doe@corp.com"));
        assertThat(Scans.pseudonymised("2A02:8108:0:0:0:0:0:1F")).isEqualTo(Scans.pseudonymised("2a02:8108::1f"));
        assertThat(Scans.pseudonymised("3c-22-fb-5a-00-19").replace('-', ':'))
                .isEqualTo(Scans.pseudonymised("3c:22:fb:5a:00:19"));
    }

    @Test
    void otherKey_sameValue_hasAnotherPseudonym() {
        KeyedPseudonyms other = new KeyedPseudonyms(new byte[] {1});
        assertThat(new TextScan("jane@corp.com", other).pseudonymised())
                .isNotEqualTo(Scans.pseudonymised("jane@corp.com"));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "jane@corp.com",
                "4111 1111 1111 1111",
                "DE89370400440532013000",
                "8.8.8.8",
                "2a02:8108::1f",
                "123-45-6789",
                "+49 151 12345678",
                "(555) 123-4567",
                "call 9472 7916",
                "phone 451 5986",
                "07700 900 123",
                "00 49 30 1234567",
                "3c:22:fb:5a:00:19",
                "sk-proj-abcdEFGH1234567890",
                "https://a:b@host/",
                "AKIAIOSFODNN7EXAMPLE",
                "666-12-3456",
                "phone 000-12-3456",
                " ",
                " ",
                "\n",
                "\\n",
                "-",
                ".",
                ",",
                ":",
                "+",
                "(",
                "1",
                "42",
                "word",
                "@",
                "/",
                "x");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 2000)
    void pseudonymised_twice_changesNothingMore(@ForAll("texts") String text) {
        String once = Scans.pseudonymised(text);
        assertThat(Scans.pseudonymised(once)).isEqualTo(once);
    }

    @Property(tries = 1000)
    void pseudonymised_anyText_neverFails(@ForAll String text) {
        String once = Scans.pseudonymised(text);
        assertThat(once).isEqualTo(Scans.pseudonymised(text));
    }
}
