#!/usr/bin/env bash
# CPU per request of the whole proxy process, side by side with nginx in one run on one machine.
#
# Everything listens on 127.0.0.1 and is idle but for the one being measured. Each round measures each proxy in turn, so that
# a noisy neighbour hits all alike; compare the ratios, not the figures. nginx mirrors every request and lets live wait for
# it; Understudy mirrors what is left when live has had its share, so its share stands beside its figure. Needs Debian's nginx and wrk.
#
#   bench/whole-process.sh [rounds] [seconds a measurement]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-4}
seconds=${2:-5}
connections=32
jar=proxy-server/target/understudy.jar
jvm="-Xms256m -Xmx256m -XX:+UseParallelGC -XX:MaxDirectMemorySize=256m"

for program in nginx wrk java; do
  command -v "$program" >/dev/null || { echo "bench: $program: not found (expected: installed; apt-get install $program)" >&2; exit 2; }
done
[ -f "$jar" ] || { echo "bench: $jar: not found (expected: built; make build)" >&2; exit 2; }

run=$(mktemp -d)
declare -A pid
trap 'kill ${pid[*]} 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$run"' EXIT

live=18901 candidate=18902
answer=$(printf 'The purchase was within thirty days and the item is unused, so the refund goes through. %.0s' {1..11})
json='{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":"'$answer'"},"finish_reason":"stop"}],"usage":{"prompt_tokens":240,"completion_tokens":180,"total_tokens":420}}'

nginx_conf() { # name, server blocks
  mkdir -p "$run/$1"
  cat > "$run/$1/nginx.conf" <<CONF
worker_processes 2; daemon off; pid $run/$1/pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 100000000; client_body_buffer_size 64k; client_body_temp_path $run/$1/body; proxy_temp_path $run/$1/proxy;
  fastcgi_temp_path $run/$1/f; uwsgi_temp_path $run/$1/u; scgi_temp_path $run/$1/s;
  upstream live { server 127.0.0.1:$live; keepalive 64; keepalive_requests 100000000; }
  upstream candidate { server 127.0.0.1:$candidate; keepalive 64; keepalive_requests 100000000; }
  $2
}
CONF
  nginx -p "$run/$1" -c "$run/$1/nginx.conf" & pid[$1]=$!
}
understudy_conf() { # name, port, shadows
  cat > "$run/$1.yaml" <<CONF
listen: 127.0.0.1:$2
admin: { listen: "127.0.0.1:$(($2 + 50))" }
routes:
  - name: all
    match: { path: /** }
    upstream: { url: "http://127.0.0.1:$live" }
$3
CONF
  # shellcheck disable=SC2086
  java $jvm -jar "$jar" serve --config "$run/$1.yaml" > "$run/$1.log" 2>&1 & pid[$1]=$!
}

upstream="default_type application/json; location / { return 200 '$json'; }"
nginx_conf upstreams "server { listen 127.0.0.1:$live; $upstream } server { listen 127.0.0.1:$candidate; $upstream }"
pass='proxy_pass http://live; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;'
nginx_conf nginx "server { listen 127.0.0.1:18911; location / { $pass } }"
nginx_conf nginx-mirror "server { listen 127.0.0.1:18912; location / { mirror /copy; $pass } location = /copy { internal; proxy_pass http://candidate\$request_uri; proxy_http_version 1.1; proxy_set_header Connection \"\"; } }"
understudy_conf understudy 18913 ""
understudy_conf understudy-mirror 18914 "shadows:
  - name: bench
    route: all
    candidate: { upstream: { url: \"http://127.0.0.1:$candidate\" }, model: candidate }
    limits: { in_flight: 4096, queue: 8192, duration: 2m }
    compare: [ status, exact, text, json, latency, usage ]"

prompt=$(printf 'I bought the blender on the third of May and never opened it. %.0s' {1..14})
cat > "$run/post.lua" <<LUA
wrk.method = "POST"
wrk.path = "/v1/chat/completions"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer sk-bench"
wrk.body = '{"model":"bench","messages":[{"role":"system","content":"Process refund if customer requests it."},{"role":"user","content":"$prompt"}]}'
LUA

names=(nginx understudy nginx-mirror understudy-mirror)
declare -A port=([nginx]=18911 [nginx-mirror]=18912 [understudy]=18913 [understudy-mirror]=18914)
tick=$((1000000 / $(getconf CLK_TCK)))

cpu_us() { # user and system time of a process and its children
  local total=0 p
  for p in $1 $(ps -o pid= --ppid "$1"); do
    total=$((total + $(awk '{sub(/.*\) /, ""); print $12 + $13}' "/proc/$p/stat" 2>/dev/null || echo 0)))
  done
  echo $((total * tick))
}
compared() { curl -s "http://127.0.0.1:18964/metrics" | awk '/^understudy_shadow_exchanges_total.*outcome="compared",/ {sum += $NF} END {printf "%d", sum}'; }
load() { wrk -t1 -c$connections -d"$2"s -s "$run/post.lua" "http://127.0.0.1:${port[$1]}/" 2>&1; }

for name in "${names[@]}"; do
  for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/${port[$name]}") 2>/dev/null && break; sleep 0.1; done
done
echo "warming up"
# Until the compiler is done a JVM costs several times what it costs after.
for name in "${names[@]}"; do load "$name" $((seconds * 4)) > /dev/null; done
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    mirrored=$(compared)
    before=$(cpu_us "${pid[$name]}")
    report=$(load "$name" "$seconds")
    after=$(cpu_us "${pid[$name]}")
    requests=$(awk '/requests in/ {print $1}' <<< "$report")
    bad=$(awk '/Non-2xx/ {print $NF}' <<< "$report")
    share=""
    if [ "$name" = understudy-mirror ]; then share=", $((($(compared) - mirrored) * 100 / requests)) % mirrored and compared"; fi
    echo "$name $requests $(((after - before) / requests)) ${bad:-0}" >> "$run/results"
    echo "round $round: $name: $((requests / seconds)) requests/s, $(((after - before) / requests)) µs CPU a request, ${bad:-0} not 2xx$share"
  done
done

echo
echo "median CPU µs a request over $rounds rounds, and the ratio to its nginx"
median() { awk -v n="$1" '$1 == n {print $3}' "$run/results" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN {printf "%.2f", a / b}'; }
printf '%-20s %6s %8s\n' proxy µs ratio
printf '%-20s %6s\n' nginx "$(median nginx)"
printf '%-20s %6s %8s\n' understudy "$(median understudy)" "$(ratio understudy nginx)"
printf '%-20s %6s\n' nginx-mirror "$(median nginx-mirror)"
printf '%-20s %6s %8s\n' understudy-mirror "$(median understudy-mirror)" "$(ratio understudy-mirror nginx-mirror)"
echo
echo "what became of the mirrored requests"
curl -s "http://127.0.0.1:$((18914 + 50))/metrics" | awk '/^understudy_shadow_exchanges_total/ && $NF > 0' || true
