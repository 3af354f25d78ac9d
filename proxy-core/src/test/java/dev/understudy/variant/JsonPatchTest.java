package dev.understudy.variant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.PatchOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonPatchTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** RFC 6902 appendix A but for A.12, which is answered more leniently, and RFC 6901's escapes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            A.1 member; {'foo':'bar'}; [{'op':'add','path':'/baz','value':'qux'}]; {'baz':'qux','foo':'bar'}
            A.2 element; {'foo':['bar','baz']}; [{'op':'add','path':'/foo/1','value':'qux'}]; {'foo':['bar','qux','baz']}
            A.3 remove member; {'baz':'qux','foo':'bar'}; [{'op':'remove','path':'/baz'}]; {'foo':'bar'}
            A.4 remove element; {'foo':['bar','qux','baz']}; [{'op':'remove','path':'/foo/1'}]; {'foo':['bar','baz']}
            A.5 replace; {'baz':'qux','foo':'bar'}; [{'op':'replace','path':'/baz','value':'boo'}]; {'baz':'boo','foo':'bar'}
            A.6 move; {'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}}; [{'op':'move','from':'/foo/waldo','path':'/qux/thud'}]; {'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}
            A.7 move element; {'foo':['all','grass','cows','eat']}; [{'op':'move','from':'/foo/1','path':'/foo/3'}]; {'foo':['all','cows','eat','grass']}
            A.8 test; {'baz':'qux','foo':['a',2,'c']}; [{'op':'test','path':'/baz','value':'qux'},{'op':'test','path':'/foo/1','value':2}]; {'baz':'qux','foo':['a',2,'c']}
            A.10 nested; {'foo':'bar'}; [{'op':'add','path':'/child','value':{'grandchild':{}}}]; {'foo':'bar','child':{'grandchild':{}}}
            A.11 unknown elements; {'foo':'bar'}; [{'op':'add','path':'/baz','value':'qux','xyz':123}]; {'foo':'bar','baz':'qux'}
            A.14 escapes; {'/':9,'~1':10}; [{'op':'test','path':'/~01','value':10}]; {'/':9,'~1':10}
            A.16 end of array; {'foo':['bar']}; [{'op':'add','path':'/foo/-','value':['abc','def']}]; {'foo':['bar',['abc','def']]}
            slash; {'a/b':1}; [{'op':'replace','path':'/a~1b','value':2}]; {'a/b':2}
            empty name; {'':1}; [{'op':'replace','path':'/','value':2}]; {'':2}
            whole document; {'a':1}; [{'op':'replace','path':'','value':[1]}]; [1]
            whole document by add; {'a':1}; [{'op':'add','path':'','value':{'b':2}}]; {'b':2}
            move to the root; {'a':{'b':1}}; [{'op':'move','from':'/a','path':''}]; {'b':1}
            copy; {'a':{'b':[1]}}; [{'op':'copy','from':'/a/b','path':'/c'},{'op':'add','path':'/c/-','value':2}]; {'a':{'b':[1]},'c':[1,2]}
            move onto itself; {'a':1}; [{'op':'move','from':'/a','path':'/a'}]; {'a':1}
            add over a member; {'a':1}; [{'op':'add','path':'/a','value':null}]; {'a':null}
            test null; {'a':null}; [{'op':'test','path':'/a','value':null}]; {'a':null}
            test numbers by value; {'a':[1,{'b':1.0}]}; [{'op':'test','path':'/a','value':[1.00,{'b':1}]}]; {'a':[1,{'b':1.0}]}
            test in any key order; {'a':{'x':1,'y':2}}; [{'op':'test','path':'/a','value':{'y':2,'x':1}}]; {'a':{'x':1,'y':2}}
            index as a member name; {'a':{'0':1}}; [{'op':'remove','path':'/a/0'}]; {'a':{}}
            no operations; {'a':1}; []; {'a':1}
            absent parent; {'foo':'bar'}; [{'op':'add','path':'/baz/bat','value':'qux'}]; {'foo':'bar','baz':{'bat':'qux'}}
            absent parents; {}; [{'op':'add','path':'/a/b/c','value':1}]; {'a':{'b':{'c':1}}}
            null parent; {'a':null}; [{'op':'add','path':'/a/b','value':1}]; {'a':{'b':1}}
            absent parent in an element; {'a':[{}]}; [{'op':'add','path':'/a/0/b/c','value':1}]; {'a':[{'b':{'c':1}}]}
            """)
    void apply_example_gives(String name, String document, String patch, String expected) throws Exception {
        JsonNode before = json(document);

        JsonNode after = JsonPatch.apply(before, operations(patch));

        assertThat(after).isEqualTo(json(expected));
        assertThat(before).isEqualTo(json(document));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            A.9 failing test; {'baz':'qux'}; [{'op':'test','path':'/baz','value':'bar'}]; patch[0] test /baz: the value is another one
            end of an absent array; {'a':1}; [{'op':'add','path':'/stop/-','value':'x'}]; patch[0] add /stop/-: nothing is there
            element of an absent array; {'a':1}; [{'op':'add','path':'/tools/0/type','value':'x'}]; patch[0] add /tools/0/type: nothing is there
            absent element; {'a':[]}; [{'op':'add','path':'/a/0/b','value':'x'}]; patch[0] add /a/0/b: index 0 of an array of 0
            copy under an absent parent; {'a':1}; [{'op':'copy','from':'/a','path':'/b/c'}]; patch[0] copy /b/c: nothing is there
            move under an absent parent; {'a':1}; [{'op':'move','from':'/a','path':'/b/c'}]; patch[0] move /b/c: nothing is there
            replace under an absent parent; {'a':1}; [{'op':'replace','path':'/b/c','value':1}]; patch[0] replace /b/c: nothing is there
            test under an absent parent; {'a':1}; [{'op':'test','path':'/b/c','value':1}]; patch[0] test /b/c: nothing is there
            A.15 text is no number; {'/':9,'~1':10}; [{'op':'test','path':'/~01','value':'10'}]; patch[0] test /~01: the value is another one
            remove nothing; {'a':1}; [{'op':'remove','path':'/b'}]; patch[0] remove /b: nothing is there
            replace nothing; {'a':1}; [{'op':'replace','path':'/b','value':1}]; patch[0] replace /b: nothing is there
            copy nothing; {'a':1}; [{'op':'copy','from':'/b','path':'/c'}]; patch[0] copy /c: nothing is there
            remove everything; {'a':1}; [{'op':'remove','path':''}]; patch[0] remove : the whole document cannot go
            into itself; {'a':{'b':1}}; [{'op':'move','from':'/a','path':'/a/b'}]; patch[0] move /a/b: a value cannot be moved into itself
            into a scalar; {'a':1}; [{'op':'add','path':'/a/b','value':1}]; patch[0] add /a/b: the parent is neither an object nor an array
            beyond the end; {'a':[1]}; [{'op':'add','path':'/a/2','value':1}]; patch[0] add /a/2: index 2 of an array of 1
            element after the last; {'a':[1]}; [{'op':'remove','path':'/a/-'}]; patch[0] remove /a/-: not an array index: -
            leading zero; {'a':[1,2]}; [{'op':'remove','path':'/a/01'}]; patch[0] remove /a/01: not an array index: 01
            huge index; {'a':[1]}; [{'op':'add','path':'/a/99999999999','value':1}]; patch[0] add /a/99999999999: not an array index: 99999999999
            name in an array; {'a':[1]}; [{'op':'replace','path':'/a/x','value':1}]; patch[0] replace /a/x: not an array index: x
            second fails; {'a':1}; [{'op':'remove','path':'/a'},{'op':'remove','path':'/a'}]; patch[1] remove /a: nothing is there
            """)
    void apply_failing_saysWhichAndChangesNothing(String name, String document, String patch, String reason) {
        JsonNode before = json(document);

        assertThatThrownBy(() -> JsonPatch.apply(before, operations(patch)))
                .isInstanceOf(VariantException.class)
                .hasMessage(reason);
        assertThat(before).isEqualTo(json(document));
    }

    @Test
    void apply_twice_neverWritesIntoItsOwnValues() throws Exception {
        List<PatchOperation> patch = operations(
                "[{'op':'add','path':'/m','value':{}},{'op':'add','path':'/m/x','value':1},{'op':'add','path':'/m/l','value':[]}]");

        JsonPatch.apply(json("{}"), patch);

        assertThat(JsonPatch.apply(json("{}"), patch)).isEqualTo(json("{'m':{'x':1,'l':[]}}"));
        assertThat(patch.get(0).value()).isEqualTo(json("{}"));
    }

    static JsonNode json(String withSingleQuotes) {
        return MAPPER.readTree(withSingleQuotes.replace('\'', '"').getBytes(UTF_8));
    }

    static List<PatchOperation> operations(String patch) {
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonNode node : json(patch)) {
            operations.add(new PatchOperation(
                    PatchOperation.Kind.valueOf(node.path("op").asString().toUpperCase(Locale.ROOT)),
                    node.path("path").asString(),
                    node.has("from") ? node.path("from").asString() : null,
                    node.get("value")));
        }
        return operations;
    }
}
