#!/usr/bin/env bash
# How often verdicts err and how long they take, by simulation: the tables of docs/VERDICT.md.
# Usage: bench/verdict.sh [RUNS (2000) [OBSERVATIONS (5000)]]; some twenty minutes on one core. Exits with 1 if they err too often.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true -pl comparators -am package \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test
exec java -XX:+UseSerialGC -cp "comparators/target/test-classes:comparators/target/classes:$(cat comparators/target/test-classpath)" \
  dev.understudy.verdict.VerdictSimulation "$@"
