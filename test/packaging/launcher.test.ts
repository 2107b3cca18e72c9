import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { commandCatalogue } from '../../src/cli/catalogue.ts';
import { GLOBALS_WITH_VALUE } from '../../src/cli/globals.ts';
import { isShorthand } from '../../src/cli/shorthand.ts';
import { SHORT_FORMS } from '../../src/domain/call-results.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { environment, makeHome } from '../support/program.ts';
import { NODE, ROOT } from '../support/under-test.ts';

/** The output of --version: the commit is missing if the build did not know it. */
const VERSION = new RegExp(
  String.raw`^crm ${packageJson.version} \(([0-9a-f]{7,}(-dirty)?, )?Node \d+\.\d+\.\d+, \w+ \w+\)$`,
);

const LAUNCHER = join(ROOT, 'bin/crm.js');

/** The launcher in a Node of another version: its checks run before it starts. */
const onNode = (version: string) =>
  execa(
    NODE,
    [
      '--eval',
      `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('${LAUNCHER}')`,
    ],
    {
      env: environment({}),
      extendEnv: false,
      reject: false,
    },
  );

const run = (launcher: string, args: readonly string[], env: Record<string, string | undefined>) =>
  execa(NODE, [launcher, ...args], { env: environment({ env }), extendEnv: false, reject: false });

describe('the version of Node', () => {
  test.each(['18.20.0', '20.20.2', '22.22.1', '23.9.0', '24.14.9', '25.1.0'])(
    'rejects %s with one line',
    async (version) => {
      const { stderr, stdout, exitCode } = await onNode(version);
      expect(stderr).toMatch(/^crm: needs Node 22\.22, 24\.15, 26 or newer; this is v\S+ \(.+\)$/);
      expect(stdout).toBe('');
      expect(exitCode).toBe(1);
    },
  );

  test.each(['22.22.2', '22.23.0', '24.15.0', '26.0.0', '27.1.0'])('accepts %s', async (version) => {
    expect((await onNode(version)).stderr).not.toContain('needs Node');
  });

  test('the message names the range in package.json', () => {
    expect(packageJson.engines.node).toBe('^22.22.2 || ^24.15.0 || >=26');
  });
});

describe('a folder without dist', () => {
  test('gets a hint how to build it', async () => {
    const folder = makeHome();
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
    const { stderr, exitCode } = await run(join(folder, 'bin/crm.js'), ['--version'], {});
    expect(stderr).toBe(`crm: is not built yet: run npm run build in ${folder}`);
    expect(exitCode).toBe(1);
  });
});

