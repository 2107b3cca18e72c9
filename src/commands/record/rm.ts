import { describeRecords } from '../../app/records/describe.ts';
import { removeRecords } from '../../app/records/remove.ts';
import { cancelled } from '../../domain/errors.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import { type CommandSpec, command } from '../command.ts';
import { resolveRecords } from './references.ts';
import { REFERENCE } from './show.ts';

/** `crm <noun> rm`: removes records with their child rows; `crm undo` restores them. */
export default function rmCommand(
  spec: NounDefinition,
  { examples, force }: NonNullable<RecordVerbs['rm']>,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command<[string[]], Record<string, unknown>>({
    summary: 'remove; crm undo restores it',
    examples,
    configure: (c) => {
      const configured = c.argument('<ref...>', REFERENCE);
      if (force) configured.option('--force', force);
      return configured;
    },
    async run({ args: [refs], options }, ctx) {
      const named = await resolveRecords(ctx, spec.noun, refs);
      if (named.length === 0) return { type: 'none' };
      const what = describeRecords(spec, named);
      if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove ${what}?`)))
        throw cancelled('nothing was removed');
      await removeRecords(await ctx.deps(), spec, { records: named, force: options.force === true });
      return {
        type: 'changed',
        sentence: `Removed ${what}   (crm undo restores it)`,
        references: named.map((record) => record.id),
      };
    },
  });
}
