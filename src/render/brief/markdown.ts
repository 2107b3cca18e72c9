import type { Brief } from '../../domain/brief.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { markdownCell } from '../encoder.ts';
import type { Viewpoint } from '../values.ts';
import { type BriefLine, briefFacts, briefSections } from './sections.ts';

/** The page to read before a meeting, as Markdown. */
export function briefMarkdown(brief: Brief, view: Viewpoint): string {
  const { record, meeting, account, notes } = brief;
  const facts = (list: ReturnType<typeof briefFacts>) =>
    list.map(({ label, text }) => `${label} **${line(text)}**`).join(' · ');
  const parts = [
    `# ${line(record.title)} (${record.noun} ${record.id})`,
    facts(briefFacts(brief.facts, view)),
  ];
  if (meeting)
    parts.push(
      `**${line(meeting.subject)}**${meeting.at === null ? '' : `, ${formatDay(meeting.at)}`}${meeting.place === null ? '' : `, ${line(meeting.place)}`}`,
    );
  if (account)
    parts.push(
      `## ${line(account.record.title)} (account ${account.record.id})`,
      facts(briefFacts(account.facts, view)),
    );
  if (notes !== null && notes.trim() !== '') parts.push('## Notes', markdownCell(notes.trim()));
  for (const { title, lines } of briefSections(brief, view))
    parts.push(`## ${title}`, lines.map(item).join('\n'));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function item({ when, text, facts, command }: BriefLine): string {
  const said = `${when === '' ? '' : `${line(when)}: `}${line(text)}`;
  const behind = facts.length === 0 ? '' : ` — ${facts.map(line).join(' · ')}`;
  return `- ${said}${behind}${command === undefined ? '' : `  \n  ${code(command)}`}`;
}

/** Text in one line. */
const line = (text: string): string => markdownCell(text.replace(/\s+/g, ' ').trim());

/** Code of one line, whatever backquotes it has. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
