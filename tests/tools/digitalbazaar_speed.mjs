#!/usr/bin/env node
// CPU time of @digitalbazaar/vc per verification of a sample, to set beside `make bench`: same files, contexts in memory.
//
//     npm --prefix tests/peers ci && node tests/tools/digitalbazaar_speed.mjs
import { read, refusal } from "../peers/credentials.mjs";

const BATCHES = 7;
/** Verifications in a batch, and before the first one. */
const RUNS = 200;

for (const name of ["badge-responsibility.json", "course-vc-1.json"]) {
  const credential = read(name);
  const batch = async () => {
    for (let run = 0; run < RUNS; run++) {
      const refused = await refusal(credential);
      if (refused !== undefined) throw new Error(`${name}: ${refused}`);
    }
  };
  await batch();
  const costs = [];
  for (let count = 0; count < BATCHES; count++) {
    const before = process.cpuUsage();
    await batch();
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / RUNS);
  }
  costs.sort((one, other) => one - other);
  console.log(`@digitalbazaar/vc, ${name}: ${Math.round(costs[BATCHES >> 1])} us`);
}
