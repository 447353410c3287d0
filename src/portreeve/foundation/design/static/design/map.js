// The map of a place question: streets drawn by us, one pin, everything also doable with the words beside it.
// It shows itself only where it can work; without scripts there is no map and nothing is missing.
const whole = document.querySelector('[data-map]')
const field = (name) => document.querySelector(`input[name="${name}"]`)

function begin () {
  const box = document.getElementById('map')
  const said = document.getElementById('map-said')
  const clear = whole.querySelector('[data-map-clear]')
  const locate = whole.querySelector('[data-map-locate]')
  const map = L.map(box, { attributionControl: false, preferCanvas: true, minZoom: 11, maxZoom: 19, zoomSnap: 0.5 })
  const icon = L.divIcon({
    className: 'pr-pin',
    iconSize: [34, 44],
    iconAnchor: [17, 42],
    html: '<svg viewBox="0 0 34 44" width="34" height="44" aria-hidden="true"><path d="M17 43C8 31 2 24 2 16a15 15 0 0 1 30 0c0 8-6 15-15 27z" fill="#b3131b" stroke="#fff" stroke-width="2"/><circle cx="17" cy="16" r="5.500" fill="#fff"/></svg>'
  })
  let pin = null
  let asked = 0

  async function name (lat, long) {
    const turn = ++asked
    const answer = await fetch(`${box.dataset.outline}/nearest?lat=${lat}&long=${long}`)
    const { address, street } = answer.ok ? await answer.json() : {}
    const near = address || street
    if (turn === asked) said.textContent = near ? said.dataset.set.replace('{near}', () => near) : said.dataset.far
  }

  function put (lat, long, move) {
    field('lat').value = lat.toFixed(6)
    field('long').value = long.toFixed(6)
    if (pin) pin.setLatLng([lat, long])
    else {
      pin = L.marker([lat, long], { icon, draggable: true, keyboard: false }).addTo(map)
      pin.on('dragend', () => { const at = pin.getLatLng(); put(at.lat, at.lng) })
    }
    if (move) map.setView([lat, long], Math.max(map.getZoom(), 16))
    clear.hidden = false
    name(lat, long)
  }

  function take () {
    asked++
    field('lat').value = field('long').value = ''
    if (pin) pin.remove()
    pin = null
    clear.hidden = true
    said.textContent = said.dataset.none
  }

  function draw (outline) {
    for (const ring of outline.wards) L.polygon(ring.map(([x, y]) => [y, x]), { color: '#7d8f8c', weight: 1, fillColor: '#eef2ea', fillOpacity: 1, interactive: false }).addTo(map)
    const lines = outline.streets.map((street) => street.line.map(([x, y]) => [y, x]))
    const edges = L.polyline(lines, { color: '#aebbb7', interactive: false }).addTo(map)
    const roads = L.polyline(lines, { color: '#ffffff', interactive: false }).addTo(map)
    const widen = () => {
      const wide = Math.max(1, (map.getZoom() - 12.5) * 2.6)
      edges.setStyle({ weight: wide + 2 })
      roads.setStyle({ weight: wide })
    }
    map.on('zoomend', widen)
    widen()
    names(outline.streets)
  }

  // Names are drawn only near enough to be read, and only of the streets in view.
  function names (streets) {
    const layer = L.layerGroup().addTo(map)
    const show = () => {
      layer.clearLayers()
      if (map.getZoom() < 16) return
      const seen = map.getBounds()
      for (const street of streets) {
        const [x, y] = street.line[Math.floor(street.line.length / 2)] || []
        if (x === undefined || !seen.contains([y, x])) continue
        L.marker([y, x], { interactive: false, keyboard: false, icon: L.divIcon({ className: 'pr-street-name', iconSize: [0, 0], html: '' }) }).addTo(layer).getElement().textContent = street.name
      }
    }
    map.on('moveend zoomend', show)
    show()
  }

  async function start () {
    const answer = await fetch(box.dataset.outline)
    const outline = answer.ok ? await answer.json() : null
    if (!outline || !outline.box) return
    whole.hidden = false
    const [west, south, east, north] = outline.box
    map.fitBounds([[south, west], [north, east]])
    map.invalidateSize()
    map.setMaxBounds(L.latLngBounds([south, west], [north, east]).pad(0.2))
    draw(outline)
    map.fitBounds([[south, west], [north, east]])
    const [lat, long] = [parseFloat(field('lat').value), parseFloat(field('long').value)]
    if (!Number.isNaN(lat) && !Number.isNaN(long)) put(lat, long, true)
  }

  map.on('click', (event) => put(event.latlng.lat, event.latlng.lng))
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === box) { event.preventDefault(); middle() }
  })
  function middle () { const at = map.getCenter(); put(at.lat, at.lng) }
  whole.querySelector('[data-map-middle]').addEventListener('click', middle)
  clear.addEventListener('click', take)
  if (navigator.geolocation && window.isSecureContext) {
    locate.hidden = false
    locate.addEventListener('click', () => navigator.geolocation.getCurrentPosition((at) => put(at.coords.latitude, at.coords.longitude, true)))
  }
  start()
}

if (whole && window.L) begin()
