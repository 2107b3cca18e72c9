import { changeRuns, type RunAct } from '../../app/sequences/runs.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { usage } from '../../domain/errors.ts';
import type { SequenceRun } from '../../store/sequences/runs.ts';
import { command } from '../command.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';
import { WITH_SEQUENCE } from './options.ts';

/** What the command of an act is told. */
interface ActWords {
  readonly act: RunAct;
  readonly summary: string;
  readonly description: string;
  /** `Paused`. */
  readonly done: string;
}

/** The command that pauses, resumes or stops runs. */
export function runCommand({ act, summary, description, done }: ActWords) {
  const before = act === 'resume' ? ' && crm sequence pause 42' : '';
  const enrolled = `sequence add visits -m '- day 0 call "May we come by?"' && crm sequence enrol visits 42${before}`;
  return command({
    summary,
    description,
    examples: [`${enrolled} && crm sequence ${act} 42`, `${WITH_SEQUENCE} && crm sequence ${act} --all fair`],
    configure: (c) =>
      c
        .argument(
          '[ref...]',
          'leads and contacts: 42, contact:7, an e-mail or a name; - reads them from stdin',
        )
        .option('--sequence <name>', 'only in this sequence')
        .option('--all <name>', 'for everybody in this sequence'),
    async run({ args: [refs], options: { sequence, all } }, ctx) {
      if ((all === undefined) === (refs.length === 0))
        throw usage(
          all === undefined ? 'for whom?' : 'name people, or a sequence with --all, not both',
          `For example: crm sequence ${act} 42   For everybody: crm sequence ${act} --all <name>`,
        );
      const people =
        all === undefined ? await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).people, refs) : null;
      const { runs } = await changeRuns(await ctx.deps(), act, { people, sequence: all ?? sequence });
      const [only] = runs;
      return {
        type: 'changed',
        sentence:
          runs.length === 1 && only
            ? `${done} ${only.sequence} for ${only.person.noun} ${only.person.id}  ${only.name}${nextText(only)}`
            : runs.length === 0
              ? ''
              : `${done} it for ${runs.length} people`,
        references: runs.map(({ person: { noun, id } }) => `${noun}:${id}`),
        notes: runs.length === 0 ? ['nobody is in it'] : [],
      };
    },
  });
}

function nextText({ state, dueAt }: SequenceRun): string {
  return state === 'active' && dueAt !== null ? `; the next step is due ${formatDay(dueAt)}` : '';
}
