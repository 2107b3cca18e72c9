import { globSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { NODE, type Program, ROOT } from '../support/under-test.ts';

/** The Node versions to run the package on; `npm run test:nodes` names the oldest of each supported line. */
const NODES = process.env.CRM_NODES?.split(delimiter) ?? [NODE];

const MOST_PACKED_BYTES = 3_400_000;
const MOST_INSTALLED_BYTES = 36_000_000;

/** Options of npm that need no network and leave nothing behind. */
const folder = makeHome(afterAll);
const npm = async (args: readonly string[], cwd: string) => {
  const env = environment({ home: folder, env: { npm_config_cache: join(folder, 'npm') } });
  return (await execa('npm', args, { cwd, env, extendEnv: false })).stdout;
};

async function pack(source: string): Promise<{ file: string; paths: string[] }> {
  const out = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], source);
  const [{ filename, files }] = JSON.parse(out) as [{ filename: string; files: { path: string }[] }];
  return { file: join(folder, filename), paths: files.map(({ path }) => path) };
}

const modules = join(folder, 'empty/node_modules');
const installed = (path: string) => join(modules, 'crm', path);
let packed: Awaited<ReturnType<typeof pack>>;

beforeAll(async () => {
  packed = await pack(ROOT);
  // The packages from the registry.
  const others = ['better-sqlite3', 'node-addon-api'].map((name) => pack(join(ROOT, 'node_modules', name)));
  const files = (await Promise.all(others)).map(({ file }) => file);
  mkdirSync(join(folder, 'empty'));
  await npm(['install', '--offline', packed.file, ...files], join(folder, 'empty'));
}, 300_000);

/** The packages that are files of their own; a file is named after the package and the module in it. */
function latePackages(): string[] {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const files = globSync('*.cjs', { cwd: installed('dist/late') }).filter(
    (file) => !file.startsWith('data-'),
  );
  return files.map((file) => {
    const fits = (name: string) =>
      /^[-.]/.test(file.replace(name.replace(/^@/, '').replaceAll('/', '-'), ''));
    return Object.keys(devDependencies).find(fits) ?? file;
  });
}

describe('the package', () => {
  test('contains the program, and nothing else', () => {
    const kinds = packed.paths.map((path) =>
      path
        .replace(/^bin\/launch\/.+\.js$/, 'bin/launch/*.js')
        .replace(/^dist\/late\/.+?\.cjs/, 'dist/late/*.cjs'),
    );
    expect([...new Set(kinds)].sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/crm.js',
      'bin/launch/*.js',
      'dist/completion.cjs',
      'dist/completion.cjs.map.br',
      'dist/crm.cjs',
      'dist/crm.cjs.map.br',
      'dist/crm.compiled',
      'dist/features.cjs',
      'dist/features.cjs.map.br',
      'dist/late/*.cjs',
      'dist/late/*.cjs.br',
      'dist/new.db',
      'dist/on-demand.cjs',
      'dist/on-demand.cjs.map.br',
      'dist/on-demand.compiled',
      'dist/rare.cjs',
      'dist/rare.cjs.map.br',
      'dist/rare.compiled',
      'dist/screens.cjs',
      'dist/screens.cjs.map.br',
      'dist/seldom.cjs',
      'dist/seldom.cjs.br',
      'dist/seldom.cjs.map.br',
      'dist/third-party-notices.txt',
      'package.json',
    ]);
  });

  test('is small, including its dependencies', () => {
    expect(statSync(packed.file).size).toBeLessThan(MOST_PACKED_BYTES);
    const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const size = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    expect(size).toBeLessThan(MOST_INSTALLED_BYTES);
  });

  test('installs no bundled package', () => {
    const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(['better-sqlite3', 'crm', 'node-addon-api']);
  });

  test('has the notices of all bundled packages, and no source in its maps', () => {
    const maps = globSync('dist/**/*.map.br', { cwd: installed('.') });
    expect(maps.length).toBeGreaterThan(3);
    const bundled = new Set(latePackages());
    for (const map of maps) {
      const { sources, sourcesContent = [] } = JSON.parse(
        String(brotliDecompressSync(readFileSync(installed(map)))),
      ) as {
        sources: string[];
        sourcesContent?: (string | null)[];
      };
      expect([map, sourcesContent.filter(Boolean)]).toEqual([map, []]);
      for (const source of sources) {
        const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
        if (name) bundled.add(name);
      }
    }
    expect([...bundled]).toEqual(
      expect.arrayContaining(['react', 'scheduler', 'yoga-layout', '@inquirer/prompts', 'execa']),
    );
    const notices = readFileSync(installed('dist/third-party-notices.txt'), 'utf8').split(/^-{80}$/m);
    const without = [...bundled].filter(
      (name) =>
        !notices.some(
          (notice) => notice.trim().startsWith(`${name} `) && /Copyright|Permission/i.test(notice),
        ),
    );
    expect(without).toEqual([]);
  });
});

