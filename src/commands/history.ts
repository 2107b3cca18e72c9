import { listChanges, readChange } from '../app/history/changes.ts';
import { startOfDay } from '../domain/dates.ts';
import type { Field, FieldType } from '../domain/field.ts';
import { whatItDid } from '../store/history.ts';
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
  field('id', 'integer', 'Change', 'the number of the change, for undo and redo'),
  field('at', 'datetime', 'At', 'when it was made'),
  field('user', 'text', 'User', 'who made it'),
  field('what', 'text', 'What', 'what came of it'),
  field('command', 'text', 'Command', 'the command line as typed'),
  field('undone_by', 'integer', 'Undone by', 'the change that took it back'),
];
const SHOWN = ['id', 'at', 'user', 'what', 'undone_by'];

const DETAIL: readonly Field[] = [
  field('record', 'text', 'Record', 'what was touched'),
  field('what', 'text', 'What', 'added, changed or removed'),
  field('field', 'text', 'Field', 'which field'),
  field('before', 'text', 'Before', 'what it held before'),
  field('after', 'text', 'After', 'what it held afterwards'),
];

export default command({
  summary: 'what was changed, when and by whom',
  description:
    'Lists the latest changes; with the number of a change, what it wrote, field by field; with a record, all that happened to it.',
  examples: ['history', 'history --by me --since monday', 'history 1', 'history lead:42'],
  configure: (c) =>
    c
      .argument('[what]', 'number of a change, or a record such as lead:42')
      .option('--by <user>', 'only changes of this user, or of me')
      .option('--since <date>', 'only changes on or after this day')
      .option('--limit <n>', `at most this many; ${DEFAULT_LIMIT} unless told`),
  async run({ args: [what], options }, ctx) {
    const deps = await ctx.deps();
    const { columns } = ctx.settings;
    const isTable = ctx.print.format === 'table';
    if (what !== undefined && /^#?\d+$/.test(what.trim())) {
      const { change, details } = await readChange(deps, Number(what.trim().replace('#', '')));
      const takenBack = change.undoneBy === null ? [] : [`taken back by change ${change.undoneBy}`];
      return {
        type: 'list',
        view: { noun: 'fields', columns: pickFields(columns ?? ['all'], DETAIL).map(toColumn) },
        rows: details.map((detail) => ({ id: null, ...detail })),
        heading: isTable
          ? [
              `change ${change.id}  ${whatItDid(change)}\nby ${change.user}: crm ${change.command}`,
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
    const shown = pickFields(columns ?? (isTable ? SHOWN : ['all']), CHANGE);
    return {
      type: 'list',
      view: { noun: 'changes', columns: shown.map(toColumn), empty: 'nothing was changed yet' },
      rows: changes.map((change) => ({
        id: change.id,
        at: change.at,
        user: change.user,
        what: whatItDid(change),
        command: change.command,
        undone_by: change.undoneBy,
      })),
    };
  },
});
