# Stops what a killed order desk left behind. Told on standard input whom to look after; the end of
# the input without "bye" means that the desk is gone. The arguments are the command to run last.
trap '' INT HUP TERM

children=
while read -r word pid; do
  case $word in
    child) children="$pid $children" ;;
    bye) exit 0 ;;
  esac
done

for pid in $children; do
  kill -TERM "$pid" 2>/dev/null
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    [ "$waited" -lt 30 ] || kill -KILL "$pid" 2>/dev/null
    sleep 1
    waited=$((waited + 1))
  done
done

[ "$#" -eq 0 ] || exec "$@"
