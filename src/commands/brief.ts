import { briefNouns, nextMeeting, readBrief } from '../app/brief/brief.ts';
import type { Brief } from '../domain/brief.ts';
import { toLocalDate } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import type { Answer } from '../render/answer.ts';
import { briefMarkdown } from '../render/brief/markdown.ts';
import { drawBrief } from '../render/brief/page.ts';
import { briefFacts, briefJson, briefSections } from '../render/brief/sections.ts';
import { jsonText } from '../render/encoder.ts';
import { nestedJson, type Viewpoint, viewOf } from '../render/values.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { resolveRecordsOfAnyNoun } from './record/references.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'section', label: 'Section', type: 'text', help: 'the part of the page' },
  { name: 'when', label: 'When', type: 'text', help: 'the day' },
  { name: 'text', label: 'Text', type: 'text', help: 'what it says' },
  { name: 'facts', label: 'Facts', type: 'text', help: 'what else is known' },
  { name: 'command', label: 'Command', type: 'text', help: 'the command that does it' },
];

export default command({
  summary: 'the page to read before a meeting: who, history, deals, what is next',
  description:
    'One page on a lead, deal, account, contact, case or meeting: how it stands, the people with their local time, how ' +
    'often there was contact, the last words, what is planned, the other deals, open cases, what the customer has, and ' +
    'what to do next with the commands for it. Without a reference, for your next meeting. In a pipe it is Markdown.',
  examples: ['brief opp:7', 'brief 42', 'brief account:3 -o brief.md', 'brief meeting:1'],
  lists: true,
  configure: (c) => c.argument('[ref]', 'a lead by number or name; others as opp:7, account:3, meeting:5'),
  async run({ args: [ref] }, ctx) {
    const deps = await ctx.deps();
    const [record] =
      ref === undefined
        ? [await nextMeeting(deps)]
        : await resolveRecordsOfAnyNoun(ctx, briefNouns(await ctx.nouns()), [ref]);
    if (!record) return { type: 'none' };
    const brief = await readBrief(deps, record);
    const { format, columns } = ctx.settings;
    const view = { today: toLocalDate(ctx.clock.now()), currency: deps.currency };
    if (format === 'json' || format === 'jsonl')
      return {
        type: 'raw',
        text: `${jsonText(
          briefJson(brief, (value) => nestedJson(value, 'text')),
          format === 'json' ? 2 : 0,
        )}\n`,
      };
    if (columns || format === 'csv' || format === 'tsv' || format === 'ids')
      return listAnswer(ctx, { noun: 'lines', columns: COLUMNS }, await linesOf(brief, view));
    if (ctx.print.format === 'table') {
      const answer: Answer = { type: 'drawing', draw: drawBrief(brief) };
      return answer;
    }
    return { type: 'raw', text: briefMarkdown(brief, await withPhones(view)) };
  },
});

const withPhones = (view: Viewpoint) => viewOf([{ name: 'phone', label: '', type: 'phone' }], view);

/** The page as rows, for spreadsheets. */
async function linesOf(brief: Brief, plainView: Viewpoint): Promise<Row[]> {
  const view = await withPhones(plainView);
  const { noun, id, title } = brief.record;
  return [
    {
      id: `${noun}:${id}`,
      section: 'Record',
      when: null,
      text: title,
      facts: `${noun}:${id}`,
      command: null,
    },
    ...briefFacts(brief.facts, view).map(({ label, text }) => row('Facts', { when: label, text, facts: [] })),
    ...briefSections(brief, view).flatMap((section) => section.lines.map((line) => row(section.title, line))),
  ].map((each) => ({ id: `${noun}:${id}`, ...each }));
}

function row(
  section: string,
  {
    when,
    text,
    facts,
    command: typed,
  }: { when: string; text: string; facts: readonly string[]; command?: string },
): Row {
  return { section, when: when || null, text, facts: facts.join(' · ') || null, command: typed ?? null };
}
