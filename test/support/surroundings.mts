/** What of the caller's environment tests may see: where programs are, and what to test. */
const KEPT = /^(PATH|TMPDIR|CI|CRM_BIN|CRM_NODES|FUZZ_SEED|CRM_TORTURE_\w+|VITEST.*)$/;

/** What a test finds unless it sets something else itself. */
const SET = {
  TZ: 'UTC',
  LANG: 'C.UTF-8',
  USER: 'tester',
  TERM: 'xterm-256color',
  // Nothing can be made there: a test that works on the home of whoever runs it fails.
  HOME: '/dev/null/home',
};

/**
 * Makes the environment of all tests from scratch, whoever runs them and however their shell is set up. The
 * configuration calls it before Vitest starts its processes, which inherit it, as do the programs that tests start.
 */
export function setSurroundings(): void {
  for (const name of Object.keys(process.env)) if (!KEPT.test(name)) delete process.env[name];
  Object.assign(process.env, SET);
  process.umask(0o022);
}
