// The map component: our own boundaries, coloured by a string of classes, with the name under the pointer or the cross.
// What the page says about the areas stands in one element, [data-pz-map-state]: it may be replaced while the map stays.

const frame = document.querySelector("[data-pz-map]");
const pointed = document.querySelector("[data-pz-map-pointed]");
const chosen = document.querySelector("[data-pz-map-chosen]");
const settings = frame.dataset;
const here = (address) => new URL(address, document.baseURI).href.replaceAll("%7B", "{").replaceAll("%7D", "}");

const PLAIN = "#f3ede2";
const LINE = "#ffffff";
const PLAIN_LINE = "#cdbfa9";
const INK = "#1d1233";
const PLUM = "#5a2a82";

function needColours() {
  const swatches = [...document.querySelectorAll(".pz-legend__swatch[data-colour]")];
  return swatches
    .filter((swatch) => swatch.dataset.colour !== "zone")
    .map((swatch) => [Number(swatch.dataset.colour), getComputedStyle(swatch).backgroundColor]);
}

function fillColour() {
  const colours = needColours();
  if (!colours.length) return PLAIN;
  return ["match", ["coalesce", ["feature-state", "need"], 0], ...colours.flat(), PLAIN];
}

function style() {
  const areas = { source: "areas", "source-layer": settings.layer };
  return {
    version: 8,
    sources: {
      areas: {
        type: "vector",
        tiles: [here(settings.tiles)],
        minzoom: Number(settings.minZoom),
        maxzoom: Number(settings.maxZoom),
      },
      zones: { type: "geojson", data: settings.zones ? here(settings.zones) : { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#efece6" } },
      { id: "areas", type: "fill", ...areas, paint: { "fill-color": fillColour() } },
      { id: "edges", type: "line", ...areas, paint: { "line-color": needColours().length ? LINE : PLAIN_LINE, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 0.2, 11, 1.2] } },
      {
        id: "listed",
        type: "line",
        ...areas,
        paint: { "line-color": INK, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 1, 11, 2.5], "line-opacity": ["case", ["boolean", ["feature-state", "listed"], false], 1, 0] },
      },
      { id: "zones", type: "fill", source: "zones", paint: { "fill-color": PLUM, "fill-opacity": 0.12 } },
      { id: "zone-casing", type: "line", source: "zones", paint: { "line-color": LINE, "line-width": 7 } }, // or plum would be lost on dark need
      { id: "zone-edges", type: "line", source: "zones", paint: { "line-color": PLUM, "line-width": 3 } },
    ],
  };
}

const named = (name, words) => (words ? `${name}: ${words}.` : `${name}.`);

// What was chosen by a click, a tap or the keyboard stays until the next choice, and is read out.
function tell(name, words, code) {
  const link = document.createElement("a");
  link.href = settings.areaUrl.replace("CODE", encodeURIComponent(code));
  link.textContent = settings.open;
  chosen.replaceChildren(`${named(name, words)} `, link);
}

async function start() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = settings.style;
  document.head.append(sheet);
  const { Map: LibreMap, NavigationControl, setWorkerUrl } = await import(settings.library);
  setWorkerUrl(here(settings.worker));
  const [west, south, east, north] = settings.bounds.split(",").map(Number);
  const map = new LibreMap({
    container: frame,
    style: style(),
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 15 },
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  // An application, so that a screen reader leaves the arrow keys to the map.
  map.getCanvas().setAttribute("role", "application");
  map.getCanvas().setAttribute("aria-label", settings.label);
  pointed.textContent = settings.hint;

  const source = { source: "areas", sourceLayer: settings.layer };
  let classes = "";
  let words = [];
  let listed = [];

  async function readState() {
    const state = document.querySelector("[data-pz-map-state]")?.dataset ?? {};
    for (const id of listed) map.setFeatureState({ ...source, id }, { listed: false });
    listed = (state.listed ?? "").split(",").filter(Boolean).map(Number);
    for (const id of listed) map.setFeatureState({ ...source, id }, { listed: true });
    if (!state.classes) return;
    const wanted = state.classes;
    const answer = await fetch(wanted);
    if (!answer.ok) return;
    const colours = await answer.json();
    // Weights may have changed again while this answer was on its way.
    if (document.querySelector("[data-pz-map-state]")?.dataset.classes !== wanted) return;
    ({ classes, words } = colours);
    for (let id = 0; id < classes.length; id += 1) map.setFeatureState({ ...source, id }, { need: Number(classes[id]) });
    frame.dataset.drawn = wanted;
  }

  function areaAt(point) {
    const [area] = map.queryRenderedFeatures(point, { layers: ["areas"] });
    if (!area) return null;
    const need = Number(classes[area.id] ?? 0);
    return [area.properties.name, need ? words[need - 1] : "", area.properties.code];
  }

  function choose(point) {
    const found = areaAt(point);
    if (found) tell(...found);
  }

  map.on("load", async () => {
    await readState();
    frame.pzMap = map; // for modules that add to the map of their page
    frame.dispatchEvent(new CustomEvent("pz:map-ready"));
    frame.dataset.ready = "yes";
  });
  map.on("mousemove", (event) => {
    const found = areaAt(event.point);
    pointed.textContent = found ? named(...found) : settings.hint;
  });
  map.on("click", (event) => choose(event.point));
  map.on("moveend", () => {
    if (document.activeElement === map.getCanvas()) choose(map.project(map.getCenter()));
  });
  document.addEventListener("htmx:after:swap", readState);
}

try {
  await start();
} catch (problem) {
  frame.textContent = settings.unable;
  frame.dataset.ready = "unable";
  console.warn(problem);
}
