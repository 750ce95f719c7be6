# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PICCOLO_CONF := engage.piccolo_conf

.PHONY: run reset test check bench assets texts lock clean chromium

run: .make/ready assets
	@ENGAGE_DEMO=$${ENGAGE_DEMO-1} exec $(BIN)/engage run  # exec: signals to make reach it, and make waits for it

reset: .make/ready
	@$(BIN)/engage reset

# everything: what `check` does, then journeys in a real browser
test: .make/ready assets chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests -n 2 --dist loadscope --no-loadscope-reorder

# the everyday loop: style, types, walls between rooms, every test that is quick
check: .make/ready assets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests -n 2 --dist loadscope --no-loadscope-reorder -m "not browser and not drill and not slow"

bench: .make/ready assets chromium
	$(BIN)/python -m benchmarks

assets: .make/ready
	@$(BIN)/python -m engage.web.assets
	@$(BIN)/python -m engage.web.catalogues

# gather the strings people see into engage/locales
texts: .make/ready
	$(BIN)/python -m engage.web.catalogues --gather

# after changing dependencies in pyproject.toml
lock:
	uv pip compile pyproject.toml --extra embeddings --group dev --universal --generate-hashes \
	  --no-emit-index-url --python-version 3.11 --no-header --no-annotate -q -o requirements.lock

chromium:
	@.ci/chromium

.make/ready: requirements.lock pyproject.toml
	@.ci/venv $(PYTHON) $(VENV)
	@mkdir -p .make && touch $@

clean:
	rm -rf $(VENV) .make build engage/static/built *.egg-info
