import { describeRecords } from '../../app/records/describe.ts';
import { editRecords } from '../../app/records/edit.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { unparsedValues } from '../../app/records/unparsed-values.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import { type CommandSpec, command } from '../command.ts';
import { agreesOnTime } from './agreed-time.ts';
import { askFor } from './ask.ts';
import { addFieldOptions, fieldsUsed, type InputValues, readInputValues } from './input.ts';
import { plannedWith } from './planned-time.ts';
import { resolveRecords } from './references.ts';
import { REFERENCE } from './show.ts';
import { typedAmountsOf, withCurrency } from './typed-amounts.ts';

/** `crm <noun> edit`: the same change to one or many records, all or none. */
export default function editCommand(
  spec: NounDefinition,
  edit: NonNullable<RecordVerbs['edit']>,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: 'change fields; an empty text clears a field',
    examples: edit.examples,
    configure: (c) => addFieldOptions(c.argument('<ref...>', REFERENCE), spec),
    async run({ args: [refs], options: given }, ctx) {
      const options = withCurrency(spec, given);
      const deps = await ctx.deps();
      const { store } = deps;
      const fields = await fieldsOf(store, spec, fieldsUsed(options));
      const records = await resolveRecords(ctx, spec.noun, refs);
      const planned = agreesOnTime(spec, options) ? await plannedWith(ctx, spec, records) : null;
      let values = await readInputValues(planned?.ctx ?? ctx, spec, fields, options);
      if (Object.keys(values).length === 0) {
        if (!ctx.prompt.available)
          throw usage('nothing to change was given', `Options: crm ${spec.noun} edit --help`);
        values = await askWhich(ctx, spec, await fieldsOf(store, spec), edit.asked);
      }
      const typedAmounts = typedAmountsOf(spec, options);
      const times = (await planned?.check(values)) ?? [];
      const { changeId, changed } = await editRecords(deps, spec, { records, values, typedAmounts });
      const some =
        changed < records.length ? ` (${changed} ${changed === 1 ? 'was' : 'were'} different)` : '';
      return {
        type: 'changed',
        sentence: changeId === null ? '' : `Changed ${describeRecords(spec, records)}${some}`,
        references: records.map((record) => record.id),
        notes: [
          ...(changeId === null ? ['nothing changed'] : times),
          ...(await unparsedValues(
            deps,
            spec,
            records.map(({ id }) => id),
            values,
          )),
        ],
      };
    },
  });
}

async function askWhich(
  ctx: Context,
  spec: NounDefinition,
  fields: readonly Field[],
  names: readonly string[],
): Promise<InputValues> {
  const choices = names.map((name) => ({
    name: fields.find((field) => field.name === name)?.label ?? name,
    value: name,
  }));
  const name = await ctx.prompt.choose('Which field?', choices);
  return askFor(ctx, spec, fields, [name]);
}
