import type { Deps } from '../../app/deps.ts';
import { addRecord, findSimilarRecord } from '../../app/records/add.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { hasProductCode } from '../../app/records/find.ts';
import { unparsedValues } from '../../app/records/unparsed-values.ts';
import type { Context } from '../../context.ts';
import { cancelled, usage } from '../../domain/errors.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { AddVerb } from '../../nouns/shared/verbs.ts';
import { type CommandSpec, command } from '../command.ts';
import { agreesOnTime } from './agreed-time.ts';
import { askFor } from './ask.ts';
import { customerNote } from './customer-note.ts';
import { addFieldOptions, fieldsUsed, type InputValues, readInputValues } from './input.ts';
import { plannedWithNew } from './planned-time.ts';
import { typedAmountsOf, withCurrency } from './typed-amounts.ts';

/** `crm <noun> add`. */
export default function addCommand(
  spec: NounDefinition,
  add: AddVerb,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: `add ${/^[aeio]/.test(spec.noun) ? 'an' : 'a'} ${spec.longName ?? spec.noun}`,
    examples: add.examples,
    ...(add.description ? { description: add.description } : {}),
    createsDatabase: true,
    configure: (c) => {
      const configured = addFieldOptions(c.argument('[name...]', add.title.help), spec);
      if (spec.sameBy) configured.option('--force', `even if there is one with the same ${spec.sameBy}`);
      return configured;
    },
    async run({ args: [words], options: given }, ctx) {
      const options = withCurrency(spec, given);
      const deps = await ctx.deps();
      const { store } = deps;
      const text = words.join(' ').trim();
      const planned = agreesOnTime(spec, options) ? await plannedWithNew(ctx, spec, options) : null;
      let values: InputValues = {
        ...(text === '' ? {} : await titleValues(deps, add, text, options)),
        ...(await readInputValues(
          planned?.ctx ?? ctx,
          spec,
          await fieldsOf(store, spec, fieldsUsed(options)),
          options,
        )),
      };
      if (Object.keys(values).length === 0) {
        if (!ctx.prompt.available)
          throw usage(
            add.title.question ?? `what is the name of the ${spec.noun}?`,
            `Usage: crm ${spec.noun} add <name> [options]`,
          );
        values = await askFor(ctx, spec, await fieldsOf(store, spec), add.asked);
      }
      const allowDuplicate = options.force === true || (await confirmDuplicate(ctx, deps, spec, values));
      const times = (await planned?.check(values)) ?? [];
      const { id, title, customer } = await addRecord(deps, spec, {
        values,
        typedAmounts: typedAmountsOf(spec, options),
        allowDuplicate,
      });
      return {
        type: 'changed',
        sentence: `Added ${recordText({ noun: spec.noun, id, title })}`,
        references: [id],
        notes: [
          ...times,
          ...(await unparsedValues(deps, spec, [id], values)),
          ...(customer ? [customerNote(customer)] : []),
        ],
      };
    },
  });
}

/** What the words before the options say: the code of a product, or what the record is called. */
async function titleValues(
  deps: Deps,
  { title }: AddVerb,
  text: string,
  { product }: Readonly<Record<string, unknown>>,
): Promise<InputValues> {
  const isCode = title.isProductCode && product === undefined && (await hasProductCode(deps, text));
  return isCode ? { product: text } : title.values(text);
}

/** Warns of a similar existing record; at a terminal the user decides. Returns whether to add the record anyway. */
async function confirmDuplicate(
  { prompt, print }: Context,
  deps: Deps,
  spec: NounDefinition,
  values: InputValues,
): Promise<boolean> {
  const similar = await findSimilarRecord(deps, spec, values);
  // The error itself explains a rejection.
  if (!similar || (similar.isSame && !prompt.available)) return false;
  await print.warn(`${recordText(similar)} ${similar.reason}`);
  if (!prompt.available) return false;
  if (!(await prompt.confirm('Add it anyway?'))) throw cancelled('nothing was added');
  return true;
}
