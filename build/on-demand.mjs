import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../src');

/**
 * Modules of src/ that few command lines call, with what only they need: the file that holds them is read when one of
 * their functions is first called. What others import statically exports functions alone. What two parts need and no
 * short command does is in the later one.
 */
const PARTS = {
  /** What only those need who use a feature: rules, hooks, nouns of their own, mail, pages, upgrades. */
  features: [
    ...globSync('store/sqlite/migrations/0*.ts', { cwd: SOURCE }).sort(),
    'app/cases/service-levels.ts',
    'app/events/read.ts',
    'app/events/types.ts',
    'app/records/choices.ts',
    'app/rules/apply-rules.ts',
    'app/rules/compile-rule.ts',
    'app/rules/rule-work.ts',
    'app/rules/rules.ts',
    'app/sequences/follow-change.ts',
    'app/team/outcomes.ts',
    'cli/hooks.ts',
    'cli/stored-nouns.ts',
    'commands/export/form.ts',
    'commands/export/list-file.ts',
    'commands/export/page-file.ts',
    'commands/record/ask.ts',
    'commands/record/pick.ts',
    'config/hooks.ts',
    'domain/attendees.ts',
    'domain/calling/dial-command.ts',
    'domain/doc-program.ts',
    'domain/line-amount.ts',
    'domain/mail/address.ts',
    'domain/profile.ts',
    'domain/quiet-hours.ts',
    'domain/recurrence.ts',
    'domain/rules/parse-rule.ts',
    'domain/rules/schedule.ts',
    'domain/sequences/parse-sequence.ts',
    'domain/shares.ts',
    'domain/tenure.ts',
    'formats/list-cell.ts',
    'io/edit-text.ts',
    'io/run-program.ts',
    'nouns/account/merge.ts',
    'nouns/activity/merge.ts',
    'nouns/asset/rules.ts',
    'nouns/asset/verbs.ts',
    'nouns/campaign/merge.ts',
    'nouns/campaign/rules.ts',
    'nouns/campaign/verbs.ts',
    'nouns/case/merge.ts',
    'nouns/contact/merge.ts',
    'nouns/contract/rules.ts',
    'nouns/contract/verbs.ts',
    'nouns/custom/definition.ts',
    'nouns/doc/merge.ts',
    'nouns/doc/rules.ts',
    'nouns/doc/verbs.ts',
    'nouns/expense/rules.ts',
    'nouns/expense/verbs.ts',
    'nouns/lead/merge.ts',
    'nouns/line/merge.ts',
    'nouns/line/verbs.ts',
    'nouns/meeting/merge.ts',
    'nouns/meeting/rules.ts',
    'nouns/opp/merge.ts',
    'nouns/price/merge.ts',
    'nouns/price/verbs.ts',
    'nouns/pricebook/verbs.ts',
    'nouns/product/verbs.ts',
    'nouns/purchase/verbs.ts',
    'nouns/quote/merge.ts',
    'nouns/quote/verbs.ts',
    'nouns/shared/attach.ts',
    'nouns/shared/part-of.ts',
    'nouns/task/merge.ts',
    'render/ics.ts',
    'render/overwritten.ts',
    'render/xlsx.ts',
    'store/activities/case-messages.ts',
    'store/calls/card.ts',
    'store/campaign-statuses.ts',
    'store/change-details.ts',
    'store/compare-edits.ts',
    'store/consequences/campaigns.ts',
    'store/consequences/attendees.ts',
    'store/consequences/first-responses.ts',
    'store/consequences/late-cases.ts',
    'store/consequences/left-purchases.ts',
    'store/consequences/segments.ts',
    'store/files/stored-files.ts',
    'store/health.ts',
    'store/import-maps.ts',
    'store/mail/messages.ts',
    'store/mail/queue.ts',
    'store/meeting-attendees.ts',
    'store/nouns/follow-noun.ts',
    'store/nouns/noun-uses.ts',
    'store/prices.ts',
    'store/projections/case-clocks.ts',
    'store/queues.ts',
    'store/quotes.ts',
    'store/reports/saved-reports.ts',
    'store/rules/rule-records.ts',
    'store/segment-members.ts',
    'store/segment-uses.ts',
    'store/segments.ts',
    'store/sequences/figures.ts',
    'store/sequences/run-facts.ts',
    'store/sequences/runs.ts',
    'store/service-levels.ts',
    'store/sqlite/copy.ts',
    'store/sqlite/inspect.ts',
    'store/sqlite/memory-copy.ts',
    'store/sqlite/past.ts',
    'store/sqlite/schema-check.ts',
    'store/tags.ts',
    'store/teams.ts',
    'store/templates.ts',
    'store/worker/problem-summary.ts',
    'store/values/explain-values.ts',
    'store/write/remove.ts',
  ],
  /** What the Tab key needs. */
  completion: [
    'cli/complete.ts',
    'cli/completion/candidates.ts',
    'cli/completion/quoting.ts',
    'cli/completion/shell-line.ts',
    'cli/completion/stored-values.ts',
    'cli/completion/values.ts',
    'store/reference-candidates.ts',
  ],
  /** What one line in ten needs: phrases, filters, phone numbers, the words of errors, pages and tables, undo, nouns used less. */
  'on-demand': [
    'app/records/related-records.ts',
    'app/their-clock.ts',
    'app/their-time.ts',
    'cli/explain-usage.ts',
    'cli/hints.ts',
    'cli/new-values-note.ts',
    'cli/unknown-words.ts',
    'commands/call/hold-summary.ts',
    'commands/record/planned-time.ts',
    'domain/calling/call-reason.ts',
    'domain/calling/note-line.ts',
    'domain/countries/names.ts',
    'domain/currency-names.ts',
    'domain/dates/no-day.ts',
    'domain/dates/pattern.ts',
    'domain/dates/phrase.ts',
    'domain/dates/written-date.ts',
    'domain/filter/parse.ts',
    'domain/filter/tokens.ts',
    'domain/phones/complete-reader.ts',
    'domain/phones/grouping.ts',
    'domain/phones/several-numbers.ts',
    'domain/reports/period.ts',
    'domain/suggest.ts',
    'formats/blank-dates.ts',
    'formats/field-names.ts',
    'io/plain-file.ts',
    'nouns/asset/columns.ts',
    'nouns/asset/fields.ts',
    'nouns/campaign/columns.ts',
    'nouns/campaign/fields.ts',
    'nouns/contract/columns.ts',
    'nouns/contract/fields.ts',
    'nouns/doc/columns.ts',
    'nouns/doc/fields.ts',
    'nouns/expense/columns.ts',
    'nouns/expense/fields.ts',
    'nouns/line/columns.ts',
    'nouns/line/fields.ts',
    'nouns/meeting/columns.ts',
    'nouns/meeting/fields.ts',
    'nouns/price/columns.ts',
    'nouns/price/fields.ts',
    'nouns/pricebook/columns.ts',
    'nouns/pricebook/fields.ts',
    'nouns/product/columns.ts',
    'nouns/product/fields.ts',
    'nouns/quote/columns.ts',
    'nouns/quote/fields.ts',
    'render/parts/timeline.ts',
    'render/record-page.ts',
    'store/calls/whereabouts.ts',
    'store/expression-sql.ts',
    'store/lock-wait.ts',
    'store/merge/former-identities.ts',
    'store/revert-change.ts',
    'store/sqlite/errors.ts',
  ],
};

