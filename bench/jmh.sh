#!/usr/bin/env bash
# The benchmarks of single pieces (JMH). Usage: bench/jmh.sh [JMH options or a pattern of benchmark names]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true package \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test
classpath=""
for module in proxy-core comparators proxy-server; do
  classpath+="$module/target/test-classes:$module/target/classes:$(cat "$module/target/test-classpath"):"
done
exec java -cp "$classpath" org.openjdk.jmh.Main "$@"
