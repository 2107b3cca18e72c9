import type { Deps } from '../../app/deps.ts';
import { addRecord, findSimilarRecord } from '../../app/records/add.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { unparsedValues } from '../../app/records/unparsed-values.ts';
import type { Context } from '../../context.ts';
import { cancelled, usage } from '../../domain/errors.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { type CommandSpec, command } from '../command.ts';
import { askFor } from './ask.ts';
import { addFieldOptions, fieldsUsed, type InputValues, readInputValues } from './input.ts';

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
  /** Nouns that should be there once: what tells a duplicate, for help. */
  readonly unique?: string;
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
      const deps = await ctx.deps();
      const { store } = deps;
      const text = words.join(' ').trim();
      let values: InputValues = {
        ...(text === '' ? {} : add.title.values(text)),
        ...(await readInputValues(ctx, spec, await fieldsOf(store, spec, fieldsUsed(options)), options)),
      };
      if (Object.keys(values).length === 0) {
        if (!ctx.prompt.available)
          throw usage(
            add.title.question ?? `what is the ${spec.noun} called?`,
            `Usage: crm ${spec.noun} add <name> [options]`,
          );
        values = await askFor(ctx, spec, await fieldsOf(store, spec), add.asked);
      }
      const allowDuplicate = options.force === true || (await confirmDuplicate(ctx, deps, spec, values));
      const { id, title } = await addRecord(deps, spec, { values, allowDuplicate });
      return {
        type: 'changed',
        sentence: `Added ${spec.noun} ${id}  ${title}`,
        references: [id],
        notes: await unparsedValues(deps, values),
      };
    },
  });
}

const NAMES: Record<string, string> = { opp: 'opportunity' };

/**
 * Warns of an existing record that seems to be the same; at a terminal the person decides. Returns whether to add the
 * record even so.
 */
async function confirmDuplicate(
  { prompt, print }: Context,
  deps: Deps,
  spec: NounDefinition,
  values: InputValues,
): Promise<boolean> {
  const similar = await findSimilarRecord(deps, spec, values);
  // What is refused says so by itself.
  if (!similar || (similar.isSame && !prompt.available)) return false;
  await print.warn(`${similar.noun} ${similar.id}  ${similar.title} ${similar.reason}`);
  if (!prompt.available) return false;
  if (!(await prompt.confirm('Add it all the same?'))) throw cancelled('nothing was added');
  return true;
}
