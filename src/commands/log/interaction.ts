import { forEachRecord } from '../../app/for-each-record.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { usage } from '../../domain/errors.ts';
import { logActivity, type PlannedTask, planTask } from '../../store/activities/activity.ts';
import type { Named } from '../../store/references.ts';
import { type CommandSpec, command } from '../command.ts';
import { addLogOptions, type LogOptions, parties, readInteraction } from './input.ts';

interface InteractionOptions {
  readonly type: 'email' | 'meeting' | 'note';
  readonly summary: string;
  readonly examples: CommandSpec['examples'];
}

/** `crm log email`, `meeting` and `note`: what was written, agreed or is worth knowing. */
export function interactionCommand({
  type,
  summary,
  examples,
}: InteractionOptions): CommandSpec<[string, string[]], LogOptions> {
  return command({
    summary,
    examples,
    configure: (c) => {
      const configured = addLogOptions(c);
      if (type !== 'note') configured.option('--in', 'they began it');
      if (type === 'meeting') {
        configured.option('-d, --duration <length>', 'how long it took: 45m, 1.5h');
        configured.option('-o, --outcome <text>', 'what came of it');
      }
      return configured;
    },
    async run({ args: [ref, words], options }, ctx) {
      const interaction = await readInteraction(ctx, type, words, options);
      if (type === 'note' && interaction.body === null) {
        if (!ctx.prompt.available)
          throw usage('what is the note?', `Usage: crm log note ${ref} "what is worth knowing"`);
        Object.assign(interaction, { body: await ctx.prompt.text('Note', { required: true }) });
      }
      const named = await parties(ctx, ref);
      const { result } = await (await ctx.store()).change(
        async (tx) => {
          const logged: { id: number; task: PlannedTask | null }[] = [];
          await forEachRecord(await ctx.deps(), tx, named, async (party) => {
            const id = await logActivity(tx, { ...interaction, with: party }, null, ctx);
            const { next } = interaction;
            logged.push({ id, task: next && (await planTask(tx, party, 'todo', next, ctx)) });
          });
          return logged;
        },
        () => `logged ${LOGGED[type]} ${describedParties(named)}`,
      );
      const [only] = result;
      const task = named.length === 1 && only?.task ? `, ${taskText(only.task)}` : '';
      ctx.print.made(
        `Logged ${LOGGED[type]} ${describedParties(named)}${task}`,
        result.map(({ id }) => id),
      );
    },
  });
}

const LOGGED = { email: 'an email with', meeting: 'a meeting with', note: 'a note on' } as const;

/** The record by noun, number and title, or how many there are. */
export function describedParties(named: readonly Named[]): string {
  const [only, ...others] = named;
  return only && others.length === 0 ? `${only.noun} ${only.id}  ${only.title}` : `${named.length} records`;
}

/** A task that was planned, as a sentence says it. */
export function taskText({ id, due }: PlannedTask): string {
  return `task ${id} for ${formatDay(due)}`;
}
