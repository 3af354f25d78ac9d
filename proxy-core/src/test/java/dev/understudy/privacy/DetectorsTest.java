package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DetectorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL | jane.doe@example.com",
                "EMAIL | Jürgen.Müller+shop@post.firma-müller.de",
                "EMAIL | a_b%c@mail.xn--p1ai",
                "EMAIL | o'neil@uni.ac.uk",
                "CARD | 4111111111111111",
                "CARD | 4111 1111 1111 1111",
                "CARD | 5555-5555-5555-4444",
                "CARD | 3782 822463 10005",
                "CARD | 6304 0000 0000 0000",
                "IBAN | DE89 3704 0044 0532 0130 00",
                "IBAN | GB82WEST12345698765432",
                "IBAN | gb82west12345698765432",
                "IBAN | NO9386011117947",
                "IBAN | FR1420041010050500013M02606",
                "IP_ADDRESS | 8.8.8.8",
                "IP_ADDRESS | 203.0.113.7",
                "IP_ADDRESS | 192.168.1.20",
                "IP_ADDRESS | 2a02:8108:50bf:c694::1f",
                "IP_ADDRESS | fe80::1ff:fe23:4567:890a",
                "IP_ADDRESS | 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "NATIONAL_ID | 123-45-6789",
                "NATIONAL_ID | 899-12-3456",
                "NATIONAL_ID | 912-75-1234",
                "PHONE | +49 151 12345678",
                "PHONE | +4915112345678",
                "PHONE | +1 (202) 555-0143",
                "PHONE | +46 (0)8 928 571 38",
                "PHONE | +41 (0)71 526 99 04",
                "PHONE | (555) 123-4567",
                "PHONE | 202-555-0143",
                "PHONE | 1-202-555-0143",
                "PHONE | 415.555.2671",
                "PHONE | 07700 900 123",
                "PHONE | 030/1234567",
                "PHONE | 01.84.17.61.18",
                "PHONE | 001-202-555-0143",
                "MAC_ADDRESS | 3C:22:FB:5a:00:19",
                "MAC_ADDRESS | 3c-22-fb-5a-00-19",
                "MAC_ADDRESS | 00-11-22-33-44-55",
                "TOKEN | sk-proj-abcdEFGH1234567890ijklMNOP",
                "TOKEN | sk-ant-api03-AbCdEfGh12345678-_xyzXYZ0987",
                "TOKEN | AKIAIOSFODNN7EXAMPLE",
                "TOKEN | ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                "TOKEN | github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsT",
                "TOKEN | xoxb-123456789012-abcdefGHIJ",
                "TOKEN | AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "TOKEN | glpat-abcdEFGH1234567890",
                "TOKEN | hf_abcdEFGHijklMNOP1234567890",
                "TOKEN | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
            })
    void find_inASentence_isReplacedByTheSameKind(Kind kind, String value) {
        String text = "Before: " + value + ", after.";
        assertThat(Scans.matches(text)).singleElement().satisfies(match -> {
            assertThat(match.kind()).isEqualTo(kind);
            assertThat(text.substring(match.start(), match.end())).isEqualTo(value);
        });
        String changed = Scans.pseudonymised(text);
        assertThat(changed).startsWith("Before: ").endsWith(", after.").doesNotContain(value);
        assertThat(Scans.matches(changed)).singleElement().satisfies(match -> {
            assertThat(match.kind()).isEqualTo(kind);
            assertThat(match.replacement()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please call me at 9472 7916 | 9472 7916",
                "Phone: 5403926876 | 5403926876",
                "my mobile is 451 5986. | 451 5986",
                "085 175 7641-Office, 3660170548-Fax | 085 175 7641",
                "reach me: 345-899-3560x4587 | 345-899-3560",
                "Fax (37) 788-063 | (37) 788-063",
            })
    void find_telephoneByItsContext_isFound(String text, String value) {
        assertThat(Scans.matches(text)).isNotEmpty().allMatch(match -> match.kind() == Kind.PHONE);
        Match first = Scans.matches(text).get(0);
        assertThat(text.substring(first.start(), first.end())).isEqualTo(value);
    }

    /** A file that somebody's address is in the name of. */
    @ParameterizedTest
    @ValueSource(strings = {"jane.roe@corp.com.png", "jane.roe@corp.com.min.js", "jane.roe@corp.com.pdf"})
    void find_addressInTheNameOfAFile_isFound(String file) {
        assertThat(Scans.pseudonymised("see https://cdn.example/people/" + file + " and so on"))
                .doesNotContain("jane", "roe", "corp")
                .contains("https://cdn.example/people/person-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "jane@",
                "@example.com",
                "jane@localhost",
                "logo@2x.png",
                "bundle@2x.min.js",
                "react@18.2.0.mjs",
                "lodash@4.17.21",
                "@Override",
                "git@github.com:acme/repository.git",
                "a @ b.com",
                "4111111111111112",
                "1234567890123456",
                "4111-1111-1111-111a",
                "0.4111111111111111",
                "1762317021123",
                "550e8400-e29b-41d4-a716-446655440000",
                "41111111-1111-1111-0000-000000000000",
                "9783161484100",
                "DE89 3704 0044 0532 0130 01",
                "GB82WEST1234569876543",
                "ZZ89370400440532013000",
                "AB12",
                "1.2.3",
                "256.1.1.1",
                "1.2.3.4.5",
                "version 1.2.3.4",
                "v10.0.19.1",
                "127.0.0.1",
                "0.0.0.0",
                "01.02.03.04",
                "::1",
                "std::vector",
                "a::b",
                "abc::def",
                "12:30:45",
                "1:2:3:4:5:6:7:8",
                "ratio 3:4",
                "000-12-3456",
                "123-00-4567",
                "123-45-0000",
                "901-20-1234",
                "123-45-67890",
                "1-123-45-6789",
                "4711",
                "order 20240115",
                "2024-01-15",
                "15-01-2024",
                "15.01.2024",
                "2024-01-15T10:30:00Z",
                "1,234,567.89",
                "$1250",
                "1 234 567 890",
                "100 200 3000",
                "#202-555-0143",
                "ORD-202-555-0143",
                "12345678901",
                "order 12345678",
                "call 2024-01-15",
                "call about order 12345678",
                "the tool call id 12345678",
                "(2019) 1234567",
                "f(1) 2",
                "+1",
                "C++11",
                "1+12345678",
                "+5 percent",
                "555-0143",
                "AA:BB:CC:DD:EE:FF:00:11:22:33",
                "00:00:00:00:00:00",
                "AA-BB-CC",
                "sk-learn",
                "sk-circle-fade-dot-loading-screen",
                "task-force",
                "ghp_short",
                "AKIA",
                "AIzawa",
                "eyJust.a.word",
                "snake_case_name",
                "hf_transformers_pipeline_for_text",
                "-----BEGIN CERTIFICATE-----",
                "a file starts with -----BEGIN PRIVATE KEY----- and then the secret follows",
                "https://example.com/path?query=1#part",
                "ssh://git@host/repository",
            })
    void find_nearMiss_isLeftAlone(String text) {
        assertThat(Scans.matches(text)).allMatch(match -> match.replacement() == null);
        assertThat(Scans.pseudonymised(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://admin:hunter2@db.internal:5432/shop",
                "https://jane@corp.com:s3cret@host/path",
                "https://user:p@ss@host.org/",
                "https://0123456789abcdef0123@github.com/a/b",
            })
    void find_credentialsInAUrl_areReplacedAndTheHostStays(String url) {
        String changed = Scans.pseudonymised(url);
        assertThat(Scans.matches(url)).extracting(Match::kind).containsExactly(Kind.URL_CREDENTIALS);
        assertThat(changed)
                .endsWith(url.substring(url.lastIndexOf('@')))
                .doesNotContain("hunter2", "s3cret", "p@ss", "jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\\n", " "})
    void find_privateKey_keepsItsLabelOnly(String lineEnd) {
        String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
        String text =
                String.join(lineEnd, "-----BEGIN RSA PRIVATE KEY-----", line, line, "-----END RSA PRIVATE KEY-----");
        String changed = Scans.pseudonymised("key: " + text + "!");
        assertThat(changed)
                .startsWith("key: -----BEGIN RSA PRIVATE KEY-----" + lineEnd + "pseudo")
                .endsWith("-----END RSA PRIVATE KEY-----!")
                .doesNotContain("MIIE");
        assertThat(Scans.pseudonymised(text.substring(0, 80))).doesNotContain("MIIE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "r", "t"})
    void find_behindAnEscape_leavesTheEscapeWhole(String letter) {
        String arguments = "{\"note\":\"mail:\\" + letter + "jane@x.org\\" + letter + "4111111111111111\"}";
        String changed = Scans.pseudonymised(arguments);
        assertThat(changed)
                .matches("\\{\"note\":\"mail:\\\\" + letter + "person-[a-z2-7]{10}@example\\.com\\\\" + letter
                        + "4000009\\d{9}\"}");
    }
}
