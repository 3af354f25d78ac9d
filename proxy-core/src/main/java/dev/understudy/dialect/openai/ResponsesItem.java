package dev.understudy.dialect.openai;

import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.wire.Citations;
import org.jspecify.annotations.Nullable;

/** One item of a response's output as it comes together: from its pieces, then whole. */
final class ResponsesItem {
    String type = "";

    @Nullable
    String callId;

    @Nullable
    String name;

    final StringBuilder text = new StringBuilder();
    final StringBuilder refusal = new StringBuilder();
    final StringBuilder reasoning = new StringBuilder();
    final StringBuilder summary = new StringBuilder();
    final StringBuilder arguments = new StringBuilder();
    final Citations citations = new Citations();

    /** Whether it holds a text at all, be it an empty one. */
    boolean hasText;

    private int summaryPart;

    void addText(String piece) {
        hasText = true;
        text.append(piece);
    }

    /** Parts of a summary are paragraphs. */
    void addSummary(int part, String piece) {
        if (part != summaryPart && summary.length() > 0) {
            summary.append("\n\n");
        }
        summaryPart = part;
        summary.append(piece);
    }

    boolean isEmpty() {
        return text.length() + refusal.length() + reasoning.length() + summary.length() + arguments.length() == 0
                && name == null;
    }

    /** Takes over what the whole item left out of what its pieces said. */
    void fillFrom(ResponsesItem pieces) {
        type = type.isEmpty() ? pieces.type : type;
        callId = callId == null ? pieces.callId : callId;
        name = name == null ? pieces.name : name;
        hasText |= pieces.hasText;
        fill(text, pieces.text);
        fill(refusal, pieces.refusal);
        fill(reasoning, pieces.reasoning);
        fill(summary, pieces.summary);
        fill(arguments, pieces.arguments);
        citations.addAll(pieces.citations);
    }

    private static void fill(StringBuilder whole, StringBuilder pieces) {
        if (whole.length() == 0) {
            whole.append(pieces);
        }
    }

    /**
     * What the model asks its caller to do, or null. Calls that the provider runs itself (searches, interpreters, MCP) are
     * part of how the answer was made and not asked of anybody.
     */
    @Nullable
    ToolCall toolCall() {
        return switch (type) {
            case "function_call", "custom_tool_call" -> call(name == null ? "" : name);
            case "computer_call" -> call("computer");
            case "local_shell_call" -> call("local_shell");
            case "shell_call" -> call("shell");
            case "apply_patch_call" -> call("apply_patch");
            default -> null;
        };
    }

    private ToolCall call(String called) {
        return new ToolCall(callId, called, arguments.toString());
    }
}
