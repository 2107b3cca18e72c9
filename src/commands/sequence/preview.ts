import { previewSequence, type StepPreview } from '../../app/sequences/preview.ts';
import { readSequence } from '../../app/sequences/sequences.ts';
import { readMoment, startOfDay } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { PersonNoun } from '../../domain/field.ts';
import { command } from '../command.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';
import { timeOf } from '../their-time.ts';
import { WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'show every step of a sequence for somebody: when, by both clocks, and its text',
  description:
    'Shows what somebody would get if it began now, or at --start: each date in your time and theirs, and the whole text of ' +
    'each mail. Calls and tasks are taken to be done when they are due. Nothing is stored or sent.',
  examples: [
    `${WITH_SEQUENCE} && crm sequence preview fair 42`,
    `${WITH_SEQUENCE} && crm sequence preview fair 42 --start monday`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the sequence')
      .argument('<ref>', 'a lead or contact: 42, contact:7, an e-mail or a name')
      .option('--start <when>', 'when it begins; default: now'),
  async run({ args: [name, ref], options: { start } }, ctx) {
    const deps = await ctx.deps();
    const { sequence } = await readSequence(deps, name);
    const [person] = await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).people, [ref]);
    if (person?.noun !== 'lead' && person?.noun !== 'contact')
      throw usage(`${ref} is no person`, 'Leads and contacts come into sequences.');
    const now = ctx.clock.now();
    const moment = start === undefined ? null : readMoment(start, now, ctx.timeSettings);
    const from = moment === null ? now : (moment.at ?? Date.parse(startOfDay(moment.date)));
    const who = { noun: person.noun as PersonNoun, id: person.id };
    const steps = await previewSequence(deps, sequence, who, Math.max(now, from));
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl')
      return { type: 'raw', text: `${JSON.stringify(steps)}\n` };
    const time = await timeOf(ctx, [person]);
    return {
      type: 'text',
      text: steps.map((step) => stepPage(step, (at) => time.show(at))).join('\n'),
      exitCode: steps.some(({ problem, at }) => problem !== null || at === null) ? 1 : 0,
    };
  },
});

function stepPage(
  { number, what, at, subject, text, problem }: StepPreview,
  show: (at: string) => string,
): string {
  const head = `${number}. ${at === null ? 'never: its window does not come' : show(at)}  ${what}\n`;
  if (problem !== null) return `${head}   no mail: ${problem}\n`;
  if (subject === null) return head;
  const lines = [`Subject: ${subject}`, '', ...(text ?? '').trimEnd().split('\n')];
  return `${head}${lines.map((line) => (line === '' ? '' : `   ${line}`)).join('\n')}\n`;
}
