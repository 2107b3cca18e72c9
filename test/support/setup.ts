import fs from 'node:fs';
import fc from 'fast-check';

// The same random data in every run, so that results depend on the code only; `npm run fuzz` uses other
// data.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

// An earlier file in the same worker can have changed the zone.
process.env.TZ = 'UTC';

// Databases of tests end with them: thousands of syncs would take minutes. test/cli/durability.test.ts counts those of
// programs.
fs.fsyncSync = () => {};
fs.fdatasyncSync = () => {};
