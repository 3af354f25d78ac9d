package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.Loss;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What OpenAI's own tools did earlier in a conversation means nothing to another provider. */
class HostedHistoryTest {
    private static final List<String> ITEMS = List.of(
            "{'type':'web_search_call','id':'ws_1','status':'completed','action':{'type':'search','query':'q'}}",
            "{'type':'file_search_call','id':'fs_1','queries':['q'],'results':null}",
            "{'type':'code_interpreter_call','id':'ci_1','code':'1','container_id':'c','outputs':[]}",
            "{'type':'image_generation_call','id':'ig_1','result':'AA=='}",
            "{'type':'mcp_list_tools','id':'m_1','server_label':'s','tools':[]}",
            "{'type':'mcp_call','id':'m_2','name':'n','arguments':'{}','output':'o'}",
            "{'type':'computer_call','call_id':'c_1','action':{'type':'screenshot'}}",
            "{'type':'local_shell_call','call_id':'s_1','action':{'type':'exec','command':['ls']}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai-chat",
                "anthropic-messages",
                "gemini",
                "bedrock-converse",
                "bedrock-invoke",
                "ollama-chat",
                "cohere-chat"
            })
    void write_itemsOfHostedTools_areListedAsLost(String dialect) {
        RequestCodec target = Objects.requireNonNull(
                Objects.requireNonNull(Dialects.named(dialect)).requests());
        for (String item : ITEMS) {
            ObjectNode request = json(
                    "{'model':'claude-sonnet-4-5','max_output_tokens':9,'input':[{'role':'user','content':'first'},"
                            + item
                            + ",{'role':'assistant','content':[{'type':'output_text','text':'said'}]},{'role':'user','content':'then'}]}");

            Written written = target.write(new OpenAiResponses().requests().read("/v1/responses", request));

            assertThat(written.losses()).as(item).hasSize(1);
            Loss loss = written.losses().get(0);
            assertThat(loss.field()).startsWith("turns[1]");
            assertThat(loss.kind()).isEqualTo(Loss.Kind.DROPPED);
            assertThat(written.body().toString())
                    .contains("first", "said", "then")
                    .doesNotContain("_call", "mcp_");
        }
    }
}
