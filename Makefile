MVN ?= mvn -B
DATA := $(wildcard ../shared/data)

.PHONY: demo test build lint fmt bench clean sandbox-init sandbox-up sandbox-redeploy sandbox-down

demo: build
	java -jar proxy-server/target/understudy.jar demo

build:
	$(MVN) -DskipTests -Dspotless.check.skip=true -pl proxy-server -am package

test:
	deploy/install-test-tools.sh
	$(if $(DATA),@echo "recorded provider traffic: $(DATA)",@echo "recorded provider traffic: not found at ../shared/data; the checks on it do not run")
	$(MVN) $(if $(DATA),-Dunderstudy.data=$(abspath $(DATA))) verify

# CPU a request beside nginx (whole process), the pieces (JMH), then how often verdicts err (simulation). Installs nginx and
# wrk where it may.
bench: build
	deploy/install-test-tools.sh nginx:nginx wrk:wrk
	bench/whole-process.sh
	bench/jmh.sh -wi 3 -w 1 -i 3 -r 1 -f 1 -prof gc
	bench/verdict.sh

lint:
	$(MVN) spotless:check

fmt:
	$(MVN) spotless:apply

clean:
	$(MVN) clean

# A production-like set in containers, and others beside it with NAME=…: deploy/compose/README.md. OFFSET moves its ports.
sandbox-init:
	deploy/compose/sandbox init $(or $(NAME),first) $(OFFSET)

sandbox-up sandbox-redeploy: build
	deploy/compose/sandbox $(@:sandbox-%=%) $(NAME)

sandbox-down:
	deploy/compose/sandbox down $(NAME)
