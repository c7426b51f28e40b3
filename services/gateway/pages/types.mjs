// The types of what the pages ask of the gateway: of its OpenAPI document, the addresses that stand in src/ and the
// schemas that they reach, shapes alone.
//   node types.mjs GATEWAY            writes src/api/schema.ts; GATEWAY is the program
//   node types.mjs GATEWAY --check    fails where that is not what GATEWAY says
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import openapiTS, {astToString} from 'openapi-typescript';

const SOURCES = fileURLToPath(new URL('src', import.meta.url));
const TYPES = `${SOURCES}/api/schema.ts`;
const HEAD = '// Written by `scripts/pages types` from the OpenAPI document; a test compares.\n\n';

// Words for people: what does not change the shape of a request or an answer.
const WORDS = new Set(['description', 'example', 'format', 'pattern', 'default', 'contentEncoding', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems']);
const shapeOf = (value, named = false) => {
  if (Array.isArray(value)) return value.map((one) => shapeOf(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => named || !(WORDS.has(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, one]) => [key, shapeOf(one, key === 'properties')]));
};

const addressesIn = (sources) => new Set(sources.flatMap((text) => text.match(/(?<=['"`])\/v1\/[^'"`]+/g) ?? []));

// Of the components, those that something refers to.
function reached(from, components, found = {}) {
  for (const [, kind, name] of JSON.stringify(from).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    if (found[kind]?.has(name)) continue;
    (found[kind] ??= new Set()).add(name);
    reached(components[kind][name], components, found);
  }
  return found;
}

const only = (all, wanted) => Object.fromEntries(Object.entries(all).filter(([key]) => wanted.has(key)));

// What of the document the sources ask for.
function asked(document, sources) {
  const paths = shapeOf(only(document.paths, addressesIn(sources)), true);
  const all = shapeOf(document.components, true);
  const found = Object.entries(reached(paths, all)).map(([kind, names]) => [kind, only(all[kind], names)]);
  return {openapi: document.openapi, info: document.info, paths, components: Object.fromEntries(found)};
}

const [gateway, check] = process.argv.slice(2);
const document = JSON.parse(execFileSync(gateway, ['--print-openapi'], {maxBuffer: 1 << 26}));
const sources = readdirSync(SOURCES, {recursive: true})
  .filter((name) => /\.tsx?$/.test(name) && !TYPES.endsWith(name))
  .map((name) => readFileSync(`${SOURCES}/${name}`, 'utf8'));
const types = HEAD + astToString(await openapiTS(asked(document, sources)));
if (check === undefined) {
  writeFileSync(TYPES, types);
} else if (readFileSync(TYPES, 'utf8') !== types) {
  console.error('src/api/schema.ts is not what the gateway answers: scripts/pages types');
  process.exitCode = 1;
}
