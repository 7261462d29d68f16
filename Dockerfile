# The command in an image: docker build -t callflow . && docker run --rm -v "$PWD:/work" callflow check booking.json
# Its steps are those of README.md. The emulator: -p 8088:8088 callflow serve --host 0.0.0.0
FROM python:3.12-slim
COPY . /src
WORKDIR /src
RUN python3 -m venv .venv && .venv/bin/python -m pip install -q '.[serve]'
ENV PATH="/src/.venv/bin:$PATH"
RUN useradd --create-home --uid 1000 caller && mkdir /work && chown caller /work
USER 1000
WORKDIR /work
ENTRYPOINT ["callflow"]
CMD ["--help"]
