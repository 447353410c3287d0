#!/bin/sh
# Rebuilds static/design/vendor from the packages named in package.json. Needs Node and npm; nothing at run time does.
set -eu
cd "$(dirname "$0")"
npm install --ignore-scripts --no-audit --no-fund --no-package-lock
version=$(node -p "require('govuk-frontend/package.json').version")
leaflet=$(node -p "require('leaflet/package.json').version")
htmx=$(node -p "require('htmx.org/package.json').version")
out=../static/design/vendor
mkdir -p "$out"
npx sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules govuk.scss "$out/govuk-$version.min.css"
npx rtlcss "$out/govuk-$version.min.css" "$out/govuk-$version.rtl.min.css"
# The scripts are the package's own; the map they point to is not shipped.
sed '/^\/\/# sourceMappingURL=/d' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > "$out/govuk-$version.min.js"
sed '/^\/\/# sourceMappingURL=/d' node_modules/leaflet/dist/leaflet.js > "$out/leaflet-$leaflet.min.js"
cp node_modules/leaflet/dist/leaflet.css "$out/leaflet-$leaflet.css"
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx-$htmx.min.js"
{
  echo "Third-party files in this folder, each with its licence."
  for name in govuk-frontend leaflet htmx.org; do
    echo; echo "=== $name $(node -p "require('$name/package.json').version")"; echo
    # The design system's package carries no licence file of its own.
    cat "node_modules/$name/LICENSE" 2>/dev/null || cat mit-licence.txt
  done
} > "$out/LICENCES.txt"
