// Draws a boundary on the map into a text field, one corner a line: the field is the truth, the map shows it.

const frame = document.querySelector("[data-pz-map]");
const state = document.querySelector("[data-pz-map-state]");
const field = document.querySelector(`[name="${state.dataset.drawing}"]`);
const status = document.querySelector("[data-pz-draw-status]");
const PAIR = /(-?\d{1,3}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)/g;
const PLUM = "#5a2a82";

const corners = () => [...field.value.matchAll(PAIR)].map(([, longitude, latitude]) => [Number(longitude), Number(latitude)]);
const outline = () => (state.dataset.outline || "").split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));

function write(list) {
  field.value = list.map(([longitude, latitude]) => `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`).join("\n");
}

function shown(list) {
  const points = list.map((point) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: point } }));
  const lines = [];
  if (list.length > 2) lines.push({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[...list, list[0]]] } });
  else if (list.length === 2) lines.push({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: list } });
  return { type: "FeatureCollection", features: [...lines, ...points] };
}

function start(map) {
  map.addSource("drawn", { type: "geojson", data: shown([]) });
  map.addLayer({ id: "drawn-fill", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": PLUM, "fill-opacity": 0.15 } });
  map.addLayer({ id: "drawn-line", type: "line", source: "drawn", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": PLUM, "line-width": 3 } });
  map.addLayer({ id: "drawn-corners", type: "circle", source: "drawn", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": "#ffffff", "circle-stroke-color": PLUM, "circle-stroke-width": 2, "circle-radius": 5 } });

  function draw(words) {
    const list = corners();
    map.getSource("drawn").setData(shown(list));
    status.textContent = words ? status.dataset[words].replace("%s", String(list.length)) : "";
  }

  function change(list, words) {
    write(list);
    draw(words);
  }

  if (!field.value && outline().length) write(outline());
  draw("");
  map.on("click", (event) => change([...corners(), [event.lngLat.lng, event.lngLat.lat]], "added"));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const middle = map.getCenter();
    change([...corners(), [middle.lng, middle.lat]], "added");
  });
  field.addEventListener("input", () => draw(""));
  document.querySelector("[data-pz-draw-undo]").addEventListener("click", () => change(corners().slice(0, -1), "removed"));
  document.querySelector("[data-pz-draw-clear]").addEventListener("click", () => change([], "cleared"));
}

if (frame.pzMap) start(frame.pzMap);
else frame.addEventListener("pz:map-ready", () => start(frame.pzMap), { once: true });
