/**
 * What many compared exchanges add up to, for people: numbers, charts and examples in one page. {@link
 * dev.understudy.report.ReportBuilder} gathers, {@link dev.understudy.report.Report} is what was gathered, {@link
 * dev.understudy.report.HtmlReport} writes it.
 */
@NullMarked
package dev.understudy.report;

import org.jspecify.annotations.NullMarked;
