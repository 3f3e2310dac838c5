#!/usr/bin/env node
"use strict";
/*
 * Makes the known answers of the draw, format 1, from resources/help/the-draw.md alone.
 *
 * A second implementation on purpose: it shares no code with the product (Python) nor with the product's check page
 * (which has its own SHA-256), and is written another way where it can be: it sorts whole lists instead of keeping
 * the smallest, works fractions with BigInt, and trims by the reference page's list of characters.
 *
 *     node make.js DIRECTORY
 */
const { createHash, createHmac } = require("node:crypto");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { DESIGNS, SEEDS: TYPED, namesOf, seedOf, shares } = require("./designs.js");

const sha = (data) => createHash("sha256").update(data).digest("hex");
const mac = (secret, text) => createHmac("sha256", Buffer.from(secret, "hex")).update(text, "utf8").digest("hex");
const byText = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/* The characters that are trimmed, as the reference page lists them. */
const BLANK = "[\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const clean = (text) => text.normalize("NFC").replace(new RegExp(`^${BLANK}|${BLANK}$`, "gu"), "");

function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort(byText);
  return "{" + keys.map((key) => JSON.stringify(key) + ":" + canonical(value[key])).join(",") + "}";
}

function cells(record) {
  return Object.fromEntries(Object.entries(record).map(([id, text]) => [id, clean(text)]).filter(([, text]) => text !== ""));
}

const caseKey = (parts) => parts.map(clean).join("\u001f");
const rowDigest = (record) => sha(canonical(cells(record)));
const content = (records) => sha("[" + records.map((record) => canonical(cells(record))).sort(byText).join(",") + "]");
const token = (secret, key, digest) => sha(`${mac(secret, key)}:${sha(key)}:${digest}`);

function seal({ secret, stratified, cases }) {
  const nameOf = (one) => (stratified ? clean(one.stratum) || "not recorded" : "all cases");
  const names = [...new Set(cases.map(nameOf))].sort((a, b) => byText(mac(secret, `stratum\u001f${a}`), mac(secret, `stratum\u001f${b}`)));
  const width = Math.max(2, `${names.length}`.length);
  const labels = Object.fromEntries(names.map((name, i) => [name, "S" + `${i + 1}`.padStart(width, "0")]));
  const lines = cases.map((one) => [token(secret, one.key, one.content), labels[nameOf(one)]]).sort((a, b) => byText(a[0], b[0]));
  const file = "token,stratum\n" + lines.map(([code, label]) => `${code},${label}\n`).join("");
  return { labels, file, seal: sha(file), lines };
}

function allocate(counts, size) {
  const result = {};
  let open = Object.entries(counts).filter(([, cases]) => cases > 0).map(([label, cases]) => ({ label, cases: BigInt(cases) }));
  for (const label of Object.keys(counts)) result[label] = 0;
  let left = BigInt(size);
  const sum = () => open.reduce((total, one) => total + one.cases, 0n);
  if (left >= BigInt(open.length)) {
    for (let small = [null]; small.length > 0;) {
      const whole = sum();
      small = open.filter((one) => left * one.cases < whole);
      open = open.filter((one) => !small.includes(one));
      for (const one of small) { result[one.label] = 1; left -= 1n; }
    }
  }
  const whole = sum();
  let handed = 0n;
  for (const one of open) {
    one.share = (left * one.cases) / whole;
    one.rest = left * one.cases - one.share * whole;
    handed += one.share;
  }
  open.sort((a, b) => (a.rest === b.rest ? byText(a.label, b.label) : a.rest > b.rest ? -1 : 1));
  open.forEach((one, i) => { result[one.label] = Number(one.share) + (BigInt(i) < left - handed ? 1 : 0); });
  return result;
}

function drawFrom(frame, { number, seed, size, reserves }) {
  const counts = {};
  for (const [, label] of frame.lines) counts[label] = (counts[label] || 0) + 1;
  const sizes = allocate(counts, size);
  const spare = allocate(Object.fromEntries(Object.keys(counts).map((label) => [label, counts[label] - sizes[label]])), reserves);
  return { sizes, spare, ...picked(frame, { number, seed, sizes, spare }) };
}

