package dev.understudy.compare.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.FinishReason;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalComparatorTest {
    private final Comparator refusal = Answers.comparator("refusal");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I’m sorry, but I can’t help with that.",
                "I cannot provide instructions for this.",
                "No. I am unable to assist you with this request.",
                "Es tut mir leid, aber ich kann Ihnen dabei nicht helfen.",
                "Désolé, je ne peux pas vous aider avec cette demande.",
                "Lo siento, pero no puedo ayudarte con eso.",
                "Mi dispiace, non posso fornire queste informazioni.",
                "Desculpe, não posso ajudar com isso.",
                "Sorry, daar kan ik je niet bij helpen.",
                "Przykro mi, ale nie mogę w tym pomóc.",
                "Извините, я не могу с этим помочь.",
                "Üzgünüm, bu konuda yardımcı olamam.",
                "抱歉，我无法提供这方面的帮助。",
                "申し訳ありませんが、その依頼にはお手伝いできません。",
                "죄송하지만 그 요청은 도와드릴 수 없습니다.",
                "عذرًا، لا يمكنني مساعدتك في هذا الطلب.",
                "क्षमा करें, मैं इसमें आपकी मदद नहीं कर सकता।",
                "ขออภัย ฉันไม่สามารถช่วยเรื่องนี้ได้",
            })
    void refuses_refusalInManyLanguages_isSeen(String text) {
        assertThat(Stance.refuses(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sure! Here is how you do it.",
                "I'm sorry, but your refund is not eligible under our policy.",
                "You can not return the item after 30 days.",
                "Ihr Antrag ist nicht erstattungsfähig.",
                "Vous ne pouvez pas annuler après 30 jours.",
                "No se puede devolver el artículo.",
                "您的订单已经发货。",
                "返品は30日以内に受け付けます。",
                "The function cannot return null; it throws instead.",
            })
    void refuses_answer_isNot(String text) {
        assertThat(Stance.refuses(text)).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"I'm sorry, I can't help with that\" is what the assistant said.",
                "“I’m sorry, but I can’t help with that” means that it declined.",
                "In Spanish: 'I can't help with that' is «No puedo ayudar con eso».",
                "Die Antwort lautet: „Ich kann Ihnen dabei nicht helfen.“",
                "On dirait : « Je ne peux pas vous aider avec cette demande. »",
                "The reply was:\n> I'm sorry, I cannot help with that.\n> I am unable to.\nIt is polite and short.",
                "Use this text:\n```\nI'm sorry, I cannot help with that.\n```",
                "The label `I cannot assist with that` marks such rows.",
                "日本語では「お手伝いできません」と言います。",
                "模型回答：“抱歉，我无法提供帮助”，然后停止。",
            })
    void refuses_quotedRefusal_isNot(String text) {
        assertThat(Stance.refuses(text)).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"I'm sorry, I can't help with that.\"",
                "> I'm sorry, I can't help with that.",
                "```\nI cannot assist with that.\n```",
                "「お手伝いできません」",
                "\"How to do it\" is a question that I can't help with. I cannot assist with \"it\".",
                "I cannot help you \"kill\" it.",
                "A 5\" pipe is fine. I can't help with a 6\" one.",
                "The users' guide is here, but I can't help with the rest of the users' questions.",
                "I can\u2019t help with that. It\u2019s \u2018wrong\u2019.",
                "\"Never closed. I cannot help with that.",
                "Sorry, \"first\n\nI can't help with that.\"",
            })
    void refuses_refusalBesideQuotations_isSeen(String text) {
        assertThat(Stance.refuses(text)).as(text).isTrue();
    }

    @Test
    void refuses_refusalFarDown_isPartOfAnAnswer() {
        String answer = "Here are the steps. First, open the box. Then lift the lid. ".repeat(12);
        assertThat(Stance.refuses(answer + "I cannot help with the rest.")).isFalse();
    }

    @Test
    void compare_onlyCandidateRefuses_isAsFarAsCanBe() {
        Comparison comparison = compare(Answers.live("Sure: 12."), Answers.candidate("I can't help with that."));
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.other()).containsEntry("refused", 1.0).containsEntry("structural", 0.0);
        assertThat(comparison.explanation()).isEqualTo("live answers; candidate refuses (wording)");
    }

    @Test
    void compare_structuralRefusal_needsNoWords() {
        Comparison field = compare(Answers.live("12."), Answers.refusing(Arm.CANDIDATE, "policy"));
        assertThat(field.other()).containsEntry("refused", 1.0).containsEntry("structural", 1.0);
        Comparison filtered =
                compare(Answers.live("12."), Answers.finishing(Arm.CANDIDATE, FinishReason.CONTENT_FILTER));
        assertThat(filtered.explanation()).contains("finish reason content_filter");
    }

    @Test
    void compare_onlyOneHedges_isHalfway() {
        Comparison comparison =
                compare(Answers.live("Take two."), Answers.candidate("Take two. Please consult your doctor first."));
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
        assertThat(comparison.other()).containsEntry("hedged", 1.0);
    }

    @Test
    void compare_bothRefuse_match() {
        Comparison comparison =
                compare(Answers.live("I cannot assist with that."), Answers.candidate("I won't help with this."));
        assertThat(comparison.result()).isEqualTo("match");
    }

    private Comparison compare(Answer live, Answer other) {
        return refusal.compare(Answers.REQUEST, live, other);
    }
}
