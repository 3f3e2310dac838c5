"use strict";
/*
 * Designs, from resources/help/the-draw.md alone: names of strata, shares by rule, and what is asked for in
 * designs.json. Written another way than the product where it can be: equal parts are dealt one case at a time.
 */

const BLANK_NAME = "not recorded";
const JOINED = "small groups together";

/* The name of the stratum of every case. values: for each case an object of facet to value. */
function namesOf(design, values, clean) {
  const dividing = design.per ? [design.per.facet] : design.strata_by || [];
  const names = values.map((one) => {
    const rule = (design.take_all || []).findIndex((where) => where.every(([facet, value]) => clean(one[facet] || "") === clean(value)));
    if (rule >= 0) return `take-all\u001f${rule + 1}`;
    if (dividing.length === 0) return "all cases";
    return dividing.map((facet) => clean(one[facet] || "") || BLANK_NAME).join("\u001f");
  });
  return design.join_small ? joined(names) : names;
}

function joined(names) {
  const counts = {};
  for (const name of names) if (!name.startsWith("take-all\u001f")) counts[name] = (counts[name] || 0) + 1;
  const queue = Object.keys(counts).sort((a, b) => counts[a] - counts[b] || Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const together = [];
  let cases = 0;
  while (queue.length > 0 && (counts[queue[0]] <= 4 || (cases > 0 && cases <= 4))) {
    cases += counts[queue[0]];
    together.push(queue.shift());
  }
  return together.length < 2 ? names : names.map((name) => (together.includes(name) ? JOINED : name));
}

/* One case to every stratum that still has one, in label order, until none is left to deal. */
function equal(counts, size) {
  const labels = Object.keys(counts).sort();
  const dealt = Object.fromEntries(labels.map((label) => [label, 0]));
  let left = size;
  for (let turn = 0; left > 0; turn += 1) {
    for (const label of labels) {
      if (left > 0 && counts[label] > turn) { dealt[label] += 1; left -= 1; }
    }
  }
  return dealt;
}

/* strata: objects of label, name, cases; each gets size, reserves and rule. */
function shares(design, strata, allocate) {
  const whole = (one) => design.allocation === "all" || one.name.startsWith("take-all\u001f");
  const chance = strata.filter((one) => !whole(one));
  const counts = Object.fromEntries(chance.map((one) => [one.label, one.cases]));
  let rule = chance.length === 1 ? "simple" : "proportional";
  let sizes;
  if (design.per) {
    rule = "per";
    sizes = Object.fromEntries(chance.map((one) => [one.label, Math.min(design.per.number, one.cases)]));
  } else if (design.allocation === "fixed") {
    rule = "fixed";
    const asked = design.fixed || {};
    sizes = Object.fromEntries(chance.map((one) => [one.label, asked[one.name] ?? Math.min(design.size, one.cases)]));
  } else if (design.allocation === "equal") {
    rule = "equal";
    sizes = equal(counts, design.size);
  } else {
    sizes = allocate(counts, design.size || 0);
  }
  const left = Object.fromEntries(chance.map((one) => [one.label, one.cases - sizes[one.label]]));
  const spare = allocate(left, design.reserves || 0);
  return strata.map((one) => (whole(one) ? { ...one, size: one.cases, reserves: 0, rule: "all" }
    : { ...one, size: sizes[one.label], reserves: spare[one.label], rule }));
}

/* ---- what is asked ---- */

const turn = (list, place) => list[place % list.length];
const CASES = (count) => Array.from({ length: count }, (_, i) => ({
  lpu: turn(["Chester", "Ynys M\u00f4n", "", "Ynys Mo\u0302n", " Crewe"], i),
  team: turn(["N1", "N2", "\u897f\u533a", " \u3000"], i * 3),
  officer: `PC ${i % 13}`,
  is_child: i % 11 === 0 ? "yes" : "",
  search_level: turn(["outer", "strip", "outer", "", "outer", "outer", "strip"], i),
}));
const CHILD = [["is_child", "yes"]];
const STRIP_NOWHERE = [["search_level", "strip"], ["lpu", ""]];

const DESIGNS = [
  { name: "three facets", cases: CASES(60), design: { size: 25, reserves: 10, strata_by: ["lpu", "team", "search_level"] } },
  { name: "two facets, fewer cases than strata", cases: CASES(40), design: { size: 5, strata_by: ["officer", "lpu"] } },
  { name: "two of each officer", cases: CASES(40), design: { per: { facet: "officer", number: 2 }, reserves: 5 } },
  { name: "more than any officer has", cases: CASES(20), design: { per: { facet: "officer", number: 9 } } },
  { name: "one of each of a hundred and one officers", cases: Array.from({ length: 150 }, (_, i) => ({ officer: `PC \u{1f46e} ${i % 101}` })),
    design: { per: { facet: "officer", number: 1 }, reserves: 11 } },
  { name: "take-all, the first rule wins", cases: CASES(60), design: { size: 9, reserves: 4, take_all: [STRIP_NOWHERE, CHILD] } },
  { name: "take-all, the other way round", cases: CASES(60), design: { size: 9, reserves: 4, take_all: [CHILD, STRIP_NOWHERE] } },
  { name: "take-all and nothing beside it", cases: CASES(30), design: { size: 0, take_all: [CHILD] } },
  { name: "a rule that takes nothing", cases: CASES(10), design: { size: 3, take_all: [[["lpu", "Hull"]], CHILD] } },
  { name: "one case, taken", cases: CASES(1), design: { size: 0, take_all: [CHILD] } },
  { name: "equal", cases: CASES(60), design: { size: 23, reserves: 8, strata_by: ["is_child", "team"], allocation: "equal", take_all: [STRIP_NOWHERE] } },
  { name: "equal, more than the small ones hold", cases: CASES(60), design: { size: 50, reserves: 10, strata_by: ["is_child", "search_level"], allocation: "equal" } },
  { name: "fixed", cases: CASES(60), design: { size: 3, reserves: 12, strata_by: ["lpu"], allocation: "fixed", fixed: { Crewe: 7, "not recorded": 0 } } },
  { name: "every case", cases: CASES(12), design: { strata_by: ["team"], allocation: "all" } },
  { name: "small ones joined", cases: CASES(60), design: { size: 12, reserves: 2, strata_by: ["officer"], join_small: true, take_all: [CHILD] } },
  { name: "one small one takes another along", cases: CASES(33), design: { size: 6, strata_by: ["is_child"], join_small: true } },
];

/* What a person may type for a seed: the seed, or null where it is refused. */
const DIGITS = "31415926535897932384";
const SEEDS = [
  DIGITS, "00000000000000000000", " 00000 00000\t00000\r\n00000 \n", `\u00a0${DIGITS}\u3000`, DIGITS.split("").join("\u2009"),
  "0".repeat(200), `000${"7".repeat(197)}`, "1".repeat(19), "", "1".repeat(201), "9".repeat(400), `${DIGITS}x`, `-${DIGITS}`,
  `${DIGITS}.0`, "\uff13\uff11\uff14\uff11\uff15\uff19\uff12\uff16\uff15\uff13\uff15\uff18\uff19\uff17\uff19\uff13\uff12\uff13\uff18\uff14",
  `${DIGITS}\u0663`, `${DIGITS}\u00b2`, `${DIGITS}\u200b`, `${DIGITS}\ufeff`,
];
const BLANKS = /[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu;

function seedOf(text) {
  const seed = text.replace(BLANKS, "");
  return /^[0-9]{20,200}$/.test(seed) ? seed : null;
}

module.exports = { DESIGNS, SEEDS, namesOf, seedOf, shares };
