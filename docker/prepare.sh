#!/usr/bin/env bash
# Makes the keys, certificates and passwords of compose.yaml in secrets/, once; what is there already is kept.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p secrets/trust
cd secrets

# make FILE COMMAND...: runs the command, which prints the content, unless the file is there.
make() {
  local file=$1
  shift
  [[ -s $file ]] || { "$@" >"$file.new" && mv "$file.new" "$file"; }
}

certificate() {
  local name=$1 hosts=$2
  make "$name.key" openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256
  make "$name.pem" certified "$name" "$hosts"
}

# A server's certificate of our own authority: for trying out, where no browser of others is to trust it.
certified() {
  openssl req -new -key "$1.key" -subj "/CN=${2%%,*}" |
    openssl x509 -req -CA authority.pem -CAkey authority.key -days 397 -extfile <(
      printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:%s\n' "${2//,/,DNS:}"
    )
}

make parvis.key openssl rand 32
make authority.key openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256
make authority.pem openssl req -x509 -key authority.key -subj '/CN=Parvis, essai' -days 3650
certificate portal acces.parvis.internal
certificate card 'carte.parvis.internal,*.carte.parvis.internal'
make postgres.password openssl rand -hex 24
make redis.password openssl rand -hex 24
make database.url printf 'postgres://parvis:%s@postgres/parvis?sslmode=disable' "$(<postgres.password)"
make redis.url printf 'redis://:%s@redis' "$(<redis.password)"
# Containers read them as users of their own; on this machine the folder is closed.
find . -type f -exec chmod 0444 {} +
chmod 0755 trust

if [[ -z $(find trust -name '*.json') ]]; then
  echo "Describe the authorities whose cards you accept in docker/secrets/trust/*.json;"
  echo "for the test cards of the demo: npm run demo once, then cp var/demo/trust/*.json docker/secrets/trust/"
fi
