# Two stages: the first builds the environment, the second runs it as a user without rights and holds no secret.
FROM python:3.12.11-slim-bookworm AS build
WORKDIR /loa
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY content content
COPY locales locales
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /loa loa && mkdir -p /loa/var && chown loa /loa/var
WORKDIR /loa
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 LOA_HOST=0.0.0.0 LOA_PORT=8000
USER loa
VOLUME /loa/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["loa", "serve"]
