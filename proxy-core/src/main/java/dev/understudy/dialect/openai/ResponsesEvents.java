package dev.understudy.dialect.openai;

import java.util.Set;

/**
 * The kinds of events in a stream of Responses.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">API reference, streaming events</a>
 */
final class ResponsesEvents {
    private static final Set<String> KNOWN = Set.of(
            "error",
            "keepalive",
            "response.created",
            "response.queued",
            "response.in_progress",
            "response.completed",
            "response.incomplete",
            "response.failed",
            "response.cancelled",
            "response.output_item.added",
            "response.output_item.done",
            "response.content_part.added",
            "response.content_part.done",
            "response.output_text.delta",
            "response.output_text.done",
            "response.output_text.annotation.added",
            "response.refusal.delta",
            "response.refusal.done",
            "response.reasoning.delta",
            "response.reasoning.done",
            "response.reasoning_text.delta",
            "response.reasoning_text.done",
            "response.reasoning_part.added",
            "response.reasoning_part.done",
            "response.reasoning_summary.delta",
            "response.reasoning_summary.done",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_part.done",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.custom_tool_call_input.delta",
            "response.custom_tool_call_input.done",
            "response.audio.delta",
            "response.audio.done",
            "response.audio.transcript.delta",
            "response.audio.transcript.done");

    /** Tools that the provider runs tell of their progress: {@code response.web_search_call.searching}. */
    private static final Set<String> TOOLS = Set.of(
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "code_interpreter_call_code",
            "image_generation_call",
            "computer_call",
            "local_shell_call",
            "shell_call",
            "shell_call_command",
            "shell_call_output_content",
            "apply_patch_call",
            "apply_patch_call_operation_diff",
            "tool_search_call",
            "mcp_call",
            "mcp_call_arguments",
            "mcp_list_tools",
            "mcp_approval_request");

    private static final String PREFIX = "response.";

    private ResponsesEvents() {}

    static boolean isKnown(String type) {
        if (KNOWN.contains(type)) {
            return true;
        }
        int dot = type.indexOf('.', PREFIX.length());
        return dot > 0 && type.startsWith(PREFIX) && TOOLS.contains(type.substring(PREFIX.length(), dot));
    }
}
