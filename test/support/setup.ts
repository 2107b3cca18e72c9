import fc from 'fast-check';

// The same random data in every run, so that it tells of the code alone; `npm run fuzz` goes on to other data.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

// The file before this one in the same worker may have chosen another zone.
process.env.TZ = 'UTC';
