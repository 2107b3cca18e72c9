import { segmentsNamed } from '../domain/filter/segments.ts';
import { type Db, sql } from './sql.ts';

/** What is stored and names segments: in words, and the text that names them. */
interface StoredText {
  readonly what: string;
  readonly text: string;
}

/** What names a segment: `the segment "hot"`, `rule 3`. */
export async function segmentUses(db: Db, name: string): Promise<string[]> {
  const texts = await sql<StoredText>`
    select 'the segment "' || name || '"' as what, filter as text from segment where lower(name) <> ${name.toLowerCase()}
    union all select 'the tier "' || name || '"', filter from tier
    union all select 'the score rule "' || name || '"', filter from score_rule
    union all select 'the service level "' || name || '"', applies from sla where applies is not null
    union all select 'the view "' || name || '"', filter from board_view where filter is not null
    union all select 'rule ' || id, text from rule
    union all select 'the field ' || name || ' of ' || noun, expression from field where expression is not null`.all(
    db,
  );
  const reports = await sql<StoredText>`
    select 'the report "' || name || '"' as what, definition as text from saved_report
    union all select 'the dashboard ' || dashboard, line from dashboard_tile`.all(db);
  const wanted = name.toLowerCase();
  const isNamed = (text: string) => segmentsNamed(text).some((each) => each.toLowerCase() === wanted);
  return [
    ...texts.filter(({ text }) => isNamed(text)),
    ...reports.filter(({ text }) =>
      wordsOf(text).some((each) => each.toLowerCase() === wanted || isNamed(each)),
    ),
  ].map(({ what }) => what);
}

/** The segment that a report or a command line selects, and its filters. */
function wordsOf(text: string): string[] {
  if (text.startsWith('{')) {
    const { segment, ...others } = JSON.parse(text) as Record<string, unknown>;
    return [segment, ...Object.values(others)].filter((each) => typeof each === 'string');
  }
  const [, quoted, plain] = /--segment[= ](?:["']([^"']*)["']|(\S+))/.exec(text) ?? [];
  return [
    quoted ?? plain ?? '',
    ...Array.from(text.matchAll(/(["'])(.*?)\1/g), ([, , inner]) => inner ?? ''),
  ];
}
