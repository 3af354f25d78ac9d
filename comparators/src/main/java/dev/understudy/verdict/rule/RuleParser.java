package dev.understudy.verdict.rule;

import dev.understudy.verdict.rule.Bound.Side;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one rule by recursive descent:
 *
 * <pre>
 * rule      := metric operator reference [ "within" number [ "%" ] ]
 * operator  := "&gt;=" | "&lt;=" | "&gt;" | "&lt;" | "=="
 * reference := [ "-" ] number | ( "live" | "noise" ) [ "*" number ] [ ( "+" | "-" ) number ]
 * </pre>
 */
final class RuleParser {
    private static final String OPERATORS = "one of >=, <=, >, <, ==";
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final String REFERENCES = "live, noise or a number";
    /** What `== 0` stands for: nobody can show that something never happens, only that it is rare. */
    private static final double NEVER_WITHIN = 0.01;

    private final String text;
    private final MetricTable metrics;
    private final List<Token> tokens;
    private int at;

    RuleParser(String text, MetricTable metrics) {
        if (text.length() > Rule.LONGEST) {
            throw new RuleException(Rule.LONGEST + 1, text.length() + " characters", "up to " + Rule.LONGEST);
        }
        this.text = text.strip().replaceAll("\\s+", " ");
        this.metrics = metrics;
        this.tokens = Token.of(text);
    }

    /** What a rule says on its right side. */
    private record Target(Reference reference, double factor, double offset, Token token) {
        boolean isZero() {
            return reference == Reference.NONE && offset == 0;
        }
    }

    private record Margin(double value, boolean relative, Token token) {}

    Rule parse() {
        Token name = next();
        if (name.kind() != Token.Kind.NAME) {
            throw refused(name, "a metric, such as error.rate");
        }
        Metric metric = metrics.resolve(name.text(), name.position());
        Token operator = operator();
        Target target = target();
        Margin margin = margin();
        Token rest = next();
        if (rest.kind() != Token.Kind.END) {
            throw refused(rest, "the end of the rule");
        }
        checkReference(metric, target);
        checkMargin(metric, margin);
        if (metric.statistic() instanceof Statistic.Count) {
            return never(metric, operator, target, margin);
        }
        return operator.is("==")
                ? equivalence(metric, operator, target, margin)
                : oneSided(metric, operator, target, margin);
    }

    private Token operator() {
        Token operator = next();
        return switch (operator.text()) {
            case ">=", "<=", ">", "<", "==" -> operator;
            case "=>", "≥" -> throw refused(operator, OPERATORS + "; did you mean >=?");
            case "=<", "≤" -> throw refused(operator, OPERATORS + "; did you mean <=?");
            case "=", "~=", "~" -> throw refused(operator, OPERATORS + "; did you mean ==?");
            default -> throw refused(operator, OPERATORS);
        };
    }

    private Target target() {
        Token first = next();
        if (first.is("-")) {
            return new Target(Reference.NONE, 0, -number(), first);
        }
        if (first.kind() == Token.Kind.NUMBER) {
            double number = value(first);
            refusePercent("a number such as 0.02");
            return new Target(Reference.NONE, 0, number, first);
        }
        Reference reference = reference(first);
        double factor = 1;
        if (peek().is("*")) {
            next();
            Token at = peek();
            factor = number();
            if (!Estimand.isFactor(factor)) {
                throw refused(at, "more than 0, up to 100");
            }
        }
        double offset = 0;
        if (peek().is("+") || peek().is("-")) {
            double sign = next().is("-") ? -1 : 1;
            offset = sign * number();
            refusePercent("a number such as 0.05, or " + reference.label() + " * 1.05");
        }
        if (peek().is("*") || peek().is("/")) {
            throw refused(peek(), "the factor before the margin: " + reference.label() + " * 1.2 + 0.1");
        }
        return new Target(reference, factor, offset, first);
    }

    private static Reference reference(Token token) {
        return switch (token.text()) {
            case "live" -> Reference.LIVE;
            case "noise" -> Reference.NOISE;
            case "control" -> throw refused(token, REFERENCES + "; did you mean noise?");
            default -> throw refused(token, REFERENCES);
        };
    }

    private double number() {
        Token token = next();
        if (token.kind() != Token.Kind.NUMBER) {
            throw refused(token, "a number");
        }
        return value(token);
    }