describe.each(NODES)('installed on %s', (node) => {
  const program: Program = {
    command: node,
    before: [installed('bin/crm.js')],
  };
  const cached = { NODE_COMPILE_CACHE: undefined };

  test('a prompt asks for a missing value', async () => {
    const home = makeHome();
    await crm(['lead', 'add', 'Jane Doe'], { home, program, env: cached });
    const terminal = open(['log', 'call', '1'], { home, program, env: cached });
    await terminal.waitFor('What was the result of the call?');
    terminal.type('\r');
    await terminal.exit;
    expect(terminal.screen()).toContain('Logged a call with lead 1  Jane Doe');
  });

  test('the board moves a deal', async () => {
    const home = makeHome();
    await crm(['opp', 'add', 'Renewal', '--amount', '12k'], { home, program, env: cached });
    const terminal = open(['board'], { home, program, env: cached, cols: 120 });
    await terminal.waitFor('Renewal');
    terminal.type('L');
    await terminal.waitFor('Renewal: prospecting → qualification');
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
    const { stdout } = await crm(['opp', 'show', '1', '--json'], { home, program, env: cached });
    expect(JSON.parse(stdout)).toMatchObject({ name: 'Renewal', stage: 'qualification' });
  });

  test('a call session logs a call', async () => {
    const home = makeHome();
    const at = { ...cached, CRM_NOW: '2026-03-12T15:00:00.000Z' };
    await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079460000'], { home, program, env: at });
    const terminal = open(['call', 'session'], { home, program, env: at });
    await terminal.waitFor('Jane Doe');
    terminal.type('v');
    await terminal.waitFor('nobody to call now');
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
    const calls = await crm(['activity', 'list', '--json'], { home, program, env: at });
    expect(calls.stdout).toContain('voicemail');
  });

  test('an import and a list of it', async () => {
    const home = makeHome();
    const file = join(home, 'leads.csv');
    const rows = Array.from(
      { length: 3000 },
      (_, at) => `Person ${at},Company ${at},person${at}@example.com`,
    );
    writeFileSync(file, `Name,Company,Email\n${rows.join('\n')}\n`);
    const imported = await crm(['lead', 'import', file], { home, program, env: cached });
    expect(imported.exitCode).toBe(0);
    const { stdout } = await crm(['lead', 'list', '-f', 'ids', '--limit', '5000'], {
      home,
      program,
      env: cached,
    });
    expect(stdout.trim().split('\n')).toHaveLength(3000);
  });

  test('compiled code is cached, and no module is missing', async () => {
    const home = makeHome();
    const lines = [
      '--help',
      'lead add Jane --phone +442079460321',
      'history',
      'report pipeline',
      'today',
      'completion zsh',
      'doctor',
      'config list',
    ];
    for (const line of lines) {
      const { stderr, exitCode } = await crm(line.split(' '), { home, program, env: cached });
      expect([line, exitCode, stderr.includes('internal')]).toEqual([line, 0, false]);
    }
    expect(readdirSync(join(home, 'cache/crm')).map((name) => basename(name))).toContain('late');
  });
});
