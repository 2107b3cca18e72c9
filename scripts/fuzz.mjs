/**
 * `npm run fuzz [-- <rounds> [test files…]]`: the tests of properties on other random data than `npm test` has, a new
 * seed for every round; 10 rounds unless told. Stops at the first that fails and says how to run it again.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';

const [rounds = '10', ...named] = process.argv.slice(2);
const files = named.length > 0 ? named : globSync('test/**/*.test.{ts,tsx}').filter(holdsProperties);

for (let round = 1; round <= Number(rounds); round++) {
  const seed = String(randomInt(2 ** 31));
  console.log(`round ${round} of ${rounds}, seed ${seed}`);
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...files], {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SEED: seed },
  });
  if (status !== 0) {
    console.error(`failed with seed ${seed}; again: FUZZ_SEED=${seed} npx vitest run <the test file>`);
    process.exit(1);
  }
}

function holdsProperties(file) {
  return readFileSync(file, 'utf8').includes("from 'fast-check'");
}
