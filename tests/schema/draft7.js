// Reads {"schemas": {name: schema}, "texts": [...]}; writes what is no JSON Schema of draft 7 in them, as ECMA-262
// sees it, and for each pattern which of the texts it matches.
"use strict";

const plain = (v) => v !== null && typeof v === "object" && !Array.isArray(v);
const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];
const schemas = (v) => Array.isArray(v) && v.length > 0;
const count = (v) => Number.isInteger(v) && v >= 0;
const names = (v) => Array.isArray(v) && new Set(v).size === v.length && v.every((one) => typeof one === "string");

const KEYWORDS = {
  $schema: (v) => v === "http://json-schema.org/draft-07/schema#",
  $ref: (v) => typeof v === "string", title: (v) => typeof v === "string",
  description: (v) => typeof v === "string", format: (v) => typeof v === "string",
  type: (v) => (Array.isArray(v) ? v.length > 0 && names(v) : true) && [v].flat().every((one) => TYPES.includes(one)),
  enum: (v) => Array.isArray(v) && v.length > 0 && new Set(v.map((one) => JSON.stringify(one))).size === v.length,
  const: () => true, required: names, pattern: (v) => typeof v === "string",
  minLength: count, maxLength: count, minItems: count, maxItems: count, minProperties: count,
  minimum: Number.isFinite, maximum: Number.isFinite, uniqueItems: (v) => typeof v === "boolean",
  properties: plain, patternProperties: plain, definitions: plain,
  allOf: schemas, anyOf: schemas, oneOf: schemas,
  items: () => true, additionalProperties: () => true, propertyNames: () => true, not: () => true, if: () => true, then: () => true,
};
const MAPS = ["properties", "patternProperties", "definitions"];
const LISTS = ["allOf", "anyOf", "oneOf"];
const ONE = ["items", "additionalProperties", "propertyNames", "not", "if", "then"];

function compiled(pattern, at, found) {
  try {
    found.patterns.set(pattern, new RegExp(pattern, "u"));
  } catch (error) {
    found.wrong.push(`${at}: ${error.message}`);
  }
}

function look(schema, at, top, found) {
  if (typeof schema === "boolean") return;
  if (!plain(schema)) return void found.wrong.push(`${at}: no schema`);
  for (const [key, value] of Object.entries(schema)) {
    const here = `${at}/${key}`;
    if (!Object.hasOwn(KEYWORDS, key) || !KEYWORDS[key](value)) found.wrong.push(here);
    else if (key === "pattern") compiled(value, here, found);
    else if (key === "$ref" && !Object.hasOwn(top.definitions ?? {}, value.replace("#/definitions/", "")))
      found.wrong.push(`${here}: leads nowhere`);
    else if (ONE.includes(key)) look(value, here, top, found);
    else if (LISTS.includes(key)) value.forEach((one, index) => look(one, `${here}/${index}`, top, found));
    else if (MAPS.includes(key)) Object.entries(value).forEach(([name, one]) => look(one, `${here}/${name}`, top, found));
    if (key === "patternProperties") Object.keys(value).forEach((one) => compiled(one, here, found));
  }
}

const { schemas: given, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = { wrong: [], patterns: new Map() };
for (const [name, schema] of Object.entries(given)) look(schema, name, schema, found);
const matched = [...found.patterns].map(([pattern, form]) => [pattern, texts.map((text) => form.test(text))]);
process.stdout.write(JSON.stringify({ wrong: found.wrong, matched }));
