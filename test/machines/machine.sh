#!/bin/bash
# A machine that has nothing yet: a distribution by debootstrap, an ordinary user, no network of its own (this machine's), its
# authorities. As root. Usage: machine.sh FOLDER bookworm|noble (noble: UBUNTU_MIRROR says where Ubuntu's packages are)
set -euo pipefail
racine=$1 version=$2
options=(--variant=minbase --include=ca-certificates)
case $version in
  noble)
    depot=${UBUNTU_MIRROR:?the address of Ubuntu packages}
    options+=(--components=main,universe)
    # All Ubuntus are made by one script; old copies of debootstrap know it by the names of their time.
    set -- /usr/share/debootstrap/scripts/{noble,jammy,gutsy}
    cle=/usr/share/keyrings/ubuntu-archive-keyring.gpg
    ;;
  *)
    depot= # debootstrap knows it
    set -- "/usr/share/debootstrap/scripts/$version"
    cle=/usr/share/keyrings/debian-archive-keyring.gpg
    ;;
esac
script=
for candidat in "$@"; do
  if [ -z "$script" ] && [ -e "$candidat" ]; then script=$candidat; fi
done
if [ ! -e "$cle" ]; then
  echo "machine.sh: $cle is not here: the packages of $version are not checked" >&2
  options+=(--no-check-gpg)
fi
debootstrap "${options[@]}" "$version" "$racine.neuve" "$depot" "$script" >"$racine.journal" 2>&1 ||
  { tail -n 20 "$racine.journal" >&2; exit 1; }
chroot "$racine.neuve" useradd --create-home --uid 1000 --non-unique --shell /bin/bash essai
# A network may have an authority of its own.
cp --dereference /etc/ssl/certs/ca-certificates.crt "$racine.neuve/etc/ssl/certs/ca-certificates.crt"
cp --dereference /etc/resolv.conf /etc/hosts "$racine.neuve/etc/"
mv "$racine.neuve" "$racine"