describe('compiled code of earlier runs', () => {
  const cached = () => ({ NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: makeHome() });
  const filesIn = (env: { XDG_CACHE_HOME: string }) => {
    const folder = join(env.XDG_CACHE_HOME, 'crm');
    const [own] = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'late') : [];
    return own ? readdirSync(join(folder, own)).map((name) => join(folder, own, name)) : [];
  };
  const fileIn = (env: { XDG_CACHE_HOME: string }) => filesIn(env)[0];
  /** The first run of a command uses the code compiled by the build, the second the cached code. */
  const keep = async (args: readonly string[], env: { XDG_CACHE_HOME: string }) => {
    for (const _ of ['first', 'second']) await run(LAUNCHER, args, env);
  };

  /** What the caches are of; a part that a new database needs has one beside that of its command. */
  const namesIn = (env: Parameters<typeof filesIn>[0]) => [
    ...new Set(filesIn(env).map((file) => basename(file).replace(/\.on-demand$/, ''))),
  ];

  test('is cached privately, and used again', async () => {
    const env = cached();
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    const file = fileIn(env)!;
    expect([statSync(file).mode & 0o777, statSync(file).size]).toEqual([0o600, 0]);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { ino, size } = statSync(file);
    expect(size).toBeGreaterThan(100_000);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(statSync(file).ino).toBe(ino);
  });

  test('belongs to one command, for any arguments', async () => {
    const env = cached();
    await keep(['--version'], env);
    await run(LAUNCHER, ['lead', 'list'], env);
    await run(LAUNCHER, ['lead', 'list', '--limit', '3'], env);
    await run(LAUNCHER, ['today', '-q'], env);
    await run(LAUNCHER, ['lead', 'add', '--help'], env);
    expect(namesIn(env)).toEqual(['-', 'help', 'lead-list', 'today']);
    const [start, list] = ['-', 'lead-list'].map(
      (name) => statSync(filesIn(env).find((file) => basename(file) === name)!).size,
    );
    expect(list).toBeGreaterThan(start as number);
  });

  test('belongs to the command, with any global options before it', async () => {
    const values: Record<string, string> = {
      '--db': join(makeHome(), 'other.db'),
      '-f': 'csv',
      '--format': 'csv',
      '--columns': 'id',
      '--delimiter': ';',
      '--color': 'never',
      '--user': userInfo().username,
      '--now': '2026-11-19',
    };
    for (const option of GLOBALS_WITH_VALUE) {
      const env = cached();
      await run(LAUNCHER, ['-y', option, values[option] as string, 'lead', 'add', 'Jane Doe'], env);
      expect(namesIn(env)).toEqual(['lead-add']);
    }
  });

  test('is not cached for a failed run', async () => {
    const env = cached();
    expect((await run(LAUNCHER, ['lead', 'show', '7'], env)).exitCode).toBe(3);
    expect(filesIn(env)).toEqual([]);
  });

  test('is shared by all searches, as a command of one word', async () => {
    const env = cached();
    const names = commandCatalogue(builtInNouns())
      .filter(({ load, direct }) => load ?? direct)
      .flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names).toContain('search');
    const text = readFileSync(LAUNCHER, 'utf8');
    expect(text).toContain(`/^(${names.join('|')})$/`);
    const shorts = ['note', 'show', 'done', 'snooze', ...Object.entries(SHORT_FORMS).flat()];
    const spoken = shorts.filter((word) => isShorthand(word));
    expect(text).toContain(`/^(${spoken.join('|')})$/`);
    for (const term of ['heating', 'water']) await run(LAUNCHER, ['search', term], env);
    expect(namesIn(env)).toEqual(['search']);
  });

  test('is not cached for unknown commands', async () => {
    const env = cached();
    expect((await run(LAUNCHER, ['lead', 'lst'], env)).exitCode).toBe(2);
    expect(filesIn(env)).toEqual([]);
  });

  test.each([
    ['of another build', '//0123456789abcdef\n'.padEnd(5000)],
    ['cut short', ''],
    ['that is no code', 'x'.repeat(5000)],
  ])('%s is replaced', async (_, content) => {
    const env = cached();
    await run(LAUNCHER, ['--version'], env);
    const file = fileIn(env)!;
    writeFileSync(file, content);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(statSync(file).size).toBeGreaterThan(content.length);
  });

  test('with a lost block is replaced', async () => {
    const env = cached();
    await keep(['--version'], env);
    const file = fileIn(env)!;
    const content = readFileSync(file);
    content.fill(0, 8192, 12288);
    writeFileSync(file, content);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(
      readFileSync(file)
        .subarray(8192, 12288)
        .every((byte) => byte === 0),
    ).toBe(false);
  });

  test('is optional: nothing fails if it cannot be written', async () => {
    const env = { ...cached(), XDG_CACHE_HOME: '/dev/null' };
    const { stdout, stderr } = await run(LAUNCHER, ['--version'], env);
    expect([stdout, stderr]).toEqual([expect.stringMatching(VERSION), '']);
  });

  test.each([
    ['first', { XDG_CACHE_HOME: makeHome(afterAll) }],
    ['first in a folder that is no folder', { XDG_CACHE_HOME: '/dev/null' }],
    ['first without a home', { XDG_CACHE_HOME: undefined, HOME: undefined }],
  ])('is that of the build for a run that is the %s', async (_, env) => {
    const hook = join(makeHome(), 'hook.cjs');
    writeFileSync(
      hook,
      `const vm = require('vm');
       vm.Script = class extends vm.Script {
         constructor(...of) { super(...of); process.stderr.write('rejected: ' + this.cachedDataRejected); }
       };`,
    );
    const { stdout, stderr } = await run(LAUNCHER, ['--version'], {
      ...cached(),
      ...env,
      NODE_OPTIONS: `--require ${hook}`,
    });
    expect([stdout, stderr]).toEqual([expect.stringMatching(VERSION), 'rejected: false']);
  });

  test('is cached in private folders, whatever the umask', async () => {
    const env = environment({ env: cached() });
    const command = '"$@" --version && "$@" lead add Jane && "$@" history';
    const sh = (umask: string) => ['-c', `umask ${umask}; ${command}`, 'sh', NODE, LAUNCHER];
    for (const umask of ['000', '077']) {
      await execa('sh', sh(umask), { env, extendEnv: false });
      const made = readdirSync(env.XDG_CACHE_HOME!, { recursive: true, encoding: 'utf8' });
      expect(made.length).toBeGreaterThan(5);
      for (const name of made) {
        const stat = statSync(join(env.XDG_CACHE_HOME!, name));
        expect([name, stat.mode & 0o777]).toEqual([name, stat.isDirectory() ? 0o700 : 0o600]);
      }
    }
  });

  test.each(['folder', 'file'])('is replaced in a %s that others can write to', async (what) => {
    const env = cached();
    await run(LAUNCHER, ['--version'], env);
    const file = fileIn(env)!;
    const { ino } = statSync(file);
    chmodSync(what === 'file' ? file : dirname(file), 0o777);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(statSync(file).ino).not.toBe(ino);
    expect([statSync(dirname(file)).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  test('of modules is dropped if others can write to it', async () => {
    const env = cached();
    const late = join(env.XDG_CACHE_HOME, 'crm/late');
    mkdirSync(join(late, 'planted'), { recursive: true });
    chmodSync(late, 0o777);
    await run(LAUNCHER, ['lead', 'add', 'Jane', '--phone', '+442079460321'], env);
    expect(readdirSync(late)).not.toContain('planted');
    expect(statSync(late).mode & 0o777).toBe(0o700);
  });

  test('is not cached through a link to another place', async () => {
    const env = cached();
    await run(LAUNCHER, ['--version'], env);
    const folder = dirname(fileIn(env)!);
    const elsewhere = makeHome();
    rmSync(folder, { recursive: true });
    symlinkSync(elsewhere, folder);
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test.each(['/proc/none', '/proc/self/fd', '/dev/null/x', 'relative', ''])(
    'is not cached in the home %o',
    async (home) => {
      const env = { ...cached(), HOME: home, XDG_CACHE_HOME: undefined, XDG_DATA_HOME: undefined };
      const cwd = makeHome();
      const version = await execa(NODE, [LAUNCHER, '--version'], {
        env: environment({ env }),
        extendEnv: false,
        cwd,
      });
      expect([version.stdout, version.stderr]).toEqual([expect.stringMatching(VERSION), '']);
      const stored = await execa(NODE, [LAUNCHER, 'lead', 'add', 'Jane'], {
        env: environment({ env }),
        extendEnv: false,
        cwd,
        reject: false,
      });
      expect(stored.stderr).toMatch(
        /^crm: (the folder of ".+" (does not exist|is a file)|there is no home folder)/,
      );
      expect(stored.exitCode).toBe(1);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  test.each(['NODE_DISABLE_COMPILE_CACHE', 'CRM_DEBUG'])('%s does not use it', async (name) => {
    const env = { ...cached(), [name]: '1' };
    expect((await run(LAUNCHER, ['--version'], env)).stdout).toMatch(VERSION);
    expect(fileIn(env)).toBeUndefined();
  });
});