/** The same for files of packages: the end of each path, and the functions and classes in it that others import. */
const PACKAGE_FILES = {
  'commander/lib/help.js': ['Help'],
  'commander/lib/suggestSimilar.js': ['suggestSimilar'],
};

const EXPORT = /^export (?!type |interface )(?:async )?(.*)$/gm;
const FUNCTION = /^(?:function (\w+)|const (\w+)(?:: Migration =| = (?:lazy\(|\(.*=>)))/;

/** Name of a module among those of its part. */
const nameOf = (module) => module.replace(/\.[jt]s$/, '').replace(/\W+/g, '_');

/** The file among those of packages that a path is of, or undefined. */
const packageFile = (file) =>
  Object.keys(PACKAGE_FILES).find((end) => file.replaceAll('\\', '/').endsWith(`/${end}`));

/** What the part on demand exports of packages. */
const PACKAGES = Object.keys(PACKAGE_FILES).map(
  (end) => `export * as ${nameOf(end)} from ${JSON.stringify(path.resolve(SOURCE, '../node_modules', end))};`,
);

/** Name of the entry of a part. */
const entryOf = (part) => `crm:${part}`;

/** The names of the files that are read on demand. */
export const ON_DEMAND = Object.keys(PARTS);

/** Puts functions that read its part when they are called in place of a module, for all others that import one. */
export function onDemand(source) {
  const files = new Map(
    Object.entries(PARTS).flatMap(([part, modules]) =>
      modules.map((module) => [path.join(source, module), { part, module }]),
    ),
  );
  const isInPart = (file, part) => files.get(file)?.part === part;
  return {
    entries: Object.fromEntries(ON_DEMAND.map((part) => [part, entryOf(part)])),
    /** The module that a dynamic import gets, as an expression; undefined for one that is not on demand there. */
    imported(file, importer) {
      const found = files.get(file);
      if (found === undefined || isInPart(importer, found.part)) return undefined;
      return `import('./${found.part}.cjs').then((part) => part.${nameOf(found.module)})`;
    },
    plugin: {
      name: 'on-demand',
      setup(bundler) {
        bundler.onResolve({ filter: /\.ts$/ }, ({ path: specifier, resolveDir, importer, namespace }) => {
          if (namespace.startsWith('crm:')) return undefined;
          const file = path.resolve(resolveDir, specifier);
          const found = files.get(file);
          return found && !isInPart(importer, found.part)
            ? { path: file, namespace: 'called', pluginData: found }
            : undefined;
        });
        const left = new Set(Object.keys(PACKAGE_FILES));
        bundler.onResolve({ filter: /^\.\/\w+\.js$/ }, ({ path: specifier, resolveDir, namespace }) => {
          if (namespace !== 'file') return undefined;
          const end = packageFile(path.resolve(resolveDir, specifier));
          if (end === undefined) return undefined;
          left.delete(end);
          return { path: end, namespace: 'called-package' };
        });
        bundler.onLoad({ filter: /.*/, namespace: 'called-package' }, ({ path: end }) => ({
          contents: PACKAGE_FILES[end]
            .map((name) => {
              const real = `require('./on-demand.cjs').${nameOf(end)}.${name}`;
              return `export function ${name}(...values) { return new.target ? new (${real})(...values) : (${real})(...values); }`;
            })
            .join('\n'),
        }));
        bundler.onEnd(() => ({
          errors: [...left].map((end) => ({
            text: `on-demand: nothing imports ${end} any more, see build/README.md`,
          })),
        }));
        bundler.onLoad({ filter: /.*/, namespace: 'called' }, async ({ path: file, pluginData }) => ({
          contents: [
            'let real;',
            `const read = () => (real ??= require('./${pluginData.part}.cjs').${nameOf(pluginData.module)});`,
            ...(await functionsOf(file)).map(
              (name) => `export const ${name} = (...values) => read().${name}(...values);`,
            ),
          ].join('\n'),
        }));
        for (const [part, modules] of Object.entries(PARTS)) {
          const entry = entryOf(part);
          bundler.onResolve({ filter: new RegExp(`^\\./${part}\\.cjs$`) }, ({ path: file }) => ({
            path: file,
            external: true,
          }));
          bundler.onResolve({ filter: new RegExp(`^${entry}$`) }, () => ({ path: entry, namespace: entry }));
          bundler.onLoad({ filter: /.*/, namespace: entry }, () => ({
            contents: [
              ...modules.map((module) => `export * as ${nameOf(module)} from './${module}';`),
              ...(part === 'on-demand' ? PACKAGES : []),
            ].join('\n'),
            resolveDir: source,
            loader: 'ts',
          }));
        }
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
      throw new Error(
        `${file} is read on demand and can export functions alone, not "${declared}": make it one, or take the module off the list in build/on-demand.mjs`,
      );
    return name;
  });
}
