import type { Context } from '../../context.ts';
import { cancelled, conflict, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { findLikelyDuplicate } from '../../store/dupes/alike.ts';
import { type Duplicate, findDuplicates } from '../../store/duplicates.ts';
import { titled } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import { type CommandSpec, command } from '../command.ts';
import { askFor } from './ask.ts';
import { fieldsOf } from './fields.ts';
import { addFieldOptions, fieldsUsed, type InputValues, readInputValues } from './input.ts';
import { warnUnparsedValues } from './warn-unparsed-values.ts';

/** What differs between nouns when one is added. */
export interface AddOptions {
  readonly examples: CommandSpec['examples'];
  readonly description?: string;
  /** What the words before the options are: help, and how they become values. */
  readonly title: {
    readonly help: string;
    /** What is missing when there are none. */
    readonly question?: string;
    readonly values: (text: string) => InputValues;
  };
  /** Fields a person at a terminal is asked for when the command names nothing. */
  readonly asked: readonly string[];
  /** Values for what was not given. */
  readonly preset?: (ctx: Context, given: InputValues) => InputValues | Promise<InputValues>;
  /** Nouns that should be there once: what tells a duplicate, for help. */
  readonly unique?: string;
  /** Adds what follows from the relations that were named, inside the transaction. */
  readonly complete?: (tx: Tx, values: Values) => Promise<Values>;
}

/** `crm <noun> add`. */
export function addCommand(
  spec: NounDefinition,
  add: AddOptions,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: `add ${/^[aeio]/.test(spec.noun) ? 'an' : 'a'} ${NAMES[spec.noun] ?? spec.noun}`,
    examples: add.examples,
    ...(add.description ? { description: add.description } : {}),
    createsDatabase: true,
    configure: (c) => {
      const configured = addFieldOptions(c.argument('[name...]', add.title.help) as never, spec);
      if (add.unique) configured.option('--force', `even if there is one with the same ${add.unique}`);
      return configured as never;
    },
    async run({ args: [words], options }, ctx) {
      const store = await ctx.store();
      const text = words.join(' ').trim();
      let given: InputValues = {
        ...(text === '' ? {} : add.title.values(text)),
        ...(await readInputValues(ctx, spec, await fieldsOf(store, spec, fieldsUsed(options)), options)),
      };
      if (Object.keys(given).length === 0) {
        if (!ctx.prompt.available)
          throw usage(
            add.title.question ?? `what is the ${spec.noun} called?`,
            `Usage: crm ${spec.noun} add <name> [options]`,
          );
        given = await askFor(ctx, spec, await fieldsOf(store, spec), add.asked);
      }
      const values = { ...(await add.preset?.(ctx, given)), ...given };
      const forced =
        options.force === true || !add.unique || (await confirmedDuplicate(ctx, spec.noun, values));
      const { result } = await store.change(
        async (tx) => {
          if (!forced) refuseDuplicate(spec.noun, await findDuplicates(tx.db, spec.noun, values, ctx));
          const found = await resolveRelations(store, spec, values, ctx);
          const columns = add.complete ? await add.complete(tx, found) : found;
          const id = await insertRecord(tx, spec.noun, columns, ctx);
          const [named] = await titled(tx.db, spec.noun, [id]);
          return { id, title: named?.title ?? '' };
        },
        ({ id, title }) => `added ${spec.noun} ${id}  ${title}`,
      );
      ctx.print.made(`Added ${spec.noun} ${result.id}  ${result.title}`, [result.id]);
      await warnUnparsedValues(ctx, values);
    },
  });
}

const NAMES: Record<string, string> = { opp: 'opportunity' };

/**
 * At a terminal a duplicate is shown and the person decides; elsewhere the transaction refuses one that has the same
 * e-mail or phone, and one that is merely alike is made with a warning.
 */
async function confirmedDuplicate(ctx: Context, noun: Noun, values: Values): Promise<boolean> {
  const { engine, db } = await ctx.store();
  const [found] = await findDuplicates(db, noun, values, ctx);
  if (found && !ctx.prompt.available) return false;
  const alike = found ? null : await findLikelyDuplicate(engine, noun, values);
  const named = found ?? alike;
  if (!named) return false;
  const why = found ? `has ${found.value} already` : `may be the same: ${alike?.reason}`;
  await ctx.print.warn(`${named.noun} ${named.id}  ${named.title} ${why}`);
  if (!ctx.prompt.available) return false;
  if (!(await ctx.prompt.confirm('Add it all the same?'))) throw cancelled('nothing was added');
  return true;
}

function refuseDuplicate(noun: string, duplicates: readonly Duplicate[]): void {
  const [found] = duplicates;
  if (!found) return;
  throw conflict(
    `${found.noun} ${found.id}  ${found.title} has ${found.value} already`,
    `Change it: crm ${found.noun} edit ${found.id} …   Add another ${noun} all the same: --force`,
  );
}
