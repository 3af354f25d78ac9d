package dev.understudy.variant;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.ContainmentConfig.ServerTools;
import dev.understudy.config.ContainmentConfig.Store;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.testing.Variants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmContainmentTest {
    private static final CapturedRequest REQUEST =
            new CapturedRequest("POST", "/v1/chat/completions", Headers.EMPTY, new byte[0]);
    private static final String TOOLS = "{'store':true,'web_search_options':{},'tools':[{'type':'web_search'},"
            + "{'type':'function','function':{'name':'f'}}]}";

    private final Dialect dialect = Dialects.named("openai-chat");
    private final CandidateConfig candidate =
            Arms.candidate(Arms.ELSEWHERE, CredentialsConfig.NONE, VariantConfig.NONE);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            FORCE; FORCE; {'store':true}; {'store':false}; {'store':false}
            OMIT; FORCE; {'store':true}; {}; {'store':false}
            FORCE; OMIT; {}; {'store':false}; {}
            OMIT; OMIT; {'store':false}; {}; {}
            """)
    void derive_store_asEachArmIsTold(
            Store store, Store control, String request, String candidateBody, String controlBody) {
        ArmRequests arms = Arms.of(candidate, new ContainmentConfig(store, control, ServerTools.REMOVE));

        assertThat(((Derived.Ready) arms.candidate(REQUEST, json(request), dialect)).json())
                .isEqualTo(json(candidateBody));
        assertThat(((Derived.Ready) arms.control(REQUEST, json(request), dialect)).json())
                .isEqualTo(json(controlBody));
    }

    @Test
    void derive_serverToolsRemoved_areCountedAndNamed() {
        Derived.Ready ready =
                (Derived.Ready) Arms.of(candidate, ContainmentConfig.DEFAULT).candidate(REQUEST, json(TOOLS), dialect);

        assertThat(ready.serverTools()).isEqualTo(2);
        assertThat(ready.notes()).containsExactly("store", "web_search_options", "tools[0] web_search");
        assertThat(ready.json().path("tools")).hasSize(1);
    }

    @Test
    void derive_serverToolsSkip_refusesOnlyRequestsThatHaveThem() {
        ArmRequests arms = Arms.of(candidate, new ContainmentConfig(Store.FORCE, Store.FORCE, ServerTools.SKIP));

        assertThat(arms.candidate(REQUEST, json(TOOLS), dialect))
                .isInstanceOfSatisfying(
                        Derived.Refused.class,
                        refused -> assertThat(refused.outcome()).isEqualTo(Outcome.SKIPPED_SERVER_TOOLS));
        assertThat(arms.candidate(REQUEST, json("{'store':true,'background':true}"), dialect))
                .isInstanceOf(Derived.Ready.class);
    }

    /** The contract's own example has to work for requests with and without metadata. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}; {'store':false,'metadata':{'shadow':'1'}}
            {'metadata':null}; {'store':false,'metadata':{'shadow':'1'}}
            {'metadata':{'a':'b'}}; {'store':false,'metadata':{'a':'b','shadow':'1'}}
            """)
    void candidate_patchOfTheContract_fitsEveryRequest(String request, String expected) {
        VariantConfig patched =
                Variants.ofPatch(JsonPatchTest.operations("[{'op':'add','path':'/metadata/shadow','value':'1'}]"));

        Derived derived = Arms.of(
                        Arms.candidate(Arms.ELSEWHERE, CredentialsConfig.NONE, patched), ContainmentConfig.DEFAULT)
                .candidate(REQUEST, json(request), dialect);

        assertThat(((Derived.Ready) derived).json()).isEqualTo(json(expected));
    }
}
