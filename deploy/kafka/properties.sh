# Read by broker: writes $DATA/server.properties from DATA, PORT, CONTROLLER_PORT, SASL and SCRAM.

write_properties() {
  keep_users
  {
    common_properties
    if [[ "$SASL" == yes ]]; then
      sasl_properties
    else
      echo "listeners=PLAINTEXT://127.0.0.1:$PORT,CONTROLLER://127.0.0.1:$CONTROLLER_PORT"
      echo "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
      echo "inter.broker.listener.name=PLAINTEXT"
    fi
  } >"$DATA/server.properties"
  chmod 600 "$DATA/server.properties"
}

# After a kill, the broker may register again only when its former session has timed out: three
# seconds instead of nine.
common_properties() {
  cat <<TEXT
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$CONTROLLER_PORT
controller.listener.names=CONTROLLER
log.dirs=$DATA/log
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=2097152
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=750
num.network.threads=2
num.io.threads=4
TEXT
}

# Nobody but admin may do anything until an ACL allows it; the controller knows admin alone. Clients
# may also use PLAIN with the same names: librdkafka before 2.6.1 repeats its nonce in SCRAM, and
# brokers since 3.9.1 refuse that (librdkafka pull request 4895).
sasl_properties() {
  local scram="org.apache.kafka.common.security.scram.ScramLoginModule required"
  local plain="org.apache.kafka.common.security.plain.PlainLoginModule required"
  local admin="username=\"admin\" password=\"$(password_of admin)\""
  cat <<TEXT
listeners=CLIENT://127.0.0.1:$PORT,CONTROLLER://127.0.0.1:$CONTROLLER_PORT
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
inter.broker.listener.name=CLIENT
sasl.enabled.mechanisms=SCRAM-SHA-256,PLAIN
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-256
sasl.mechanism.controller.protocol=PLAIN
listener.name.client.scram-sha-256.sasl.jaas.config=$scram $admin;
listener.name.client.plain.sasl.jaas.config=$plain $(plain_users);
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=$plain $admin user_admin="$(password_of admin)";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:admin
allow.everyone.if.no.acl.found=false
TEXT
}

# Users are those of the first start, which formats the storage with them; later starts need none.
keep_users() {
  [[ "$SASL" == yes ]] || return 0
  [[ -e "$DATA/users" ]] || (umask 077 && printf '%s\n' "${SCRAM[@]}" >"$DATA/users")
  grep -q '^admin=' "$DATA/users" ||
    { rm "$DATA/users"; fail "--sasl needs --add-scram admin=PASSWORD"; }
}

password_of() { sed -n "s/^$1=//p" "$DATA/users"; }

plain_users() { sed 's/^\([^=]*\)=\(.*\)$/user_\1="\2"/' "$DATA/users" | tr '\n' ' '; }
