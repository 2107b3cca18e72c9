import { describeParties, type InteractionInput, LOGGED, logInteractions } from '../../app/activities/log.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { usage } from '../../domain/errors.ts';
import type { PlannedTask } from '../../store/activities/activity.ts';
import { type CommandSpec, command } from '../command.ts';
import { readingFor, timeOf, warnOf } from '../their-time.ts';
import { addLogOptions, type LogOptions, parties, readInteraction } from './input.ts';

interface InteractionOptions {
  readonly type: InteractionInput['type'];
  readonly summary: string;
  readonly examples: CommandSpec['examples'];
}

/** `crm log email`, `meeting`, `message`, `letter`, `form` and `note`. */
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
      if (type !== 'note' && type !== 'form') configured.option('--in', 'inbound: they started it');
      if (type === 'meeting') {
        configured.option('-d, --duration <length>', 'length: 45m, 1.5h');
        configured.option('-o, --outcome <text>', 'result');
      }
      return configured;
    },
    async run({ args: [ref, words], options }, ctx) {
      const named = await parties(ctx, ref);
      const time = options.next === undefined ? null : await timeOf(ctx, named);
      const interaction = await readInteraction(time ? readingFor(ctx, time) : ctx, type, words, options);
      if (time) await warnOf(ctx, time, interaction.next);
      if (type === 'note' && interaction.body === null) {
        if (!ctx.prompt.available)
          throw usage('the note is missing', `Usage: crm log note ${ref} "the text"`);
        Object.assign(interaction, { body: await ctx.prompt.text('Note', { required: true }) });
      }
      const logged = await logInteractions(await ctx.deps(), { ...interaction, parties: named });
      const [only] = logged;
      const task = logged.length === 1 && only?.task ? `, ${taskText(only.task, time?.show)}` : '';
      const next = logged.length === 1 && only?.continuedBy ? `, continued by case ${only.continuedBy}` : '';
      return {
        type: 'changed',
        sentence: `Logged ${LOGGED[type]} ${describeParties(named)}${next}${task}`,
        references: logged.map(({ id }) => id),
      };
    },
  });
}

/** A planned task or meeting, for a sentence. */
export function taskText({ noun, id, due }: PlannedTask, show: (when: string) => string = formatDay): string {
  return `${noun} ${id} for ${show(due)}`;
}
