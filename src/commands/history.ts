import type { Context } from '../context.ts';
import { pastDayNow, readDate, startOfDay } from '../domain/dates.ts';
import { notFound } from '../domain/errors.ts';
import type { Field, FieldType, Noun } from '../domain/field.ts';
import { changeDetails } from '../store/change-details.ts';
import { changeNumbered, changesOf, whatItDid } from '../store/history.ts';
import { formerIds, isMergeable } from '../store/merge/former-identities.ts';
import { findAny, titled } from '../store/references.ts';
import type { Store } from '../store/store.ts';
import { userNamed } from '../store/users.ts';
import { command } from './command.ts';
import { listColumns, pickFields, toColumn } from './record/fields.ts';
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
    const store = await ctx.store();
    if (what !== undefined && /^#?\d+$/.test(what.trim()))
      return showChange(ctx, store, Number(what.trim().replace('#', '')));
    if (ctx.settings.columns?.includes('?')) return listColumns(ctx, CHANGE);
    const now = ctx.clock.now();
    const since =
      options.since === undefined
        ? undefined
        : startOfDay(pastDayNow(options.since, now) ?? (await readDate(options.since, now)));
    const record = what === undefined ? undefined : await recordMeant(ctx, store, what);
    const changes = await changesOf(store.db, {
      limit: wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT,
      user: options.by === undefined ? undefined : await authorNamed(ctx, store, options.by),
      since,
      record: record && { ...record, former: await formerOf(store, record) },
    });
    if (record && changes.length === 0) await mustExist(store, record);
    const shown = pickFields(
      ctx.settings.columns ?? (ctx.print.format === 'table' ? SHOWN : ['all']),
      CHANGE,
    );
    await ctx.print.list(
      { noun: 'changes', columns: shown.map(toColumn), empty: 'nothing was changed yet' },
      changes.map((change) => ({
        id: change.id,
        at: change.at,
        user: change.user,
        what: whatItDid(change),
        command: change.command,
        undone_by: change.undoneBy,
      })),
    );
  },
});

/** Who made changes under a name, though no user may be called that any more. Throws `not-found`. */
async function authorNamed(ctx: Context, store: Store, name: string): Promise<string> {
  if (name.trim() === 'me') return ctx.user;
  const [change] = await changesOf(store.db, { limit: 1, user: name });
  return change?.user ?? (await userNamed(store.db, name)).name;
}

async function showChange(ctx: Context, store: Store, id: number): Promise<void> {
  const change = await changeNumbered(store.db, id);
  const shown = pickFields(ctx.settings.columns ?? ['all'], DETAIL);
  if (ctx.print.format === 'table') {
    ctx.print.note(`change ${id}  ${whatItDid(change)}\nby ${change.user}: crm ${change.command}`);
    if (change.undoneBy !== null) ctx.print.note(`taken back by change ${change.undoneBy}`);
  }
  await ctx.print.list(
    { noun: 'fields', columns: shown.map(toColumn) },
    (await changeDetails(store.engine, id)).map((detail) => ({ id: null, ...detail })),
  );
}

/** The record whose history is asked for; one that is named by number may be gone by now. */
async function recordMeant(ctx: Context, store: Store, text: string): Promise<{ table: Noun; id: number }> {
  const [, prefix, digits] = /^([a-z]+):#?(\d{1,15})$/.exec(text.trim()) ?? [];
  const noun = ctx.nouns.find(prefix)?.noun;
  if (noun) return { table: noun, id: Number(digits) };
  const named = await findAny(store.engine, ctx.nouns.names, text, ctx);
  return { table: named.noun, id: named.id };
}

/** What was merged into a record is part of its past. */
async function formerOf({ engine }: Store, { table, id }: { table: Noun; id: number }): Promise<number[]> {
  return isMergeable(table) ? formerIds(engine, table, id) : [];
}

async function mustExist(store: Store, { table, id }: { table: Noun; id: number }): Promise<void> {
  const [found] = await titled(store.db, table, [id]);
  if (!found) throw notFound(`there is no ${table} ${id}, and never was`, `See all: crm ${table} list`);
}
