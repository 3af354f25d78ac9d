/**
 * Amazon Bedrock's wire formats: converse, invoke with Anthropic's models, and the binary event stream that both answer in.
 */
@NullMarked
package dev.understudy.dialect.aws;

import org.jspecify.annotations.NullMarked;
