#!/bin/sh
# Makes running Redis nodes one cluster with a replica for each master, and checks it. Does nothing
# but check if they are a cluster already, so it can be run on every start.
#
# usage: create-cluster.sh [HOST:PORT ...]
#
#   NODES      the nodes, if no argument names them; default 127.0.0.1:7001 to 127.0.0.1:7006
#   REDIS_CLI  the client; default redis-cli
#   PATIENCE   seconds to wait for the nodes and then for the cluster; default 60
#
# Exit status 0 if the cluster is ready, 1 if it is not; the reason is on the standard error.
set -eu

REDIS_CLI=${REDIS_CLI:-redis-cli}
PATIENCE=${PATIENCE:-60}
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2086 # a list of words
  set -- ${NODES:-127.0.0.1:7001 127.0.0.1:7002 127.0.0.1:7003 127.0.0.1:7004 127.0.0.1:7005 127.0.0.1:7006}
fi

# redis HOST:PORT COMMAND...
redis() {
  address=$1
  shift
  "$REDIS_CLI" -h "${address%:*}" -p "${address##*:}" "$@"
}

# Polls a check once a second until it prints nothing, else fails with what it printed last.
await() {
  waited=0
  while missing=$("$@" || echo "the check itself failed") && [ -n "$missing" ]; do
    if [ "$waited" -ge "$PATIENCE" ]; then
      echo "Not ready after $PATIENCE s: $missing" >&2
      exit 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
}

unanswered() {
  for node in "$@"; do
    answer=$(redis "$node" ping 2>&1) || true
    [ "$answer" = PONG ] || { echo "$node answers $answer"; return; }
  done
}

# Roles and slots as a node sees them, in an order of its own: equal on nodes that agree.
assignments() {
  redis "$1" cluster nodes | tr -d '\r' | awk '{
    role = $3 ~ /master/ ? "master" : $4
    slots = ""
    for (i = 9; i <= NF; i++) slots = slots " " $i
    print $1, role slots
  }' | sort
}

# cluster_state:ok is not enough: for seconds after it some nodes take replicas for masters.
unready() {
  expected=$(assignments "$1")
  for node in "$@"; do
    info=$(redis "$node" cluster info | tr -d '\r')
    for line in cluster_state:ok cluster_slots_ok:16384 "cluster_known_nodes:$#"; do
      echo "$info" | grep -qx "$line" || { echo "$node does not say $line"; return; }
    done
    [ "$(assignments "$node")" = "$expected" ] || { echo "$node and $1 disagree"; return; }
    if redis "$node" info replication | grep -q '^role:slave'; then
      redis "$node" info replication | grep -q '^master_link_status:up' || { echo "$node is not in sync"; return; }
    fi
  done
}

await unanswered "$@"

if redis "$1" cluster info | tr -d '\r' | grep -qx cluster_slots_assigned:0; then
  redis "$1" --cluster create "$@" --cluster-replicas 1 --cluster-yes
else
  echo "The nodes are a cluster already."
fi

await unready "$@"

uris=
for port in $(printf '%s\n' "$@" | sed 's/.*://'); do
  uris="$uris,redis://127.0.0.1:$port"
done
echo "The cluster of $# nodes is ready:"
redis "$1" cluster nodes | tr -d '\r' | sort -k 3
echo
echo "Run the sample against it with"
echo "  --nodes ${uris#,}"