function picked(frame, { number, seed, sizes, spare }) {
  const out = { cases: [], reserves: [] };
  for (const label of Object.keys(sizes).sort(byText)) {
    const order = frame.lines.filter((line) => line[1] === label)
      .map(([code]) => ({ token: code, stratum: label, ticket: sha(`${frame.seal}:${number}:${seed}:${code}`) }))
      .sort((a, b) => byText(a.ticket, b.ticket));
    out.cases.push(...order.slice(0, sizes[label]));
    out.reserves.push(...order.slice(sizes[label], sizes[label] + spare[label]));
  }
  return out;
}

/* A list of a design sealed, shared out and drawn from with a seed that begins with zeros. */
function designed({ name, cases, design }, place) {
  const secret = SECRETS[place % SECRETS.length];
  const names = namesOf(design, cases, clean);
  const listed = cases.map((values, i) => ({ key: caseKey([`\u00e9/${i}`]), content: content([{ grounds: `${i}` }]), values, stratum: names[i] }));
  const frame = seal({ secret, stratified: true, cases: listed });
  const strata = Object.entries(frame.labels).map(([stratum, label]) => ({
    label, name: stratum, cases: names.filter((one) => one === stratum).length,
  })).sort((a, b) => byText(a.label, b.label));
  const dealt = shares(design, strata, allocate);
  const by = (key) => Object.fromEntries(dealt.map((one) => [one.label, one[key]]));
  const asked = { number: 1 + (place % 3), seed: SEEDS[place % SEEDS.length] };
  const drawn = picked(frame, { ...asked, sizes: by("size"), spare: by("reserves") });
  const codes = (part) => part.map((one) => one.token);
  return { name, secret, design, cases: listed, seal: frame.seal, strata: dealt, asked, drawn: codes(drawn.cases), reserves: codes(drawn.reserves) };
}

/* ---- what is asked ---- */

