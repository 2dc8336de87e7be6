#!/bin/sh
# The broker, with the password of its address; `valkey.sh ping` asks whether it answers.
set -eu
password=$(sed -E 's#^redis://:([^@]+)@.*#\1#' "$REDIS_URL_FILE")
port=${PORT:-6379}
if [ "${1:-}" = ping ]; then
    REDISCLI_AUTH=$password valkey-cli -p "$port" ping | grep -q PONG
    exit
fi
# By standard input: a command line is there for all to read. Nothing is kept on disk, because
# the broker holds ids of rows only, and the scheduler finds lost work again.
exec valkey-server - <<CONFIG
port $port
protected-mode no
requirepass $password
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
CONFIG