    private static double value(Token token) {
        // Double also reads 0x1p3, 1d and 1f; nobody means them.
        if (NUMBER.matcher(token.text()).matches()) {
            double value = Double.parseDouble(token.text());
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw refused(token, "a number such as 0.05");
    }

    private void refusePercent(String instead) {
        if (peek().is("%")) {
            throw refused(peek(), instead);
        }
    }

    private Margin margin() {
        if (!peek().is("within")) {
            return new Margin(Double.NaN, false, peek());
        }
        next();
        Token token = peek();
        double value = number();
        boolean relative = peek().is("%");
        if (relative) {
            next();
        }
        if (!(value > 0) || relative && value >= 100) {
            throw refused(token, relative ? "more than 0 %, less than 100 %" : "more than 0");
        }
        return new Margin(relative ? value / 100 : value, relative, token);
    }

    private static void checkReference(Metric metric, Target target) {
        boolean divergence = metric.measure().comparesAnswers();
        if (target.reference() == Reference.LIVE && divergence) {
            throw refused(
                    target.token(),
                    "noise or a number: " + metric.name() + " compares with live already, and noise is how far live is"
                            + " from itself");
        }
        if (target.reference() == Reference.NOISE && !divergence) {
            throw refused(target.token(), "live or a number: noise is for divergences, such as text.distance");
        }
        if (metric.statistic() instanceof Statistic.Rate && Math.abs(target.offset()) > 1) {
            throw refused(target.token(), "a margin from -1 to 1: " + metric.name() + " is a share");
        }
    }

    /** A share that may be a whole one off is nothing that could fail. */
    private static void checkMargin(Metric metric, Margin margin) {
        if (metric.statistic() instanceof Statistic.Rate && !margin.relative() && margin.value() >= 1) {
            throw refused(margin.token(), "less than 1: " + metric.name() + " is a share");
        }
    }

    private Rule never(Metric metric, Token operator, Target target, Margin margin) {
        if (!operator.is("==") || !target.isZero()) {
            throw refused(operator, "== 0: " + metric.name() + " counts what must not happen");
        }
        if (margin.relative()) {
            throw refused(margin.token(), "a share such as 0.01");
        }
        double share = Double.isNaN(margin.value()) ? NEVER_WITHIN : margin.value();
        if (share >= 1) {
            throw refused(margin.token(), "a share of conversations, less than 1");
        }
        Estimand estimand = new Estimand(metric, Reference.NONE, 0);
        return new Rule(text, metric, Form.NEVER, List.of(new Bound(estimand, Side.AT_MOST, share)));
    }

    private Rule equivalence(Metric metric, Token operator, Target target, Margin margin) {
        if (Double.isNaN(margin.value())) {
            throw refused(
                    operator, "a margin after it (within 0.02), or >= or <=: no data can show that two are equal");
        }
        if (!margin.relative()) {
            Estimand estimand = new Estimand(metric, target.reference(), target.factor());
            return new Rule(
                    text,
                    metric,
                    Form.EQUIVALENCE,
                    List.of(
                            new Bound(estimand, Side.AT_LEAST, target.offset() - margin.value()),
                            new Bound(estimand, Side.AT_MOST, target.offset() + margin.value())));
        }
        if (target.reference() == Reference.NONE) {
            throw refused(margin.token(), "a margin without %: there is nothing that it could be a share of");
        }
        Estimand least = scaled(metric, target, 1 - margin.value());
        Estimand most = scaled(metric, target, 1 + margin.value());
        return new Rule(
                text,
                metric,
                Form.EQUIVALENCE,
                List.of(
                        new Bound(least, Side.AT_LEAST, target.offset()),
                        new Bound(most, Side.AT_MOST, target.offset())));
    }

    private static Estimand scaled(Metric metric, Target target, double by) {
        double factor = target.factor() * by;
        if (!Estimand.isFactor(factor)) {
            throw refused(target.token(), "a factor that stays more than 0, up to 100 with the margin");
        }
        return new Estimand(metric, target.reference(), factor);
    }

    private Rule oneSided(Metric metric, Token operator, Target target, Margin margin) {
        if (!Double.isNaN(margin.value())) {
            throw refused(operator, "== before a margin (within)");
        }
        Side side = operator.text().startsWith(">") ? Side.AT_LEAST : Side.AT_MOST;
        Estimand estimand = new Estimand(metric, target.reference(), target.factor());
        Form form = form(operator, side, target);
        return new Rule(text, metric, form, List.of(new Bound(estimand, side, target.offset())));
    }

    /** A strict sign, or a margin that has to be won by, makes it a claim to be better. */
    private static Form form(Token operator, Side side, Target target) {
        if (target.reference() == Reference.NONE) {
            return Form.ABSOLUTE;
        }
        double demanded =
                side == Side.AT_LEAST ? target.offset() + target.factor() - 1 : -target.offset() + 1 - target.factor();
        boolean strict = operator.text().length() == 1;
        return demanded > 0 || strict && demanded == 0 ? Form.SUPERIORITY : Form.NON_INFERIORITY;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private static RuleException refused(Token token, String expected) {
        return new RuleException(token.position(), token.shown(), expected);
    }
}
