# The commands of this project. `make run` and `make test` do all the set-up, system packages included.

SWIFT ?= swift
JOBS  ?= $(shell nproc)
SAMPLE_PORT := 8788
SHARED ?= ../shared

# The one list of Debian packages that building, running and testing need.
PACKAGES := libcurl4-openssl-dev libxml2-dev libsqlite3-dev zlib1g-dev libsystemd-dev pkg-config \
            ca-certificates curl openssl python3

.PHONY: all deps browser-test boot-test deb alert-rules install build release run test lint format docs fuzz faults bench speed conformance farm soak lateness score train articles dedupe

all: build

## deps: install the Debian packages that are missing (asks for root only if some are)
deps:
	@missing=$$(for p in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	    echo "installing: $$missing"; \
	    sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$sudo apt-get update -q && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends $$missing; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux/" >&2; exit 69; }

## build: the debug build
build: deps
	$(SWIFT) build --jobs $(JOBS)

## release: the build that is installed, with the Swift runtime inside
release: deps
	$(SWIFT) build --jobs $(JOBS) -c release --static-swift-stdlib --product salient

## run: build and start the daemon in the foreground, with the bundled sample feed on loopback
run: build
	@set -e; \
	python3 -m http.server $(SAMPLE_PORT) --bind 127.0.0.1 --directory etc/sample >/dev/null 2>&1 & sample=$$!; \
	trap 'kill $$sample 2>/dev/null || true' EXIT; \
	trap : INT TERM; \
	$$($(SWIFT) build --show-bin-path)/salient run --config etc/salient.yaml $(ARGS) & daemon=$$!; \
	trap 'kill -TERM $$daemon 2>/dev/null || true' INT TERM; \
	wait $$daemon || wait $$daemon

## test: build and run all tests; no network but loopback
test: deps
	$(SWIFT) build --jobs $(JOBS) --build-tests
	$(SWIFT) test --skip-build --no-parallel

## lint: formatting and style
lint: deps
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzzing Training

## format: put the sources into the project's form
format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks Fuzzing Training

## docs: write the pages that are made from catalogues in the code
docs: build
	$$($(SWIFT) build --show-bin-path)/salient docs events >docs/events.md
	$$($(SWIFT) build --show-bin-path)/salient docs metrics >docs/metrics.md
	$$($(SWIFT) build --show-bin-path)/salient docs api >docs/api.md
	$$($(SWIFT) build --show-bin-path)/salient docs openapi >docs/openapi.json
	$$($(SWIFT) build --show-bin-path)/salient docs report-schema >docs/report.schema.json

# Installing: program, data, unit, man page and completions below DESTDIR.
DESTDIR ?=
VERSION = $(shell sed -n 's/.*string = "\(.*\)".*/\1/p' Sources/Model/Version.swift)

## install: the release build and what belongs to it, below DESTDIR
install: release
	@set -e; program=$$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/salient; to="$(DESTDIR)"; \
	install -D -m 755 $$program $$to/usr/bin/salient; strip $$to/usr/bin/salient; \
	for folder in data language extraction page; do (cd etc && find $$folder -type f ! -name '*.py' \
	    -exec install -D -m 644 {} $$to/usr/share/salient/{} \;); done; \
	install -D -m 644 deploy/salient.yaml $$to/etc/salient/salient.yaml; \
	sed '/text="Sample"/,/<\/outline>/d' etc/feeds.opml | install -D -m 644 /dev/stdin $$to/etc/salient/feeds.opml; \
	for unit in service socket; do install -D -m 644 deploy/systemd/salient.$$unit $$to/usr/lib/systemd/system/salient.$$unit; done; \
	install -D -m 644 deploy/systemd/salient.sysusers $$to/usr/lib/sysusers.d/salient.conf; \
	install -D -m 644 deploy/systemd/salient.tmpfiles $$to/usr/lib/tmpfiles.d/salient.conf; \
	mkdir -p $$to/usr/share/man/man1 $$to/usr/share/man/man5 $$to/usr/share/doc/salient; \
	$$program --experimental-dump-help | python3 deploy/debian/manpage.py $(VERSION) | gzip -9n >$$to/usr/share/man/man1/salient.1.gz; \
	python3 deploy/debian/configpage.py $(VERSION) docs/configuration.md docs/alerts.md deploy/salient.yaml \
	    | gzip -9n >$$to/usr/share/man/man5/salient.yaml.5.gz; chmod 644 $$to/usr/share/man/man5/salient.yaml.5.gz; \
	gzip -9nc CHANGELOG.md >$$to/usr/share/doc/salient/CHANGELOG.md.gz; \
	install -D -m 644 deploy/prometheus/salient.rules.yml $$to/usr/share/doc/salient/examples/salient.rules.yml; \
	install -D -m 644 deploy/apparmor/salient $$to/usr/share/doc/salient/examples/apparmor; \
	install -D -m 644 deploy/grafana/salient.json $$to/usr/share/doc/salient/examples/grafana.json; \
	mkdir -p $$to/usr/share/bash-completion/completions $$to/usr/share/zsh/vendor-completions $$to/usr/share/fish/vendor_completions.d; \
	$$program --generate-completion-script bash | sed '1{/^#!/d}' >$$to/usr/share/bash-completion/completions/salient; \
	$$program --generate-completion-script zsh >$$to/usr/share/zsh/vendor-completions/_salient; \
	$$program --generate-completion-script fish >$$to/usr/share/fish/vendor_completions.d/salient.fish; \
	chmod 644 $$to/usr/share/bash-completion/completions/salient $$to/usr/share/zsh/vendor-completions/_salient \
	    $$to/usr/share/fish/vendor_completions.d/salient.fish $$to/usr/share/man/man1/salient.1.gz $$to/usr/share/doc/salient/CHANGELOG.md.gz

## deb: a Debian package with the Swift runtime inside (needs dpkg-dev and binutils; lintian looks at it where it is there)
deb:
	rm -rf .build/deb && mkdir -p .build/deb
	$(MAKE) install DESTDIR=$(CURDIR)/.build/deb/root
	deploy/debian/make-deb.sh $(CURDIR)/.build/deb/root $(VERSION) $(CURDIR)/.build/deb/salient_$(VERSION)_$$(dpkg --print-architecture).deb
	@if command -v lintian >/dev/null; then lintian --allow-root --fail-on error .build/deb/*.deb; fi

# Boots a systemd in a throw-away container: SYSTEMD_BOX --file A:B … -- COMMAND.
SYSTEMD_BOX ?= $(SHARED)/ops/systemd-box

## boot-test: the package on a really booted systemd: install, start, reload, watchdog, crash, upgrade, purge
boot-test: deb
	Tests/Boot/run $(SYSTEMD_BOX) .build/deb/*.deb

# A Python that has selenium, a file of axe-core unless that Python has it, and a folder for pictures.
BROWSER_PYTHON ?= python3
AXE ?=
SHOTS ?= .build/shots

## browser-test: the page in a headless Chromium, clicked through as people do; pictures in SHOTS
browser-test: build
	@for program in chromium chromedriver; do command -v $$program >/dev/null || { \
	    echo "$$program is missing: apt install chromium chromium-driver" >&2; exit 69; }; done; \
	$(BROWSER_PYTHON) -c 'import selenium' 2>/dev/null || { \
	    echo "selenium is missing for $(BROWSER_PYTHON): apt install python3-selenium, or BROWSER_PYTHON=a Python that has it" >&2; exit 69; }
	AXE=$(AXE) $(BROWSER_PYTHON) Tests/Browser/run $$($(SWIFT) build --show-bin-path)/salient etc --shots $(SHOTS)

## alert-rules: the rules for Prometheus, checked and tested by promtool
alert-rules:
	promtool check rules deploy/prometheus/salient.rules.yml
	promtool test rules deploy/prometheus/salient.test.yml

# A fuzzer, a colon, its corpus; each runs for so many seconds.
FUZZERS := FuzzFeedParsing:FeedParsing FuzzArticleExtraction:ArticleExtraction FuzzArchiveReader:Archiving
FUZZ_SECONDS ?= 20

## fuzz: any bytes at all at feed parser, article extraction and archive reader (Fuzzing/README.md)
fuzz: deps
	cd Fuzzing && $(SWIFT) build --jobs $(JOBS) --sanitize fuzzer
	@set -e; cd Fuzzing; for pair in $(FUZZERS); do \
	    program=$${pair%%:*}; corpus=$${pair##*:}; dictionary=; mkdir -p .build/found/$$corpus; \
	    [ ! -f Corpus/$$corpus.dict ] || dictionary=-dict=Corpus/$$corpus.dict; \
	    echo "$$program for $(FUZZ_SECONDS) s"; \
	    .build/debug/$$program -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
	        -print_final_stats=1 -artifact_prefix=.build/failed- $$dictionary .build/found/$$corpus Corpus/$$corpus; \
	done

## faults: kill the program between every two steps of keeping, give it disks that are full, fail and lie, and cut the power
faults: deps
	$(SWIFT) build --jobs $(JOBS) --build-tests
	$(SWIFT) test --skip-build --no-parallel --filter 'FaultTests|RebuildTests'
	python3 Tests/Faults/disk_faults.py $$($(SWIFT) build --show-bin-path)/salient || [ $$? = 77 ]
	python3 Tests/Faults/power_cuts.py $$($(SWIFT) build --show-bin-path)/salient || [ $$? = 77 ]

# Pages for the measurement of article extraction: a folder of .html or .html.gz.
PAGES ?= ../etc/sample
BENCH = cd Benchmarks && $$($(SWIFT) build -c release --show-bin-path)

## bench: what the stages cost alone (Benchmarks/*/README.md); no data but what is in the repository
bench: deps
	cd Benchmarks && $(SWIFT) build --jobs $(JOBS) -c release
	$(BENCH)/feed-bench --memory
	$(BENCH)/article-bench ../etc/extraction $(PAGES)
	$(BENCH)/story-bench ../etc/data/dedupe
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(BENCH)/append-bench "$$folder"
	$(BENCH)/schedule-bench 60

