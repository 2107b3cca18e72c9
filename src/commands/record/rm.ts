import { forEachRecord } from '../../app/for-each-record.ts';
import { cancelled } from '../../domain/errors.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { getLeadState } from '../../store/leads.ts';
import { removeRecord } from '../../store/write/remove.ts';
import { type CommandSpec, command } from '../command.ts';
import { describeRecords } from './edit.ts';
import { resolveRecords } from './references.ts';
import { REFERENCE } from './show.ts';

/** `crm <noun> rm`: removes records with what is only theirs; `crm undo` brings them back. */
export function rmCommand(
  spec: NounDefinition,
  examples: CommandSpec['examples'],
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: 'remove; crm undo brings it back',
    examples,
    configure: (c) => {
      const configured = c.argument('<ref...>', REFERENCE);
      if (spec.noun === 'lead') configured.option('--force', 'converted leads too');
      return configured as never;
    },
    async run({ args: [refs], options }, ctx) {
      const named = await resolveRecords(ctx, spec.noun, refs);
      if (named.length === 0) return;
      const what = describeRecords(spec, named);
      if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove ${what}?`)))
        throw cancelled('nothing was removed');
      const store = await ctx.store();
      await store.change(async (tx) => {
        await forEachRecord(await ctx.deps(), tx, named, async (record) => {
          if (spec.noun === 'lead' && !options.force)
            rejectConverted(await getLeadState(tx.db, record.id), GONE);
          await removeRecord(tx, spec.noun, record.id);
        });
      }, `removed ${what}`);
      ctx.print.made(
        `Removed ${what}   (crm undo brings it back)`,
        named.map((record) => record.id),
      );
    },
  });
}

const GONE = 'It says where they came from. Remove it all the same: --force';
