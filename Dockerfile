# Barnraise in a container: no root, all that must be kept lies in /data.
# A tag may come to mean another image. Whoever wants the same one each time names it by digest:
#   docker build --build-arg BASE=python@sha256:... .
ARG BASE=python:3.12-slim
FROM ${BASE}

RUN useradd --system --uid 10001 --no-create-home barnraise \
    && install --directory --owner=barnraise --mode=0700 /data
WORKDIR /app

# The libraries first: they change seldom, and their layer is kept.
COPY requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/run.txt

COPY pyproject.toml README.md ./
COPY barnraise barnraise
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index .

USER barnraise
ENV HOST=0.0.0.0 \
    PORT=8000 \
    BARNRAISE_DATA=/data \
    BARNRAISE_URL=http://localhost:8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["barnraise", "run"]
