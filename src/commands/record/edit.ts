import { forEachRecord } from '../../app/for-each-record.ts';
import { requireReason } from '../../app/leads/status-changes.ts';
import { checkOppEdit } from '../../app/opps/stage-changes.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Named } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { pipelineOfOpp } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import { type CommandSpec, command } from '../command.ts';
import { askFor } from './ask.ts';
import { fieldsOf } from './fields.ts';
import { addFieldOptions, fieldsUsed, type InputValues, readInputValues } from './input.ts';
import { resolveRecords } from './references.ts';
import { REFERENCE } from './show.ts';
import { warnUnparsedValues } from './warn-unparsed-values.ts';

/** What differs between nouns when one is edited. */
export interface EditOptions {
  readonly examples: CommandSpec['examples'];
  /** Fields a person at a terminal may choose from when the command names nothing to change. */
  readonly asked: readonly string[];
}

/** `crm <noun> edit`: the same change to one record or to many, all or none. */
export function editCommand(
  spec: NounDefinition,
  edit: EditOptions,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: 'change fields; an empty text empties one',
    examples: edit.examples,
    configure: (c) => addFieldOptions(c.argument('<ref...>', REFERENCE) as never, spec) as never,
    async run({ args: [refs], options }, ctx) {
      const store = await ctx.store();
      let given = await readInputValues(ctx, spec, await fieldsOf(store, spec, fieldsUsed(options)), options);
      const named = await resolveRecords(ctx, spec.noun, refs);
      if (Object.keys(given).length === 0) {
        if (!ctx.prompt.available)
          throw usage('nothing to change is named', `Options: crm ${spec.noun} edit --help`);
        given = await askWhich(ctx, spec, await fieldsOf(store, spec), edit.asked);
      }
      const { id, result } = await store.change(
        async (tx) => {
          let changed = 0;
          await forEachRecord(await ctx.deps(), tx, named, async (record) => {
            const values = await linkedFor(
              store,
              spec,
              record,
              await inItsCurrency(tx, record, given, options),
              ctx,
            );
            if (spec.noun === 'opp') await checkOppEdit(tx, record.id, values);
            if (spec.noun === 'lead') await requireReason(tx, record.id, values);
            if (await updateRecord(tx, spec.noun, record.id, values, ctx)) changed++;
          });
          return changed;
        },
        () => `edited ${describeRecords(spec, named)}`,
      );
      if (id === null) ctx.print.note('nothing was different');
      ctx.print.made(
        id === null
          ? ''
          : `Changed ${describeRecords(spec, named)}${result < named.length ? ` (${result} ${result === 1 ? 'was' : 'were'} different)` : ''}`,
        named.map((record) => record.id),
      );
      await warnUnparsedValues(ctx, given);
    },
  });
}

/** An amount that names no currency is in that of the amount it replaces: `--amount 15k` leaves euros euros. */
async function inItsCurrency(
  tx: Tx,
  { noun, id }: Named,
  given: InputValues,
  { amount }: Readonly<Record<string, unknown>>,
): Promise<InputValues> {
  if (noun !== 'opp' || typeof amount !== 'string' || !given.amount) return given;
  const before = await tx.read('opp', id);
  if (!before || before.amount_minor === null) return given;
  return { ...given, amount: parseMoney(amount, before.currency as string) };
}

async function linkedFor(
  store: Store,
  spec: NounDefinition,
  record: Named,
  given: InputValues,
  ctx: Context,
): Promise<Values> {
  if (spec.noun !== 'opp') return resolveRelations(store, spec, given, ctx);
  const current = await pipelineOfOpp(store.db, record.id);
  return resolveRelations(store, spec, given, ctx, current);
}

async function askWhich(
  ctx: Context,
  spec: NounDefinition,
  fields: Awaited<ReturnType<typeof fieldsOf>>,
  names: readonly string[],
): Promise<InputValues> {
  const choices = names.map((name) => ({
    name: fields.find((field) => field.name === name)?.label ?? name,
    value: name,
  }));
  const name = await ctx.prompt.choose('Change what?', choices);
  return askFor(ctx, spec, fields, [name]);
}

/** One record by number and title, or how many. */
export function describeRecords(spec: NounDefinition, named: readonly Named[]): string {
  const [only, ...others] = named;
  return only && others.length === 0
    ? `${spec.noun} ${only.id}  ${only.title}`
    : `${named.length} ${spec.plural}`;
}
