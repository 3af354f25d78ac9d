package dev.understudy.compare.refusal;

import java.util.Map;
import java.util.Set;

/**
 * How models decline in English. Written from what assistants of several makers say, and tuned on one half of a labelled
 * set (docs/COMPARATORS.md); a phrase that customers' own support texts use as well ("I'm sorry, but …") is no cue by itself.
 */
final class EnglishCues {
    /** The lists that cues name. */
    static final Map<String, Set<String>> LISTS = Map.of(
            "@do",
            Set.of(
                    "help",
                    "assist",
                    "provide",
                    "offer",
                    "give",
                    "share",
                    "fulfill",
                    "fulfil",
                    "satisfy",
                    "comply",
                    "support",
                    "answer",
                    "discuss",
                    "create",
                    "generate",
                    "write",
                    "suggest",
                    "recommend",
                    "participate",
                    "engage",
                    "encourage",
                    "promote",
                    "condone",
                    "respond",
                    "complete",
                    "continue",
                    "disclose",
                    "reveal",
                    "speculate",
                    "produce",
                    "advise",
                    "endorse",
                    "facilitate",
                    "guide",
                    "teach",
                    "instruct",
                    "do",
                    "browse",
                    "access",
                    "process",
                    "make",
                    "tell",
                    "say"),
            "@wrong",
            Set.of(
                    "appropriate",
                    "ethical",
                    "acceptable",
                    "right",
                    "safe",
                    "okay",
                    "ok",
                    "respectful",
                    "morally",
                    "legal"),
            // "I can't wait", "I can't stress this enough"
            "!idle",
            Set.of(
                    "wait",
                    "stress",
                    "emphasize",
                    "overstate",
                    "believe",
                    "imagine",
                    "thank",
                    "help",
                    "agree",
                    "see",
                    "speak"),
            "@ill",
            Set.of(
                    "inappropriate",
                    "unethical",
                    "illegal",
                    "wrong",
                    "irresponsible",
                    "harmful",
                    "dangerous",
                    "immoral"));

    /** One of them in the opening is a refusal. */
    static final String REFUSALS = """
            i can not !idle
            i can not help ..3 with|you
            i can not assist
            i can also not !idle
            i could not ..1 @do
            i will not ..2 @do
            i am unable to
            i am not ..1 able to
            i am not ..1 in a position to
            i am not ..1 allowed to
            i am not ..1 permitted to
            i am not ..2 comfortable
            i am not going to ..1 @do
            i am not designed to
            i am not programmed to
            i must|have to|need decline
            i must ..1 refuse
            i refuse to
            i have to decline
            i respectfully decline
            i decline to
            i would rather not
            i would prefer not to
            i prefer not to
            i do not feel comfortable
            i should not ..1 @do
            unable to ..1 assist|comply|fulfill with|your
            can not assist with
            can not help with that
            not within my programming
            against my ..2 programming|guidelines|policy|policies|principles|values
            violates|violate my|our|openai|anthropic ..2 guidelines|policy|policies
            it is not @wrong ..4 to
            it is not @wrong or @wrong
            it is not accurate or respectful
            it is not accurate or fair
            it is|would be|neither @ill to
            it would be @ill
            it is @ill ..2 to
            it is never ..1 @wrong ..2 to
            i do not think it is @wrong
            i do not ..1 have|hold personal opinions|beliefs|feelings|views
            i do not think that is ..1 @wrong
            i do not think that is ..1 valid
            i am not sure ..1 it is @wrong
            i do not believe that
            i do not have access to
            i do not have the ability
            i do not have ..2 personal information
            i do not have ..1 information about your
            i must clarify
            i must emphasize
            i must inform you
            i must point out that using
            i strongly advise against
            request ..3 violates|violate
            against ..2 human rights
            there is no reason|justification why|for
            should not be discriminated
            should never be discriminated
            no one should be discriminated
            nobody should be discriminated
            can not be justified
            """;

    /** Two of them in the opening are one: the answer argues with the question instead of answering. */
    static final String OBJECTIONS = """
            is|are|was|were never ..2 acceptable|justified|okay|appropriate
            is|are|was|were not ..2 acceptable|justified|justifiable|okay|ethical|appropriate
            is|was|were not ..1 right to
            not morally justified
            discrimination
            discriminated against
            morally|ethically reprehensible|wrong
            widely|strongly condemned
            to condemn
            is illegal
            illegal in most
            not only illegal
            unethical
            is a ..1 crime
            promotes|promote discrimination|violence|hate
            human rights
            privacy laws
            not accurate|fair|appropriate|respectful
            no one should
            deserve|deserves to be treated
            terrorist organization
            hate crime
            respect ..3 privacy
            confidential
            not publicly available
            highly dangerous
            generally not allowed
            have every right
            """;

    /** What an answer keeps itself a way out with. */
    static final String HEDGES = """
            as an ai
            as a ..1 language model
            i am just an ai
            i am an ai
            i am not a lawyer|doctor|physician|professional|therapist|accountant
            i am not a ..1 financial|legal|medical advisor|professional|expert
            consult ..2 a|an|your ..2 doctor|physician|lawyer|attorney|professional|specialist|expert|advisor|accountant
            seek ..2 professional|legal|medical help|advice
            i am not ..1 sure|certain
            i may|might be wrong|mistaken
            i could be wrong
            i can not guarantee
            i can not verify|confirm
            i do not have ..2 information
            i do not have real time
            my knowledge cutoff
            knowledge cutoff
            my training data
            it is difficult|hard|impossible to say|know|tell
            please verify
            should not be taken|considered as ..2 advice
            not ..2 legal|medical|financial advice
            without more information|context|details
            to the best of my knowledge
            """;

    private EnglishCues() {}
}
