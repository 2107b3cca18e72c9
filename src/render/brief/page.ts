import type { Brief } from '../../domain/brief.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import { factLines } from '../parts/facts.ts';
import { headingLine } from '../parts/heading.ts';
import { makePen, type Pen } from '../parts/pen.ts';
import { justify, paintLine, type StyledLine } from '../styled-line.ts';
import { type Drawing, pageColumns } from '../surface.ts';
import { rulerFor } from '../text-width.ts';
import { viewOf } from '../values.ts';
import { wrapWords } from '../wrap.ts';
import { type BriefLine, briefFacts, briefSections } from './sections.ts';

const INDENT = '  ';

/** Lines of what was said that one entry takes at most. */
const MAX_TEXT_LINES = 4;

/** The page to read before a meeting, for a terminal. */
export function drawBrief(brief: Brief): Drawing {
  return async ({ width, paint, view: plainView, env }) => {
    const view = await viewOf([{ name: 'phone', label: '', type: 'phone' }], plainView);
    const sections = briefSections(brief, view);
    const { record, meeting, account, notes } = brief;
    const facts = briefFacts(brief.facts, view);
    const accountFacts = briefFacts(account?.facts ?? [], view);
    const ruler = await rulerFor(
      [
        record.title,
        account?.record.title ?? '',
        notes ?? '',
        ...[...facts, ...accountFacts].map(({ text }) => text),
        ...sections.flatMap(({ lines }) =>
          lines.flatMap(({ text, facts: more, command }) => [text, ...more, command ?? '']),
        ),
      ].map(sanitize),
    );
    const pen = makePen(env, paint, ruler);
    const room = pageColumns(width) - 1;
    const asFacts = (list: typeof facts): StyledLine[] =>
      list.map(
        ({ label, text }): StyledLine => [{ text: `${label} `, look: 'muted' }, { text: sanitize(text) }],
      );
    const ref: StyledLine = [{ text: `${record.noun} ${record.id}`, look: 'muted' }];
    const lines: StyledLine[] = [
      justify([{ text: sanitize(record.title), look: 'bold' }], ref, room, ruler),
      ...factLines(asFacts(facts), room, ruler),
    ];
    if (meeting)
      lines.push(
        [],
        ...wrapped(
          `${meeting.subject}${meeting.at === null ? '' : `, ${formatDay(meeting.at)}`}${meeting.place === null ? '' : `, ${meeting.place}`}`,
          room,
          pen,
        ).map((text): StyledLine => [{ text, look: ['bold', 'accent'] }]),
      );
    if (account)
      lines.push(
        [],
        justify(
          [{ text: sanitize(account.record.title), look: 'bold' }],
          [{ text: `account ${account.record.id}`, look: 'muted' }],
          room,
          ruler,
        ),
        ...factLines(asFacts(accountFacts), room, ruler),
      );
    if (notes !== null && notes.trim() !== '')
      lines.push(
        [],
        headingLine('Notes', room, pen),
        ...wrapped(notes, room - 2, pen).map((text): StyledLine => [{ text: INDENT + text }]),
      );
    for (const { title, lines: entries } of sections) {
      lines.push([], headingLine(title, room, pen));
      const when = Math.max(0, ...entries.map((entry) => ruler.width(entry.when)));
      for (const entry of entries) lines.push(...entryLines(entry, when, room, pen));
    }
    return lines.map((line) => paintLine(line, paint).trimEnd());
  };
}

/** What and when, with what else is known behind it, or below it where that does not fit. */
function entryLines(
  { when, text, facts, command, look }: BriefLine,
  whenWidth: number,
  width: number,
  pen: Pen,
): StyledLine[] {
  const { ruler, signs } = pen;
  const start = whenWidth === 0 ? INDENT.length : INDENT.length + whenWidth + 2;
  const room = Math.max(10, width - start);
  const head: StyledLine =
    whenWidth === 0
      ? [{ text: INDENT }]
      : [{ text: INDENT + ' '.repeat(whenWidth - ruler.width(when)) }, { text: `${when}  `, look: 'muted' }];
  const indent: StyledLine = [{ text: ' '.repeat(start) }];
  const texts = wrapped(text, room, pen).slice(0, MAX_TEXT_LINES);
  const behind = facts.map(sanitize).join(` ${signs.between} `);
  const last = texts.at(-1) ?? '';
  const fits = ruler.width(last) + 2 + ruler.width(behind) <= room;
  const lines = texts.map(
    (part, at): StyledLine => [...(at === 0 ? head : indent), look ? { text: part, look } : { text: part }],
  );
  const more =
    behind === '' || fits
      ? []
      : packed(facts.map(sanitize), room, pen).map(
          (part): StyledLine => [...indent, { text: part, look: 'muted' }],
        );
  if (behind !== '' && fits)
    lines[lines.length - 1] = [...(lines.at(-1) ?? head), { text: `  ${behind}`, look: 'muted' }];
  return [
    ...lines,
    ...more,
    ...(command === undefined ? [] : [[...indent, { text: sanitize(command), look: 'accent' as const }]]),
  ];
}

function wrapped(text: string, width: number, { ruler }: Pen): string[] {
  return wrapWords(sanitize(text.replace(/\s+/g, ' ').trim()), width, Number.POSITIVE_INFINITY, ruler);
}

/** Facts in lines, each one whole where a line has room for it. */
function packed(facts: readonly string[], width: number, { ruler, signs }: Pen): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length === 0 ? fact : `${lines.at(-1)} ${signs.between} ${fact}`;
    if (lines.length > 0 && ruler.width(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(...wrapWords(fact, width, Number.POSITIVE_INFINITY, ruler));
  }
  return lines;
}
