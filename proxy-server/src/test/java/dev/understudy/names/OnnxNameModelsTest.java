package dev.understudy.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import dev.understudy.config.NamesConfig;
import dev.understudy.privacy.NameFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxNameModelsTest {
    @TempDir
    Path folder;

    private NameFinder open(Path model) {
        return new OnnxNameModels().open(new NamesConfig(model, NamesConfig.CHARACTERS));
    }

    private static List<String> names(NameFinder finder, String text) {
        return finder.in(text).stream()
                .map(name -> name.sort() + " " + text.substring(name.start(), name.end()))
                .toList();
    }

    @Test
    void in_beginsAndContinues_isOneNameOfWholeWords() {
        NameFinder finder = open(TinyModel.usual().write(folder));
        assertThat(names(finder, "my name is Rubija Fada, I live in New York and work for Blue Heron. French"))
                .containsExactly("PERSON Rubija Fada", "LOCATION New York", "ORGANIZATION Blue Heron");
    }

    @Test
    void in_everyKindOfText_hasItsPlaces() {
        NameFinder finder = open(TinyModel.usual().write(folder));
        assertThat(names(finder, "👋 Szöllősy,jane")).containsExactly("PERSON Szöllősy", "PERSON jane");
        assertThat(names(finder, "Will-Fada"))
                .as("a hyphen is a word of its own")
                .containsExactly("PERSON Will-Fada");
        assertThat(names(finder, "Willd")).as("no piece of a name stays").containsExactly("PERSON Willd");
        assertThat(names(finder, "janes")).containsExactly("PERSON janes");
        assertThat(names(finder, "")).isEmpty();
        assertThat(names(finder, "\u0000\ud800 x".repeat(1000))).isEmpty();
    }

    @Test
    void in_otherNotations_areUnderstood() {
        TinyModel ended = new TinyModel("O", "B-GIVENNAME", "E-GIVENNAME", "S-GIVENNAME", "S-city")
                .knows("B-GIVENNAME", "Ann")
                .knows("E-GIVENNAME", "Lee")
                .knows("S-GIVENNAME", "Bo")
                .knows("S-city", "Ulm");
        assertThat(names(open(ended.write(folder.resolve("bioes"))), "Ann Lee Lee Bo Bo Ulm"))
                .containsExactly("PERSON Ann Lee", "PERSON Lee", "PERSON Bo", "PERSON Bo", "LOCATION Ulm");
        TinyModel plain = new TinyModel("O", "PER").knows("PER", "Ann", "Lee").knows("O", "and");
        assertThat(names(open(plain.write(folder.resolve("io"))), "Ann Lee and Ann"))
                .containsExactly("PERSON Ann Lee", "PERSON Ann");
    }

    /** At every place of a window, at its edges too, and words that an edge would cut. */
    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31, 64, 512})
    void in_longTexts_areReadInWindowsWithoutASeam(int longest) {
        NameFinder finder = open(TinyModel.usual().longest(longest).write(folder));
        String sentence = "a b Rubija Fada ab ";
        assertThat(finder.in(sentence.repeat(500))).hasSize(500).allMatch(name -> name.end() - name.start() == 11);
        String name = "Sz" + "öllősy".repeat(10);
        assertThat(names(finder, ("a " + name + " ").repeat(30))).hasSize(30).containsOnly("PERSON " + name);
    }

    @Test
    void open_sameFiles_isTheSameModel() throws IOException {
        TinyModel.usual().write(folder);
        NameFinder first = open(folder);
        assertThat(open(folder.resolve("..").resolve(folder.getFileName()))).isSameAs(first);
        Files.setLastModifiedTime(folder.resolve("config.json"), FileTime.fromMillis(1));
        assertThat(open(folder)).isNotSameAs(first);
        assertThat(names(first, "Rubija")).as("who has the old one keeps it").containsExactly("PERSON Rubija");
    }

    @Test
    void open_modelInItsOwnFolder_isFound() throws IOException {
        TinyModel.usual().write(folder);
        Files.createDirectory(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), folder.resolve("onnx").resolve("model.onnx"));
        assertThat(names(open(folder), "Rubija")).containsExactly("PERSON Rubija");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "tokenizer.json", "config.json"})
    void open_missingOrBrokenFile_isRefusedByItsName(String file) throws IOException {
        TinyModel.usual().write(folder);
        Files.writeString(folder.resolve(file), "{ this is none");
        assertRefused(file);
        Files.delete(folder.resolve(file));
        assertRefused(file);
    }

    @Test
    void open_otherThanNames_isRefused() throws IOException {
        new TinyModel("LABEL_0", "B-EMAIL").write(folder);
        assertRefused("id2label (expected: labels of names");
    }

    @Test
    void open_otherThanAClassifier_isRefused() throws IOException {
        TinyModel usual = TinyModel.usual();
        usual.write(folder);
        Files.write(folder.resolve("model.onnx"), usual.model("pixel_values", 8));
        assertRefused("input pixel_values");
        Files.write(folder.resolve("model.onnx"), usual.model("input_ids", 3));
        assertRefused("something else than 8 numbers a piece");
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model: ")
                .hasMessageContaining(problem);
    }
}