# The measurements below need the shared benchmark data beside the checkout, and a release build.
SALIENT = $$($(SWIFT) build -c release --show-bin-path)/salient

## conformance: feed parsing against the conformance suite
conformance: release
	$(SHARED)/conformance/score.py --batch --jobs 2 -- $(SALIENT) parse

# A Python that has other feed parsers (Benchmarks/FeedParsing/README.md); none when empty.
OTHERS ?=
FEEDS ?= 1000

## speed: feed parsing against libxml2 alone and against other parsers, over the shared feeds
speed: deps
	cd Benchmarks && $(SWIFT) build --jobs $(JOBS) -c release --product feed-bench
	farm=$$(mktemp -d) && trap 'rm -rf "$$farm"' EXIT && \
	$(SHARED)/feedfarm/make_farm.py "$$farm" --feeds $(FEEDS) --mix clean --epochs 0 && ( $(BENCH)/feed-bench \
	    --memory $(if $(OTHERS),--python $(OTHERS)) farm="$$farm/e0" conformance="$(abspath $(SHARED))/conformance" )

# Feeds of the loopback farm, its mixes, and how many of them hang.
FARM_FEEDS ?= 2000
MIX ?= real,hostile
HANGING ?= 100
EPOCHS ?= 2

## farm: poll a loopback farm of good and bad feeds: nothing lost, nothing twice, politely, the right word for each
farm: release
	$(SHARED)/feedfarm/verdict.py --mix $(MIX) --feeds $(FARM_FEEDS) --epochs $(EPOCHS) --limit 1800 -- $(SALIENT)

