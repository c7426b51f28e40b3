# Sourced by the scripts: where things are. A caller's own settings win.

PARCOURS_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export PARCOURS_CACHE="${PARCOURS_CACHE:-$HOME/.cache/parcours}"
export PARCOURS_KAFKA_HOME="${PARCOURS_KAFKA_HOME:-$PARCOURS_CACHE/kafka-4.3.0}"
# A Python with the packages of tests/requirements.txt.
export PARCOURS_PYTHON="${PARCOURS_PYTHON:-$PARCOURS_CACHE/python/bin/python}"
# A librdkafka that speaks SCRAM with brokers since 3.9.1 (LD_PRELOAD it); empty where there is none.
PARCOURS_LIBRDKAFKA="${PARCOURS_LIBRDKAFKA:-$(find "$PARCOURS_CACHE/python/lib" \
  -name 'librdkafka-*.so*' 2>/dev/null | head -n 1 || true)}"
export PARCOURS_ROOT PARCOURS_LIBRDKAFKA
