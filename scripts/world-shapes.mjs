// Draws the world for the console's maps when it is built, so that the browser has to project nothing.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature as featureOf, iso1A2Code } from "@rapideditor/country-coder";
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

/** The map is as wide as this, in whole units: finer than the pixels of most windows. */
const width = 2_000;

/** Nobody dials an emergency number further south: the ice would take a tenth of the map. */
const southernmost = -60;

/** What is smaller, in square units, cannot be seen: it is drawn as a dot. */
const smallestArea = 40;

/**
 * The module `world-shapes`, as text: the territories by ISO 3166-1 alpha-2 code, each with its outline (path data of SVG; empty
 * for a dot) and the point where it or a mark for it stands. The scale 1:110m has the countries; the scale 1:50m has the smaller ones.
 */
export async function worldShapesModule() {
  const [coarse, fine] = await Promise.all(["110m", "50m"].map(readCountries));
  const drawn = new Set(coarse.map(codeOf));
  const all = [...coarse, ...fine.filter((country) => !drawn.has(codeOf(country)))].filter(codeOf);
  const projection = geoNaturalEarth1().fitWidth(width, { type: "Sphere" });
  const territories = Object.fromEntries(
    all.map((country) => [
      codeOf(country),
      { outline: outlineOf(country, projection), at: markOf(country, projection) },
    ]),
  );
  for (const code of withoutCountry(all)) territories[code] = { outline: "", at: markOf(featureOf(code), projection) };
  const [, height] = projection([0, southernmost]);
  return `export const worldShapes = ${JSON.stringify({ width, height: Math.ceil(height), territories })};`;
}

async function readCountries(scale) {
  const topology = JSON.parse(await readFile(require.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
  return feature(topology, topology.objects.countries).features;
}

/** A country without a number is found by its name. Null for what has no code. */
const codeOf = ({ id, properties }) => iso1A2Code(id ?? properties.name);

/** Territories that are drawn as a part of another, or not at all. */
function withoutCountry(countries) {
  const drawn = new Set(countries.map(codeOf));
  const codes = ["AC", "BQ", "BV", "CC", "CX", "GF", "GI", "GP", "MQ", "RE", "SJ", "TA", "TK", "TV", "UM", "YT"];
  return codes.filter((code) => !drawn.has(code) && featureOf(code)?.geometry);
}

/** In whole units, each point from the one before: a quarter of what `geoPath` writes. */
function outlineOf(country, projection) {
  if (geoPath(projection).area(country) < smallestArea) return "";
  const rings = [];
  geoPath(projection, {
    moveTo: (x, y) => rings.push([[Math.round(x), Math.round(y)]]),
    lineTo: (x, y) => rings.at(-1).push([Math.round(x), Math.round(y)]),
    closePath: () => {},
  })(country);
  return rings.map(writeRing).join("");
}

function writeRing(points) {
  const steps = points.slice(1).map(([x, y], index) => [x - points[index][0], y - points[index][1]]);
  const seen = steps.filter(([x, y]) => x !== 0 || y !== 0);
  if (seen.length < 2) return "";
  return `M${points[0].join(" ")}l${seen
    .map((step) => step.join(" "))
    .join(" ")
    .replaceAll(" -", "-")}z`;
}

/** The middle of the largest part: that of France with Guiana would lie in the sea. */
function markOf({ geometry }, projection) {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const polygons = parts.map(([ring]) => ({ type: "Polygon", coordinates: [clockwise(ring)] }));
  const largest = polygons.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
  return projection(geoCentroid(largest)).map(Math.round);
}

/** On a sphere a ring has an inside on both of its sides: d3-geo takes what is right of it, RFC 7946 what is left. */
const clockwise = (ring) =>
  geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI ? ring.toReversed() : ring;
