import { listChanges, readChange } from '../app/history/changes.ts';
import { describeChange } from '../domain/change-text.ts';
import { startOfDay } from '../domain/dates.ts';
import type { Field, FieldType } from '../domain/field.ts';
import { command } from './command.ts';
import { readPeriod } from './parse-args.ts';
import { columnList, pickFields, toColumn } from './record/fields.ts';
import { wholeNumber } from './record/selection.ts';

const DEFAULT_LIMIT = 20;

const field = (name: string, type: FieldType, label: string, help: string): Field => ({
  name,
  type,
  label,
  access: 'computed',
  help,
});

const CHANGE: readonly Field[] = [
  field('id', 'integer', 'Change', 'number of the change, for undo and redo'),
  field('at', 'datetime', 'At', 'time of the change'),
  field('user', 'text', 'User', 'who made the change'),
  field('what', 'text', 'What', 'summary of the change'),
  field('command', 'text', 'Command', 'the command line as typed'),
  field('undone_by', 'integer', 'Undone by', 'the change that undid it'),
  field('why', 'text', 'Why', 'why a rule gave the record to somebody'),
];
const DEFAULT_FIELDS = ['id', 'at', 'user', 'what', 'undone_by'];

const DETAIL: readonly Field[] = [
  field('record', 'text', 'Record', 'the record'),
  field('what', 'text', 'What', 'added, changed or removed'),
  field('field', 'text', 'Field', 'the field'),
  field('before', 'text', 'Before', 'value before'),
  field('after', 'text', 'After', 'value after'),
  field('why', 'text', 'Why', 'why a rule gave it to somebody'),
];

/** Reasons are shown where there are some. */
const usualDetails = (details: readonly { readonly why: string | null }[]): readonly string[] =>
  details.some(({ why }) => why !== null)
    ? ['all']
    : DETAIL.map(({ name }) => name).filter((name) => name !== 'why');

export default command({
  summary: 'what was changed, when and by whom',
  description:
    'Lists the latest changes. For the number of a change, lists what it wrote, field by field; for a record, all its changes.',
  examples: ['history', 'history --by me --since monday', 'history 1', 'history lead:42'],
  lists: true,
  configure: (c) =>
    c
      .argument('[what]', 'number of a change, or a record such as lead:42')
      .option('--by <user>', 'only changes by this user, or me')
      .option('--since <date>', 'only changes on or after this day')
      .option('--limit <n>', `maximum number of changes; default: ${DEFAULT_LIMIT}`),
  async run({ args: [what], options }, ctx) {
    const deps = await ctx.deps();
    const { columns } = ctx.settings;
    const isTable = ctx.print.format === 'table';
    if (what !== undefined && /^#?\d+$/.test(what.trim())) {
      const { change, details } = await readChange(deps, Number(what.trim().replace('#', '')));
      const takenBack = change.undoneBy === null ? [] : [`undone by change ${change.undoneBy}`];
      return {
        type: 'list',
        view: {
          noun: 'fields',
          columns: pickFields(columns ?? (isTable ? usualDetails(details) : ['all']), DETAIL).map(toColumn),
        },
        rows: details.map((detail) => ({ id: null, ...detail })),
        heading: isTable
          ? [
              `change ${change.id}  ${describeChange(change)}\nby ${change.user}: crm ${change.command}`,
              ...takenBack,
            ]
          : [],
      };
    }
    if (columns?.includes('?')) return columnList(CHANGE);
    const { from } = readPeriod(ctx, options, true);
    const since = from ? startOfDay(from.date) : undefined;
    const limit = wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT;
    const changes = await listChanges(deps, { limit, by: options.by, since, record: what });
    const usual = changes.some(({ why }) => why !== null) ? [...DEFAULT_FIELDS, 'why'] : DEFAULT_FIELDS;
    const shown = pickFields(columns ?? (isTable ? usual : ['all']), CHANGE);
    return {
      type: 'list',
      view: { noun: 'changes', columns: shown.map(toColumn), empty: 'no changes yet' },
      rows: changes.map((change) => ({
        id: change.id,
        at: change.at,
        user: change.user,
        what: describeChange(change),
        command: change.command,
        undone_by: change.undoneBy,
        why: change.why,
      })),
    };
  },
});
