#!/bin/sh
# The six nodes of docker-compose.yml without Docker: redis-server processes on 127.0.0.1, ports 7001 to 7006.
#
# usage: cluster.sh start | stop | status
#
#   REDIS_SERVER, REDIS_CLI  the programs; default redis-server and redis-cli
#   CLUSTER_DIR              data, logs and process ids; default .cluster beside this script
#
# stop keeps the data, so that the next start finds the same cluster. Remove CLUSTER_DIR for a new one.
set -eu

REDIS_SERVER=${REDIS_SERVER:-redis-server}
REDIS_CLI=${REDIS_CLI:-redis-cli}
here=$(cd "$(dirname "$0")" && pwd)
CLUSTER_DIR=${CLUSTER_DIR:-$here/.cluster}
PORTS="7001 7002 7003 7004 7005 7006"
export REDIS_CLI

# The process that answers on a port, empty if none does.
pid_at() {
  "$REDIS_CLI" -p "$1" info server 2>/dev/null | tr -d '\r' | sed -n 's/^process_id://p'
}

# The process that this script started for a port, empty if there is none.
pid_of() {
  cat "$CLUSTER_DIR/$1/redis.pid" 2>/dev/null || true
}

# Whether the answering process is ours. Process ids are used again, so the pid file alone proves nothing.
is_ours() {
  ours=$(pid_of "$1")
  [ -n "$ours" ] && [ "$ours" = "$(pid_at "$1")" ]
}

start_node() {
  port=$1
  if is_ours "$port"; then
    echo "$port already runs"
    return
  fi
  if [ -n "$(pid_at "$port")" ]; then
    echo "Port $port is taken by process $(pid_at "$port"), which this script did not start" >&2
    exit 1
  fi
  mkdir -p "$CLUSTER_DIR/$port"
  "$REDIS_SERVER" --port "$port" --bind 127.0.0.1 --daemonize yes \
    --dir "$CLUSTER_DIR/$port" --pidfile "$CLUSTER_DIR/$port/redis.pid" --logfile "$CLUSTER_DIR/$port/server.log" \
    --cluster-enabled yes --cluster-config-file nodes.conf --cluster-node-timeout 5000 \
    --cluster-announce-ip 127.0.0.1 --appendonly yes
  echo "$port started"
}

stop_node() {
  port=$1
  if ! is_ours "$port"; then
    echo "$port does not run"
    return
  fi
  pid=$(pid_of "$port")
  kill "$pid"
  waited=0
  # Gone is gone from the port: where nobody reaps, a zombie keeps its process id.
  while [ -n "$(pid_at "$port")" ]; do
    [ "$waited" -lt 20 ] || { echo "$port (process $pid) does not stop; see $CLUSTER_DIR/$port/server.log" >&2; exit 1; }
    sleep 1
    waited=$((waited + 1))
  done
  echo "$port stopped"
}

case ${1:-} in
  start)
    for port in $PORTS; do start_node "$port"; done
    sh "$here/create-cluster.sh"
    ;;
  stop)
    for port in $PORTS; do stop_node "$port"; done
    ;;
  status)
    running=
    for port in $PORTS; do
      if is_ours "$port"; then
        echo "$port runs as process $(pid_of "$port")"
        running=$port
      else
        echo "$port does not run"
      fi
    done
    [ -n "$running" ] || exit 1
    "$REDIS_CLI" -p "$running" cluster info | grep -E '^cluster_(state|slots_ok|known_nodes|size):'
    ;;
  *)
    sed -n 's/^# usage: /usage: /p' "$0" >&2
    exit 2
    ;;
esac
