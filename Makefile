MVN ?= mvn -B
DATA := $(wildcard ../shared/data)

.PHONY: demo test build lint fmt bench clean

demo: build
	java -jar proxy-server/target/understudy.jar demo

build:
	$(MVN) -DskipTests -Dspotless.check.skip=true package

test:
	deploy/install-test-tools.sh
	$(if $(DATA),@echo "recorded provider traffic: $(DATA)",@echo "recorded provider traffic: not found at ../shared/data; the checks on it do not run")
	$(MVN) $(if $(DATA),-Dunderstudy.data=$(abspath $(DATA))) verify

lint:
	$(MVN) spotless:check

fmt:
	$(MVN) spotless:apply

clean:
	$(MVN) clean
