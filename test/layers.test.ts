import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/under-test.ts';

/** The layers from the bottom up, with the imports allowed inside each. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  nouns: ['domain'],
  io: ['domain'],
  config: ['domain', 'io'],
  formats: ['domain', 'nouns', 'io'],
  store: ['domain', 'nouns', 'io'],
  render: ['domain', 'nouns', 'io', 'config'],
  app: ['domain', 'nouns', 'store', 'formats'],
  commands: ['domain', 'nouns', 'io', 'config', 'formats', 'store', 'render', 'app'],
  cli: ['domain', 'nouns', 'io', 'config', 'formats', 'store', 'render', 'app', 'commands'],
};

/** The layers of files next to the folders. */
const LAYER_OF_FILE: Readonly<Record<string, string>> = {
  'main.ts': 'cli',
  'cli.ts': 'cli',
  'context.ts': 'commands',
  'config.ts': 'config',
  'settings.ts': 'config',
  'io.ts': 'io',
  'prompt.ts': 'io',
};

/** The only layers that know these things: the database, the terminal, the command line, the machine. */
const LAYERS_OF_PACKAGE: readonly (readonly [name: RegExp, layers: readonly string[]])[] = [
  [/^better-sqlite3$/, ['store']],
  [/^(ink|react|cli-table3)$/, ['render']],
  [/^(@commander-js|commander$)/, ['cli', 'commands']],
  [/^node:(path|os)$/, ['io', 'config', 'formats', 'store', 'render', 'commands', 'cli']],
  [/^node:(?!path$|os$)/, ['io', 'config', 'formats', 'store', 'render', 'cli']],
];

/** The one command file that runs code of the store: it opens databases. Others take its types, and call use cases. */
const COMMAND_WITH_STORE = 'commands/deps.ts';

const SOURCE = join(ROOT, 'src');

/** Imports and re-exports, including types and dynamic ones. */
const IMPORT = /(?:^(?:import|export)\b[^;']*\bfrom|^import|\bimport\()\s*'([^']+)'/gm;

/** All files of src/, with relative paths, and the names each imports. */
const specifiers = new Map(
  globSync('**/*.{ts,tsx}', { cwd: SOURCE })
    .map((file) => file.replaceAll(sep, '/'))
    .sort()
    .map((file) => {
      const found = readFileSync(join(SOURCE, file), 'utf8').matchAll(IMPORT);
      return [file, [...new Set([...found].map(([, specifier = '']) => specifier))]] as const;
    }),
);

/** The files of src/ that each of them imports. */
const imports = new Map(
  [...specifiers].map(([file, named]) => {
    const own = named.filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('package.json'));
    return [file, own.map((specifier) => join(dirname(file), specifier).replaceAll(sep, '/'))] as const;
  }),
);

const textOf = (file: string) => readFileSync(join(SOURCE, file), 'utf8');

const layerOf = (file: string): string => LAYER_OF_FILE[file] ?? (file.split('/')[0] as string);

/** Groups of files that reach each other (Tarjan's algorithm). */
function findCircles(): string[] {
  const circles: string[] = [];
  const order = new Map<string, number>();
  const path: string[] = [];
  /** The earliest file of the path that this one reaches. */
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    path.push(file);
    let earliest = own;
    for (const imported of imports.get(file) ?? []) {
      const seen = order.get(imported);
      if (seen === undefined) earliest = Math.min(earliest, visit(imported));
      else if (path.includes(imported)) earliest = Math.min(earliest, seen);
    }
    if (earliest === own) {
      const group = path.splice(path.indexOf(file));
      if (group.length > 1) circles.push(group.sort().join(' '));
    }
    return earliest;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles.sort();
}

test('every import names a file of src/', () => {
  const named = [...imports.values()].flat();
  expect(named.length).toBeGreaterThan(1000);
  expect(named.filter((file) => !imports.has(file))).toEqual([]);
});

test('every file imports only allowed layers', () => {
  const found: string[] = [];
  for (const [file, imported] of imports) {
    const layer = layerOf(file);
    const allowed = LAYERS[layer];
    if (!allowed) throw new Error(`src/${file} is in no layer`);
    for (const other of imported)
      if (layerOf(other) !== layer && !allowed.includes(layerOf(other))) found.push(`${file} > ${other}`);
  }
  expect(found.sort()).toEqual([]);
});

test('commands take types from the store, and call use cases', () => {
  const VALUE_IMPORT = /^(?:import|export)\s(?!type\b)([^;']*)\bfrom\s*'([^']*\/store\/[^']+)'/gm;
  const found: string[] = [];
  for (const file of imports.keys()) {
    if (layerOf(file) !== 'commands' || file === COMMAND_WITH_STORE) continue;
    for (const [, names = '', specifier] of textOf(file).matchAll(VALUE_IMPORT))
      if (
        names
          .replace(/[{}]/g, '')
          .split(',')
          .some((name) => /^\s*(?!type\s)\S/.test(name))
      )
        found.push(`${file} > ${specifier}`);
  }
  expect(found).toEqual([]);
});

test('only the store has SQL', () => {
  const found = [...imports].flatMap(([file, imported]) =>
    layerOf(file) !== 'store' && imported.includes('store/sql.ts') && /\bsql(?:<|`)/.test(textOf(file))
      ? [file]
      : [],
  );
  expect(found).toEqual([]);
});

test('packages are imported only by their layers', () => {
  const found: string[] = [];
  for (const [file, named] of specifiers)
    for (const specifier of named)
      for (const [name, layers] of LAYERS_OF_PACKAGE)
        if (name.test(specifier) && !layers.includes(layerOf(file))) found.push(`${file} > ${specifier}`);
  expect(found).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(findCircles()).toEqual([]);
});

/** What makes an error; its help comes after the message. */
const ERROR_CALL =
  /\b(?:usage|notFound|ambiguous|conflict|refused|failed|badFilter|error|unexpected|(CrmError))\(/g;

/** A command or an option, as somebody types it. */
const TYPED = /\bcrm [a-z]|(?:^|[\s'"`(])--[a-z]/;

/** The arguments of the call that begins at this place, each as its source. */
function argumentsOf(source: string, start: number): string[] {
  const found = [''];
  const open: string[] = [];
  for (let at = start; at < source.length; at++) {
    const char = source[at] as string;
    const last = open.at(-1);
    const isText = last !== undefined && `'"\``.includes(last);
    if (char === '\\') found.push(`${found.pop()}${char}${source[++at]}`);
    else {
      if (isText && char === last) open.pop();
      else if (isText && last === '`' && char === '$' && source[at + 1] === '{') open.push('{');
      else if (!isText && `'"\`([`.includes(char)) open.push(char);
      else if (!isText && char === '{' && source[at - 1] !== '$') open.push(char);
      else if (!isText && ')]}'.includes(char)) {
        if (last === undefined) return found;
        open.pop();
      } else if (!isText && char === ',' && last === undefined) {
        found.push('');
        continue;
      }
      found.push(`${found.pop()}${char}`);
    }
  }
  return found;
}

test('use cases, rules and tables say what is wrong: only the command line words the commands that help', () => {
  const worded = [...specifiers.keys()]
    .filter((file) => /^(?:app|store|nouns|domain)\//.test(file))
    .flatMap((file) =>
      [...textOf(file).matchAll(ERROR_CALL)].flatMap(({ index, 0: call, 1: hasKind }) => {
        const help = argumentsOf(textOf(file), index + call.length).slice(hasKind ? 2 : 1);
        return help.filter((each) => TYPED.test(each)).map((each) => `${file}: ${each.trim()}`);
      }),
    );
  expect(worded).toEqual([]);
});
