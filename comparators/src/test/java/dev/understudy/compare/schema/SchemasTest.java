package dev.understudy.compare.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemasTest {
    private final Schemas schemas = new Schemas(1_000);

    @Test
    void check_valueThatKeepsToIt_conforms() {
        assertThat(check("{'type':'object','required':['a'],'properties':{'a':{'type':'integer'}}}", "{'a':1}"))
                .isEqualTo(Conformance.CONFORMS);
    }

    @Test
    void check_valueThatDoesNot_saysWhereAndWhat() {
        Conformance conformance = check("{'type':'object','properties':{'a':{'type':'integer'}}}", "{'a':'x'}");
        assertThat(conformance).isInstanceOf(Conformance.Violates.class);
        assertThat(((Conformance.Violates) conformance).first().get(0)).startsWith("$.a: string found, integer");
    }

    @Test
    void check_format_isAsserted() {
        assertThat(check("{'type':'string','format':'date'}", "'2026-02-31'")).isInstanceOf(Conformance.Violates.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'http://example.invalid/schema.json'}",
                "{'$ref':'file:///etc/passwd'}",
                "{'properties':{'a':{'$ref':'https://example.invalid/x#/a'}},'required':['a']}",
                "{'$ref':'classpath:logback.xml'}",
                "{'$ref':'#/$defs/nowhere'}",
                "{'type':'string','pattern':'('}",
            })
    void check_schemaThatCannotBeRead_isUnknown(String schema) {
        assertThat(check(schema, schema.contains("'a'") ? "{'a':1}" : "'x'"))
                .as(schema)
                .isInstanceOf(Conformance.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(?=(a+)+$).*b", "((a{9}){9}){9}", "(.*)*\\\\1b"})
    void check_catastrophicPattern_endsSoon(String pattern) {
        JsonNode schema = StrictJson.parse("{\"pattern\":\"" + pattern + "\"}");
        JsonNode value = StrictJson.parse("\"" + "a".repeat(5_000) + "!\"");
        assertThat(schemas.check(schema, value)).isNotNull();
    }

    /** A text that is not read cannot be counted by its reader. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((){1000}){1000}){1000}){1000}y",
                "(?:(?:){1000}){1000}(?!)",
                "(?:(?=a){1000}){1000}{1000}(?!)",
                "(?:(?:){1000}a)*(?:(?:){1000}){1000}(?!)",
                "(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)"
                        + "(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?!)",
            })
    void check_patternThatIsBusyWithoutReading_isNotTried(String pattern) {
        assertThat(check("{'pattern':'" + pattern + "'}", "'" + "a".repeat(100) + "'"))
                .isInstanceOf(Conformance.Unknown.class);
    }

    @Test
    void check_longPatternsThatRead_areTried() {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        String one = "01234567-89ab-cdef-0123-456789abcdef";
        assertThat(check("{'pattern':'^" + uuid + "/" + uuid + "$'}", "'" + one + "/" + one + "'"))
                .isEqualTo(Conformance.CONFORMS);
        assertThat(check("{'pattern':'^(?!(?:true|false|null)$).{1,8000}$'}", "'" + "a".repeat(8_000) + "'"))
                .isEqualTo(Conformance.CONFORMS);
        assertThat(check("{'pattern':'^(?=.*[a-z])(?=.*[0-9]).{8,}$'}", "'" + "a".repeat(2_000) + "'"))
                .isInstanceOf(Conformance.Violates.class);
    }

    @Test
    void check_schemaThatRefersToItself_endsSoon() {
        assertThat(check("{'$ref':'#'}", "1")).isNotEqualTo(Conformance.CONFORMS);
        assertThat(check("{'allOf':[{'$ref':'#'},{'$ref':'#'}]}", "{}")).isInstanceOf(Conformance.Unknown.class);
        assertThat(check("{'anyOf':[{'$ref':'#'}]}", "{}")).isInstanceOf(Conformance.Unknown.class);
    }

    @Test
    void check_branchesThatMultiply_areCutOff() {
        StringBuilder schema = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
        for (int i = 0; i < 24; i++) {
            String next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
            schema.append("'d")
                    .append(i)
                    .append("':{'allOf':[")
                    .append(next)
                    .append(',')
                    .append(next)
                    .append("]},");
        }
        assertThat(check(schema.append("'d24':{'type':'integer'}}}").toString(), "1"))
                .isInstanceOf(Conformance.Unknown.class);
    }

    @Test
    void check_schemaOrValueBeyondTheBounds_isUnknown() {
        String deep = "{'not':".repeat(150) + "{}" + "}".repeat(150);
        assertThat(check(deep, "1")).isInstanceOf(Conformance.Unknown.class);
        JsonNode wide = StrictJson.parse("[" + "1,".repeat(200_000) + "1]");
        assertThat(schemas.check(StrictJson.parse("{}"), wide)).isInstanceOf(Conformance.Unknown.class);
        assertThat(check("{'multipleOf':0.01}", "1e900000000")).isInstanceOf(Conformance.Unknown.class);
    }

    @Test
    void check_flavoursOfProviders_areUnderstood() {
        String gemini = "{'type':'OBJECT','properties':{'type':{'type':'STRING','nullable':true}},'required':['type']}";
        assertThat(check(gemini, "{'type':null}")).isEqualTo(Conformance.CONFORMS);
        assertThat(check(gemini, "{'type':1}")).isInstanceOf(Conformance.Violates.class);
        assertThat(check("{'type':'dict','properties':{'x':{'type':'float'}}}", "{'x':1.5}"))
                .isEqualTo(Conformance.CONFORMS);
        assertThat(check("{'$schema':'http://example.org/mine','type':'string'}", "1"))
                .isInstanceOf(Conformance.Violates.class);
    }

    @Test
    void check_manySchemas_keepsOnlySoMany() {
        for (int i = 0; i < 2_000; i++) {
            check("{'maximum':" + i + "}", "1");
        }
        assertThat(schemas.cached()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void check_twoSchemasOfOneId_areTwo() {
        assertThat(check("{'$id':'http://a/s','type':'string'}", "1")).isInstanceOf(Conformance.Violates.class);
        assertThat(check("{'$id':'http://a/s','type':'integer'}", "1")).isEqualTo(Conformance.CONFORMS);
    }

    private Conformance check(String schema, String value) {
        return schemas.check(StrictJson.parse(schema.replace('\'', '"')), StrictJson.parse(value.replace('\'', '"')));
    }
}
