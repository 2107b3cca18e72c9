import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { PROGRAM } from '../support/under-test.ts';

const cacheOf = (home: string) => join(home, 'cache/crm');
const addonIn = (home: string) => {
  const [name, ...others] = readdirSync(cacheOf(home));
  expect(others).toEqual([]);
  expect(name).toMatch(/^better-sqlite3-[0-9a-f]{16}\.node$/);
  return join(cacheOf(home), name!);
};
const list = (home: string, env: Record<string, string | undefined> = {}) =>
  crm(['lead', 'list', '--columns', 'name', '--no-header'], { home, env });

async function homeWithLead(): Promise<string> {
  const home = makeHome();
  expect(await crm(['lead', 'add', 'Jane'], { home })).toEqual({ stdout: '1\n', stderr: '', exitCode: 0 });
  return home;
}

const LISTED = { stdout: 'Jane\n', stderr: '', exitCode: 0 };

test('the addon is unpacked once, readable by its user only', async () => {
  const home = await homeWithLead();
  const file = addonIn(home);
  const { ino, mode } = statSync(file);
  expect([statSync(cacheOf(home)).mode & 0o777, mode & 0o777]).toEqual([0o700, 0o600]);
  expect(await list(home)).toEqual(LISTED);
  expect(statSync(file).ino).toBe(ino);
});

test('a command without a database unpacks nothing', async () => {
  const home = makeHome();
  expect((await crm(['--version'], { home })).exitCode).toBe(0);
  expect(existsSync(cacheOf(home))).toBe(false);
});

test.each<[string, (file: string) => void]>([
  ['cut short', (file) => truncateSync(file, 4096)],
  ['emptied', (file) => truncateSync(file, 0)],
  [
    'with one byte changed',
    (file) => {
      const bytes = readFileSync(file);
      bytes[100_000]! ^= 1;
      writeFileSync(file, bytes);
    },
  ],
  [
    'with a block lost',
    (file) => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0, 8192, 12_288));
    },
  ],
  ['that is gone', (file) => rmSync(file)],
  ['that others can write to', (file) => chmodSync(file, 0o666)],
  [
    'that is a link',
    (file) => {
      renameSync(file, `${file}.moved`);
      symlinkSync(`${file}.moved`, file);
    },
  ],
])('an addon %s is replaced', async (_, damage) => {
  const home = await homeWithLead();
  const file = addonIn(home);
  const whole = readFileSync(file);
  damage(file);
  expect(await list(home)).toEqual(LISTED);
  expect(readFileSync(file).equals(whole)).toBe(true);
  expect([statSync(cacheOf(home)).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
});

test('the folder is private whatever the umask, even if it was open before', async () => {
  const home = makeHome();
  mkdirSync(cacheOf(home), { recursive: true });
  chmodSync(cacheOf(home), 0o777);
  await execa('sh', ['-c', 'umask 000; "$0" lead add Jane', PROGRAM.command], {
    env: environment({ home }),
    extendEnv: false,
  });
  expect(statSync(cacheOf(home)).mode & 0o777).toBe(0o700);
  expect(statSync(addonIn(home)).mode & 0o777).toBe(0o600);
});

test('concurrent first starts do not disturb each other', async () => {
  const home = await homeWithLead();
  rmSync(cacheOf(home), { recursive: true });
  const results = await Promise.all(Array.from({ length: 8 }, () => list(home)));
  expect(results).toEqual(results.map(() => LISTED));
  addonIn(home);
});

test('leftovers of an interrupted start and of older versions are removed after a day', async () => {
  const home = await homeWithLead();
  const file = addonIn(home);
  const old = [`${file}.123.abc`, join(cacheOf(home), 'better-sqlite3-0123456789abcdef.node')];
  for (const leftover of old) {
    writeFileSync(leftover, 'old');
    utimesSync(leftover, 0, 0);
  }
  writeFileSync(`${file}.456.def`, 'being written');
  rmSync(file);
  expect(await list(home)).toEqual(LISTED);
  expect(readdirSync(cacheOf(home)).map((name) => join(cacheOf(home), name))).toEqual([
    file,
    `${file}.456.def`,
  ]);
});

test.each<[string, Record<string, string | undefined>]>([
  ['the cache folder cannot be made', { XDG_CACHE_HOME: '/dev/null' }],
  ['there is no home', { XDG_CACHE_HOME: undefined, HOME: undefined }],
  ['the home is below /proc', { XDG_CACHE_HOME: undefined, HOME: '/proc/none' }],
])('if %s, it is loaded from a temporary folder that is removed', async (_, env) => {
  const home = await homeWithLead();
  const temporary = makeHome();
  expect(await list(home, { ...env, TMPDIR: temporary })).toEqual(LISTED);
  expect(readdirSync(temporary)).toEqual([]);
});

test('the folder for temporary files is optional', async () => {
  const home = await homeWithLead();
  rmSync(cacheOf(home), { recursive: true });
  const bad = {
    TMPDIR: '/nonexistent',
    TMP: '/nonexistent',
    TEMP: '/nonexistent',
    BUN_TMPDIR: '/nonexistent',
  };
  expect(await list(home, bad)).toEqual(LISTED);
  addonIn(home);
});

test('if no folder can hold it, one line names the setting', async () => {
  const home = await homeWithLead();
  rmSync(cacheOf(home), { recursive: true });
  // A file size limit below the size of the addon.
  const { stderr, stdout, exitCode } = await execa(
    'sh',
    ['-c', 'ulimit -f 2000; exec "$0" lead list', PROGRAM.command],
    { env: environment({ home }), extendEnv: false, reject: false },
  );
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^crm: cannot unpack the database module: .*EFBIG/),
    'Set XDG_CACHE_HOME to a folder that you can write to and that is not mounted "noexec".',
  ]);
  expect([stdout, exitCode]).toEqual(['', 1]);
  expect(readdirSync(cacheOf(home))).toEqual([]);
});
