package dev.understudy.route;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.understudy.config.ConfigException;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shadow's {@code when}: a CEL expression (cel.dev) over {@code request.body}, {@code request.headers},
 * {@code request.method}, {@code request.path}, {@code request.query} and {@code route}.
 *
 * <p>Compiled once, when the configuration is read. The first use of CEL in a process takes most of a second, so a server
 * loads the one half while it starts ({@link #prepare}) and the other when it listens ({@link #warm}). Thread-safe. An evaluation is bounded: comprehensions by {@link #MOST_ITERATIONS}, regular expressions by
 * being RE2, the expression itself by its size.
 */
public final class WhenPredicate {
    private static final int MOST_ITERATIONS = 10_000;
    private static final int LONGEST_EXPRESSION = 8192;
    private static final String EXPECTED = "a CEL expression that is true or false, over request.body, request.headers,"
            + " request.method, request.path, request.query and route";

    /** RE2 patterns that stand in the expression are checked where it may have some. */
    private static final String PATTERNS = "matches";

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(LONGEST_EXPRESSION)
            .maxParseRecursionDepth(64)
            .build();

    /** Building one costs tens of milliseconds, so there is one, made when the first predicate is. */
    private static final class Compiler {
        static final CelCompiler CEL = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(RequestVariables.BODY, SimpleType.DYN)
                .addVar(RequestVariables.HEADERS, MapType.create(SimpleType.STRING, SimpleType.STRING))
                .addVar(RequestVariables.METHOD, SimpleType.STRING)
                .addVar(RequestVariables.PATH, SimpleType.STRING)
                .addVar(RequestVariables.QUERY, SimpleType.STRING)
                .addVar(RequestVariables.ROUTE, SimpleType.STRING)
                .setResultType(SimpleType.BOOL)
                .build();

        private Compiler() {}
    }

    /** Apart from the compiler: it loads as much again, and nothing needs it before the first request. */
    private static final class Evaluator {
        static final CelRuntime CEL =
                CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

        private Evaluator() {}
    }

    /** What came of asking. */
    public enum Result {
        MATCHED,
        /** False, or it asks for something that this request does not have. */
        NOT_MATCHED,
        /** It cannot be answered for this request: a wrong type, a division by zero, the bound on work. */
        FAILED,
        /** It asks for the body, and that is not a JSON object. */
        UNREADABLE_BODY
    }

    /** @param detail why not, for people; empty when it matched or was plainly false */
    public record Decision(Result result, String detail) {
        static final Decision MATCHED = new Decision(Result.MATCHED, "");
        static final Decision FALSE = new Decision(Result.NOT_MATCHED, "");
        static final Decision UNREADABLE = new Decision(Result.UNREADABLE_BODY, "the body is not a JSON object");
    }

    private final String expression;
    private final CelAbstractSyntaxTree tree;
    private volatile CelRuntime.@Nullable Program program;

    private WhenPredicate(String expression, CelAbstractSyntaxTree tree) {
        this.expression = expression;
        this.tree = tree;
    }

    /** Loads what compiling the first predicate needs, half a second's work, where there is time to do it ahead. Any thread. */
    public static void prepare() {
        var unused = typical();
    }

    /** Loads what evaluating the first predicate needs, a quarter of a second's work. Any thread. */
    public static void warm() {
        typical().decide(new CapturedRequest("POST", "/", Headers.EMPTY, new byte[0]), () -> null, "");
    }

    private static WhenPredicate typical() {
        return compile("request.method == 'POST' && request.body.model.startsWith('m') && request.headers['a'] == 'b'");
    }

    /**
     * @throws ConfigException with key {@code when} and CEL's own position and message
     */
    public static WhenPredicate compile(String expression) {
        try {
            CelAbstractSyntaxTree tree = Compiler.CEL.compile(expression).getAst();
            return new WhenPredicate(expression, expression.contains(PATTERNS) ? withSoundPatterns(tree) : tree);
        } catch (CelValidationException invalid) {
            throw new ConfigException("when", expression, EXPECTED + "; " + positions(invalid.getErrors()));
        }
    }

    private static CelAbstractSyntaxTree withSoundPatterns(CelAbstractSyntaxTree tree) throws CelValidationException {
        return CelValidatorFactory.standardCelValidatorBuilder(Compiler.CEL, Evaluator.CEL)
                .addAstValidators(RegexLiteralValidator.INSTANCE)
                .build()
                .validate(tree)
                .getAst();
    }

    private static String positions(List<CelIssue> issues) {
        return issues.stream()
                .map(issue -> "line " + issue.getSourceLocation().getLine() + ", column "
                        + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage())
                .collect(Collectors.joining("; "));
    }

    /**
     * Whether the request is one for the shadow. Never throws.
     *
     * @param body the parsed body, asked for at most once and only if the expression gets that far; null if it is not a
     *     JSON object
     */
    public Decision decide(CapturedRequest request, Supplier<@Nullable ObjectNode> body, String route) {
        RequestVariables variables = new RequestVariables(request, body, route);
        Decision decision = evaluate(variables);
        return variables.bodyUnreadable() ? Decision.UNREADABLE : decision;
    }

    private Decision evaluate(RequestVariables variables) {
        try {
            Object value = program().eval(variables);
            if (value instanceof Boolean holds) {
                return holds ? Decision.MATCHED : Decision.FALSE;
            }
            return new Decision(Result.FAILED, "the expression is neither true nor false for this request");
        } catch (CelEvaluationException failed) {
            return new Decision(asksForMissing(failed) ? Result.NOT_MATCHED : Result.FAILED, message(failed));
        } catch (RuntimeException | StackOverflowError failed) {
            return new Decision(Result.FAILED, failed.getClass().getSimpleName());
        }
    }

    /** Made by whoever asks first; a second one that is made meanwhile does the same. */
    private CelRuntime.Program program() throws CelEvaluationException {
        CelRuntime.Program made = program;
        if (made == null) {
            made = Evaluator.CEL.createProgram(tree);
            program = made;
        }
        return made;
    }

    /** As if every selection were wrapped in {@code has()}: a request without the field is simply not meant. */
    private static boolean asksForMissing(CelEvaluationException failed) {
        return switch (failed.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND, INDEX_OUT_OF_BOUNDS -> true;
            case INTERNAL_ERROR,
                    DIVIDE_BY_ZERO,
                    DUPLICATE_ATTRIBUTE,
                    INVALID_ARGUMENT,
                    OVERLOAD_NOT_FOUND,
                    AMBIGUOUS_OVERLOAD,
                    TYPE_NOT_FOUND,
                    NUMERIC_OVERFLOW,
                    ITERATION_BUDGET_EXCEEDED,
                    BAD_FORMAT -> false;
        };
    }

    private static String message(CelEvaluationException failed) {
        return failed.getMessage() == null ? failed.getErrorCode().name() : failed.getMessage();
    }

    /** The expression as configured. */
    @Override
    public String toString() {
        return expression;
    }
}
