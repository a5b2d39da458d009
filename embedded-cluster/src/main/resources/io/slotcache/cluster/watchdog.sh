# Ends the servers of one embedded cluster when the JVM that started them is gone.
#
# usage: sh watchdog.sh DIRECTORY
#
# The JVM holds the standard input and writes a line for each change:
#   + PID   a server was started
#   - PID   a server ended while the JVM looked on; its number may be given to another process
# However the JVM ends, kill -9 included, the kernel closes the pipe: then whatever is left is
# killed (SIGKILL ends a stopped process too) and the directory is removed.

# Ctrl-C goes to the whole process group; this process has to outlive the JVM.
trap '' HUP INT TERM

directory=$1
pids=
while read -r change pid; do
  case $change in
    +) pids="$pids $pid" ;;
    -) left=
       for p in $pids; do [ "$p" = "$pid" ] || left="$left $p"; done
       pids=$left ;;
  esac
done

for p in $pids; do kill -KILL "$p" 2>/dev/null; done
# A server may create its last file while the directory is being removed.
rm -rf -- "$directory" 2>/dev/null || { sleep 1; rm -rf -- "$directory"; }
