# Read by the programs of the folders here, which define fail.

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range that the kernel gives to outgoing connections.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((12000 + (RANDOM * 32768 + RANDOM) % 20000))
    port_is_taken "$port" || { echo "$port"; return; }
  done
  fail "found no free port"
}
