package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Ruling.Decision;
import java.util.List;

/**
 * The stock of wordings. Places in braces are filled in by {@link Writer}: {@code {order}}, {@code {amount}},
 * {@code {because}}, {@code {topic}}.
 */
final class Phrases {
    static final List<String> OPENINGS = List.of(
            "Thanks for reaching out.",
            "Thank you for your message.",
            "Hi there!",
            "Thanks for getting in touch about this.",
            "I appreciate you letting us know.");

    static final List<String> CLOSINGS = List.of(
            "Is there anything else I can help with?",
            "Let me know if you have any other questions.",
            "Thank you for your patience.",
            "Please reach out again if anything is unclear.",
            "Have a good day!");

    static final List<String> RAMBLES = List.of(
            "I completely understand how important it is to be happy with what you buy.",
            "We take every request seriously and look at it with care.",
            "Our team is committed to making your experience as smooth as possible.",
            "It is always our aim to be as clear and open about our decisions as we can.",
            "Situations like this one come up from time to time, and we are here to help.");

    private static final List<String> APPROVE = List.of(
            "I have processed a refund of {amount} for {order}.",
            "Your refund of {amount} for {order} has been approved.",
            "Good news: {order} is eligible, and {amount} is on its way back to you.",
            "I've gone ahead and refunded {amount} for {order}.",
            "We will refund {amount} for {order} to your original payment method.",
            "Your request is approved, and {amount} will be returned for {order}.");

    private static final List<String> DENY = List.of(
            "I'm sorry, but I can't refund {order} because {because}.",
            "Unfortunately, {order} is not eligible for a refund, as {because}.",
            "I understand this is disappointing, but {because}, so a refund isn't possible for {order}.",
            "We are unable to approve a refund for {order}: {because}.",
            "Under our policy I cannot refund {order}, since {because}.");

    private static final List<String> ESCALATE = List.of(
            "I have passed {order} on to a colleague, because {because}.",
            "A member of our team will review {order}, as {because}.",
            "Since {because}, I am escalating {order} to a specialist.",
            "I've forwarded your request about {order} for review: {because}.");

    private static final List<String> ASK = List.of(
            "Could you tell me {because}?",
            "Before I can go on with {order}, I need to know {because}.",
            "To help you with {order}, please let me know {because}.",
            "I just need one more thing: {because}.",
            "Please share {because}, and I will take it from there.");

    private static final List<String> CHAT = List.of(
            "I can help with that. You mentioned {topic}: what would you like to know?",
            "Happy to help with {topic}. Here is a short answer: it depends on the details, so tell me a little more.",
            "About {topic}: I'd be glad to look into it for you.",
            "Let me help you with {topic}.");

    private static final List<String> REFUSE = List.of(
            "I'm sorry, but I can't help with that.",
            "I can't assist with that request.",
            "Sorry, that isn't something I can help with.");

    /** What comes after the decision, now and then. */
    private static final List<String> AFTER_APPROVAL = List.of(
            "It usually takes 3 to 5 business days to arrive.",
            "You should see it within 5 business days.",
            "Please allow a few days for your bank to process it.",
            "You will get an email confirmation shortly.");

    private static final List<String> AFTER_DENIAL = List.of(
            "I can offer you store credit instead.",
            "You may still be covered by the manufacturer's warranty.",
            "If you think this is a mistake, reply and we will look again.",
            "I know this is not the answer you hoped for.");

    private static final List<String> AFTER_OTHERS = List.of(
            "You will hear from us within one business day.",
            "That will help us sort this out quickly.",
            "We will take it from there.");

    private Phrases() {}

    static List<String> core(Decision decision) {
        return switch (decision) {
            case APPROVE -> APPROVE;
            case DENY -> DENY;
            case ESCALATE -> ESCALATE;
            case ASK -> ASK;
            case CHAT -> CHAT;
            case REFUSE -> REFUSE;
        };
    }

    static List<String> after(Decision decision) {
        return switch (decision) {
            case APPROVE -> AFTER_APPROVAL;
            case DENY -> AFTER_DENIAL;
            case ESCALATE, ASK, CHAT, REFUSE -> AFTER_OTHERS;
        };
    }
}
