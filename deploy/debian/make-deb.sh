#!/bin/sh
# make-deb.sh ROOT VERSION OUT: a Debian package of an installed tree (`make install DESTDIR=ROOT`).
set -eu
root=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
arch=$(dpkg --print-architecture)
mkdir -p "$root/DEBIAN" "$root/usr/share/doc/salient"
install -m 644 "$here/copyright" "$root/usr/share/doc/salient/copyright"
# The package's own history, besides the project's CHANGELOG.
{
    echo "salient ($version) unstable; urgency=medium"
    echo
    echo "  * See /usr/share/doc/salient/CHANGELOG.md.gz."
    echo
    echo " -- Salient's makers <salient@salient.invalid>  $(date -R -u -d @"${SOURCE_DATE_EPOCH:-$(date +%s)}")"
} | gzip -9n >"$root/usr/share/doc/salient/changelog.gz"
# The YAML reader carries libyaml in its own sources.
mkdir -p "$root/usr/share/lintian/overrides"
echo 'salient: embedded-library libyaml *' >"$root/usr/share/lintian/overrides/salient"
chmod 644 "$root/usr/share/lintian/overrides/salient"
# Libraries that the program is linked with, as packages with their versions.
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work/debian" && printf 'Source: salient\n\nPackage: salient\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$root/usr/bin/salient" 2>/dev/null | sed 's/^shlibs:Depends=//')
size=$(du -sk --exclude=DEBIAN "$root" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@DEPENDS@/$depends/" -e "s/@SIZE@/$size/" \
    "$here/control.in" >"$root/DEBIAN/control"
for script in postinst prerm postrm; do install -m 755 "$here/$script" "$root/DEBIAN/$script"; done
printf '/etc/salient/salient.yaml\n/etc/salient/feeds.opml\n' >"$root/DEBIAN/conffiles"
(cd "$root" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
dpkg-deb --root-owner-group -b "$root" "$out" >/dev/null
echo "$out"
