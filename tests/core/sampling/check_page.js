"use strict";
/* Runs the script of check.html outside a browser: node check_page.js SCRIPT < bundles.json > problems.json */
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const context = vm.createContext({ TextEncoder, TextDecoder });
vm.runInContext(readFileSync(process.argv[2], "utf8"), context, { filename: "check.html" });
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const { digests, bundles } = JSON.parse(readFileSync(0, "utf8"));
context.check_all = bundles.map((members) => new Map(Object.entries(members).map(([name, text]) => [name, bytes(text)])));
const problems = vm.runInContext(
  "check_all.map((files) => { const steps = [...check(files)]; return { problems: steps.flatMap((step) => step.problems)," +
  " steps: steps.map((step) => [step.title, step.problems.length === 0]), finished: steps.at(-1).facts !== undefined }; })",
  context);
context.to_hash = digests.map(bytes);
process.stdout.write(JSON.stringify({ digests: vm.runInContext("to_hash.map(sha256)", context), problems }));