const KEYS = [
  ["stop/2025/000123"], ["  stop/2025/000123\t"], ["A", ""], ["", "A"], ["A", "B", "C"],
  ["Zo\u00eb"], ["Zoe\u0308"], ["\u212bngstr\u00f6m", "\u00a0Heol y Bont\u3000"], ["\u1100\u1161\u11a8"],
  ["0007"], ["7"], ["\u{1f6d1}"], ["\u200bzero width space is kept\u200b"],
];
const ROWS = [
  { power: "PACE s.1", time: "2025-06-01T10:00:00Z", grounds: "" },
  { time: "2025-06-01T10:00:00Z", power: " PACE s.1 " },
  { power: "PACE s.1", time: "2025-06-01T10:00:00Z", grounds: "Cafe\u0301; \"smelt\" of\ncannabis \\ \u2028 \u007f" },
  { grounds: "\t", lpu: "   " },
];
const CONTENTS = [
  [ROWS[0]], [ROWS[1]], [ROWS[2]], [ROWS[0], ROWS[2]], [ROWS[2], ROWS[0]], [ROWS[0], ROWS[0]], [{}],
];
const ALLOCATIONS = [
  [{ S01: 1 }, 1], [{ S01: 1 }, 0], [{ S01: 10, S02: 10, S03: 10 }, 10], [{ S01: 10, S02: 10, S03: 10 }, 2],
  [{ S01: 1000, S02: 1, S03: 1 }, 3], [{ S01: 1000, S02: 1, S03: 1 }, 2], [{ S01: 1000, S02: 1, S03: 1 }, 60],
  [{ S01: 500, S02: 300, S03: 200 }, 7], [{ S01: 7, S02: 5, S03: 3 }, 15], [{ S01: 7, S02: 5, S03: 3 }, 14],
  [{ S01: 40, S02: 35, S03: 15, S04: 6, S05: 4 }, 10], [{ S01: 0, S02: 5, S03: 0, S04: 2 }, 3],
  [{ S01: 95, S02: 2, S03: 2, S04: 1 }, 5], [{ S01: 600000, S02: 300001, S03: 99999 }, 1001],
  [{ S01: 11, S02: 11, S03: 11, S04: 11 }, 6], [{ S01: 20, S02: 19, S03: 1, S04: 1 }, 4],
];
const SECRETS = ["00".repeat(32), "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "f".repeat(64)];
const plain = (count, strata, mark = "URN") => Array.from({ length: count }, (_, i) => ({
  key: caseKey([`${mark}/${i}`]), content: content([{ grounds: `Grounds ${i}` }]), stratum: strata.length ? strata[i % strata.length] : "",
}));
const FRAMES = [
  { name: "one case", secret: SECRETS[0], stratified: false, cases: plain(1, []) },
  { name: "forty cases", secret: SECRETS[1], stratified: false, cases: plain(40, []) },
  { name: "three strata, one of them blank", secret: SECRETS[1], stratified: true, cases: plain(50, ["Chester", "Crewe", ""]) },
  { name: "one stratum of a facet", secret: SECRETS[2], stratified: true, cases: plain(5, ["Warrington"]) },
  { name: "keys of other scripts", secret: SECRETS[2], stratified: true, cases: KEYS.map((parts, i) => ({
    key: caseKey(parts), content: content([{ text: `${i}` }]), stratum: ["Ynys M\u00f4n", "Ynys Mo\u0302n", "\u897f\u533a"][i % 3],
  })).filter((one, i, all) => all.findIndex((other) => other.key === one.key) === i) },
  { name: "a hundred and twenty strata", secret: SECRETS[1], stratified: true,
    cases: plain(300, Array.from({ length: 120 }, (_, i) => `Officer ${i}`)) },
  { name: "rows without a reference", secret: SECRETS[1], stratified: false, cases: [1, 2, 3].map((occurrence) => ({
    key: `${rowDigest(ROWS[0])}\u001f${occurrence}`, content: content([ROWS[0]]), stratum: "",
  })) },
];
const SEEDS = ["00000000000000000000", "00000000000000000001", "31415926535897932384", "0".repeat(200),
  "0123456789012345678901234567890123456789"];
const DRAWS = [
  [0, 1, 0, 1, 0], [0, 2, 1, 1, 0], [1, 1, 0, 6, 3], [1, 1, 1, 6, 3], [1, 2, 1, 6, 3], [1, 1, 2, 40, 0], [1, 3, 3, 1, 39],
  [2, 1, 2, 10, 5], [2, 12, 4, 3, 3], [2, 1, 1, 2, 1], [3, 1, 4, 2, 2], [4, 1, 0, 5, 4], [5, 1, 2, 130, 20], [5, 1, 2, 30, 0],
  [6, 1, 1, 2, 1],
];

function write(folder, name, value) {
  writeFileSync(join(folder, name), JSON.stringify(value, null, 1) + "\n");
}

function main(folder) {
  write(folder, "keys.json", {
    case_keys: KEYS.map((parts) => ({ parts, key: caseKey(parts), sha256: sha(caseKey(parts)) })),
    row_digests: ROWS.map((row) => ({ row, digest: rowDigest(row) })),
    contents: CONTENTS.map((records) => ({ records, digest: content(records) })),
    tokens: SECRETS.flatMap((secret) => KEYS.slice(0, 8).map((parts) => {
      const key = caseKey(parts);
      const digest = content([ROWS[2]]);
      return { secret, key, content: digest, salt: mac(secret, key), token: token(secret, key, digest) };
    })),
  });
  write(folder, "allocation.json", ALLOCATIONS.map(([counts, size]) => ({ counts, size, shares: allocate(counts, size) })));
  const frames = FRAMES.map((frame) => ({ ...frame, sealed: seal(frame) }));
  write(folder, "frames.json", frames.map(({ name, secret, stratified, cases, sealed }) => ({
    name, secret, stratified, cases, labels: stratified ? sealed.labels : { "all cases": "S01" }, file: sealed.file, seal: sealed.seal,
  })));
  const lines = DESIGNS.map(designed).map((one) => JSON.stringify(one));
  writeFileSync(join(folder, "designs.json"), `[\n${lines.join(",\n")}\n]\n`);
  write(folder, "seeds.json", TYPED.map((text) => ({ text, seed: seedOf(text) })));
  write(folder, "draws.json", DRAWS.map(([frame, number, seed, size, reserves]) => {
    const asked = { number, seed: SEEDS[seed], size, reserves };
    const drawn = drawFrom(frames[frame].sealed, asked);
    return { frame: frames[frame].name, asked, ...drawn };
  }));
}

main(process.argv[2] || __dirname);
