import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../src');

/**
 * Modules of src/ that few command lines call, with what only they need: they are read when one of their functions is
 * first called. Each exports functions alone.
 */
const MODULES = [
  ...globSync('store/sqlite/migrations/0*.ts', { cwd: SOURCE }).sort(),
  'app/cases/service-levels.ts',
  'app/events/read.ts',
  'app/rules/apply-rules.ts',
  'app/rules/rules.ts',
  'app/their-time.ts',
  'cli/hints.ts',
  'cli/hooks.ts',
  'cli/stored-nouns.ts',
  'commands/export/page-file.ts',
  'commands/record/pick.ts',
  'config/hooks.ts',
  'domain/dates/phrase.ts',
  'domain/dates/written-date.ts',
  'domain/filter/parse.ts',
  'domain/phones/complete-reader.ts',
  'nouns/custom/definition.ts',
  'render/chalk.ts',
  'render/xlsx.ts',
  'store/change-details.ts',
  'store/consequences/campaigns.ts',
  'store/expression-sql.ts',
  'store/health.ts',
  'store/sqlite/errors.ts',
  'store/sqlite/inspect.ts',
  'store/sqlite/memory-copy.ts',
];

const ENTRY = 'crm:on-demand';
const EXPORT = /^export (?!type |interface )(?:async )?(.*)$/gm;
const FUNCTION = /^(?:function (\w+)|const (\w+): Migration =)/;

/** Name of a module among those of on-demand.cjs. */
const nameOf = (module) => module.replace(/\.ts$/, '').replace(/\W+/g, '_');

/** Puts functions that read on-demand.cjs when they are called in place of the modules, for all others that import one. */
export function onDemand(source) {
  const files = new Map(MODULES.map((module) => [path.join(source, module), module]));
  return {
    entry: ENTRY,
    plugin: {
      name: 'on-demand',
      setup(bundler) {
        bundler.onResolve({ filter: /\.ts$/ }, ({ path: specifier, resolveDir, importer, namespace }) => {
          if (namespace === ENTRY || files.has(importer)) return undefined;
          const module = files.get(path.resolve(resolveDir, specifier));
          return module && { path: module, namespace: 'called' };
        });
        bundler.onLoad({ filter: /.*/, namespace: 'called' }, async ({ path: module }) => ({
          contents: (await functionsOf(path.join(source, module)))
            .map((name) => {
              const called = `require('./on-demand.cjs').${nameOf(module)}.${name}`;
              return `export const ${name} = (...values) => ${called}(...values);`;
            })
            .join('\n'),
        }));
        bundler.onResolve({ filter: /^\.\/on-demand\.cjs$/ }, ({ path: file }) => ({
          path: file,
          external: true,
        }));
        bundler.onResolve({ filter: new RegExp(`^${ENTRY}$`) }, () => ({ path: ENTRY, namespace: ENTRY }));
        bundler.onLoad({ filter: /.*/, namespace: ENTRY }, () => ({
          contents: MODULES.map((module) => `export * as ${nameOf(module)} from './${module}';`).join('\n'),
          resolveDir: source,
          loader: 'ts',
        }));
      },
    },
  };
}

/** The names of the functions that a module exports; throws if it exports anything else. */
async function functionsOf(file) {
  return [...(await readFile(file, 'utf8')).matchAll(EXPORT)].map(([, declared]) => {
    const [, ...names] = FUNCTION.exec(declared) ?? [];
    const name = names.find(Boolean);
    if (name === undefined)
      throw new Error(`${file} is read on demand: it can export functions alone, not "${declared}"`);
    return name;
  });
}
