package dev.understudy.cli;

import dev.understudy.config.ProxyConfig;
import dev.understudy.report.Report;
import dev.understudy.staging.StagedRequests;
import dev.understudy.staging.StagingOptions;
import java.util.List;

/**
 * A replay that is ready to begin.
 *
 * @param requests closed by whoever plays them
 * @param notes what the reader of the report has to know of the list
 * @param run what is played, against what: only the same goes on with a journal
 */
record Replay(
        ProxyConfig config,
        String shadow,
        StagingOptions options,
        StagedRequests requests,
        Report.Labels labels,
        List<String> notes,
        String run) {}
