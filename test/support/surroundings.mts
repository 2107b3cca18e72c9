/** The visible part of the caller's environment: where programs are, and what to test. */
const KEPT = /^(PATH|TMPDIR|CI|CRM_BIN|CRM_NODES|FUZZ_SEED|CRM_TORTURE_\w+|VITEST.*)$/;

/** The environment of a test, unless it sets its own. */
const SET = {
  TZ: 'UTC',
  LANG: 'C.UTF-8',
  USER: 'tester',
  TERM: 'xterm-256color',
  // Nothing can be created there: a test that uses the real home fails.
  HOME: '/dev/null/home',
};

/**
 * Creates the environment of all tests from scratch, independent of the user and the shell. The configuration calls
 * it before Vitest starts its processes, which inherit it, as do the programs that tests start.
 */
export function setSurroundings(): void {
  for (const name of Object.keys(process.env)) if (!KEPT.test(name)) delete process.env[name];
  Object.assign(process.env, SET);
  process.umask(0o022);
}