## soak: the same for many epochs
soak:
	$(MAKE) farm EPOCHS=40

## lateness: how late healthy feeds are polled beside others that hang (Tests/Load/lateness.py)
lateness: release
	Tests/Load/lateness.py $(SHARED)/feedfarm --feeds $(FARM_FEEDS) --hanging $(HANGING) -- $(SALIENT)

## score: reports of territorial change against the annotated sets
score: release
	for set in check dev; do $(SHARED)/territory/score.py --gold $(SHARED)/territory/$${set}_gold.jsonl \
	    --inputs $(SHARED)/territory/$$set.jsonl -- $(SALIENT) extract reports; done

## train: learns the weights of the territorial extraction again, from the annotated sets and Training/Territory/Texts
train: deps
	cd Training/Territory && $(SWIFT) build --jobs $(JOBS) -c release --product territory-clues
	python3 Training/Territory/train.py --texts $(SHARED)/territory/train.jsonl --gold $(SHARED)/territory/train_gold.jsonl \
	    --own Training/Territory/Texts --out etc/language/en/territory-weights.txt \
	    -- Training/Territory/.build/release/territory-clues etc etc/language/en/territory-weights.txt

## articles: article text against the benchmark pages
articles: release
	cd $(SHARED)/article-bench && ./score.py -- $(SALIENT) extract article

## dedupe: relations of articles against the annotated stream
dedupe: release
	cd $(SHARED)/dedupe-bench && ./score.py --gold dev_gold.jsonl --inputs dev.jsonl --online -- $(SALIENT) dedupe
