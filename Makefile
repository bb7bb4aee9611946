# Every target sets up what it needs; Python 3.11 or newer and make are all that must be there.
# `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
KB_TEST_PG_URL ?= postgres://postgres@127.0.0.1:5432/postgres
KB_TEST_REDIS_URL ?= redis://127.0.0.1:6379/15
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run serve test check test-all fuzz messages pictures lock

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment, made again when a requirement file changes.
$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Installing the pinned packages into .venv ..."
	@if command -v uv >/dev/null; then \
		{ [ -x $(BIN)/python ] || uv venv --quiet --python $(PYTHON) .venv; } && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt; \
	else \
		{ [ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv; } && \
		$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt; \
	fi
	@touch $@

run serve: export KB_SITE_URL ?= http://127.0.0.1:$(PORT)
run: export KB_LOCAL := 1
run: export KB_FOUR_EYES ?= off
run: $(READY)  ## the site on this machine, with Peru's content: http://127.0.0.1:8000/
	@mkdir -p var
	@echo "Preparing the database ..."
	@$(BIN)/python manage.py migrate --verbosity 0
	@echo "Loading Peru's content ..."
	@$(BIN)/python manage.py reindex --if-outdated
	@$(BIN)/python manage.py import_content operators/content/peru --keep-edits
	@$(BIN)/python manage.py ensure_admin
	@echo "Read:  http://127.0.0.1:$(PORT)/"
	@echo "Edit:  http://127.0.0.1:$(PORT)/admin/"
	@echo "Ask:   http://127.0.0.1:$(PORT)/api/docs/"
	@echo "Stop with Ctrl-C."
	@exec $(BIN)/python manage.py runserver --noreload $(PORT)

# As in production, on this machine: strict settings, the production server, static files collected.
serve: export KB_ALLOWED_HOSTS ?= localhost,127.0.0.1
serve: $(READY)  ## the production server with production settings, for a look or a measurement
	@mkdir -p var
	@[ -s var/serve-secret ] || (umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > var/serve-secret)
	@export KB_SECRET_KEY="$${KB_SECRET_KEY:-$$(cat var/serve-secret)}" && \
	$(BIN)/python manage.py migrate --verbosity 0 && \
	$(BIN)/python manage.py reindex --if-outdated && \
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0 && \
	echo "Serving $$KB_SITE_URL/" && \
	exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 1 \
		--no-access-log --log-level warning kb.wsgi:application

test: $(READY)  ## the tests that need nothing else installed (SQLite)
	@$(BIN)/pytest -n 2 -m "not browser and not postgres and not redis and not slow"

check: $(READY)  ## style, types, migrations, deployment settings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@KB_LOCAL=1 $(BIN)/mypy
	@KB_LOCAL=1 $(BIN)/python manage.py makemigrations --check --dry-run
	@KB_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" KB_ALLOWED_HOSTS=kb.example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

# Coverage is gathered on SQLite by what is quick; PostgreSQL with Redis runs all that touches them; the browser comes last.
test-all: $(READY)  ## everything: SQLite with coverage, PostgreSQL with Redis, the browser
	@rm -f .coverage .coverage.*
	@echo "== SQLite"
	@$(BIN)/pytest -n 2 -m "not browser and not postgres and not redis and not slow" --cov --cov-report=
	@echo "== coverage of operators/"
	@$(BIN)/coverage report --include='operators/*' --fail-under=95
	@echo "== SQLite, what takes longer"
	@$(BIN)/pytest -n 2 -m "slow and not browser and not postgres and not redis"
	@echo "== PostgreSQL and Redis"
	@DATABASE_URL="$(KB_TEST_PG_URL)" REDIS_URL="$(KB_TEST_REDIS_URL)" $(BIN)/pytest -n 2 -m "not browser" --touching-services
	@echo "== browser"
	@DJANGO_ALLOW_ASYNC_UNSAFE=true $(BIN)/pytest -n 2 -m browser
	@echo "== browser, PostgreSQL: from an edit to the readers"
	@DATABASE_URL="$(KB_TEST_PG_URL)" DJANGO_ALLOW_ASYNC_UNSAFE=true $(BIN)/pytest tests/browser/test_publication.py

# The tests run a moderate number of cases of the same; this is the full one, half an hour a database.
fuzz: $(READY)  ## 20,000 requests made up from the API's description, on each database
	@echo "== SQLite"
	@CASES=$${CASES:-500} .ci/fuzz
	@echo "== PostgreSQL"
	@DATABASE_URL="$(KB_TEST_PG_URL)" CASES=$${CASES:-500} .ci/fuzz

pictures: $(READY)  ## draw the pictures beside shared links again (needs Chromium and a Chinese font)
	@KB_LOCAL=1 $(BIN)/python .ci/pictures.py

messages: $(READY)  ## collect what editors read into kb/locale and compile it (needs gettext)
	@KB_LOCAL=1 $(BIN)/python manage.py makemessages --locale zh_Hans --locale es --no-wrap --no-location --no-obsolete \
		--ignore '.venv' --ignore 'tests' --ignore 'var' --verbosity 0
	@sed -i '/^"POT-Creation-Date/d; /^"Report-Msgid-Bugs-To/d' kb/locale/*/LC_MESSAGES/django.po
	@KB_LOCAL=1 $(BIN)/python manage.py compilemessages --locale zh_Hans --locale es --verbosity 0

lock: $(READY)  ## write the requirement files again from pyproject.toml, keeping versions (needs uv)
	@$(BIN)/python .ci/lock.py requirements.txt requirements-dev.txt
