import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StyleDepth } from '../../src/io/style-mode.ts';
import { headLines } from '../../src/render/board/heading.ts';
import { Paint } from '../../src/render/color.ts';
import { amountBar, barCells, shareLine, sparkline } from '../../src/render/parts/bars.ts';
import { headingLine } from '../../src/render/parts/heading.ts';
import { badge, keycap, keycapColumns, keycapRows } from '../../src/render/parts/keycap.ts';
import { pathLines } from '../../src/render/parts/path.ts';
import { makePen, type Pen } from '../../src/render/parts/pen.ts';
import { ageText, type TimelineEntry, timelineLines } from '../../src/render/parts/timeline.ts';
import { fitLine, lineWidth, paintLine, type StyledLine } from '../../src/render/styled-line.ts';
import { rulerFor } from '../../src/render/text-width.ts';

const ruler = await rulerFor(['👩‍🚀']);
const pen = makePen({}, { depth: '24-bit' }, ruler);
const ascii = makePen({ LANG: 'C' }, { depth: '16' }, ruler);

const text = (lines: readonly StyledLine[]) =>
  lines
    .map((line) =>
      line
        .map((span) => span.text)
        .join('')
        .trimEnd(),
    )
    .join('\n');

const ENTRIES: readonly TimelineEntry[] = [
  {
    age: '4d',
    kind: 'call',
    look: 'accent',
    what: 'connected',
    took: '35s',
    facts: ['sam'],
    text: 'By hand.',
  },
  { age: '2w', kind: 'mail', look: 'stage1', what: 'in', facts: [], text: '' },
];

const GROUPS = [
  {
    title: 'Nobody',
    look: 'muted',
    answers: [
      { key: 'a', word: 'no answer' },
      { key: 'b', word: 'busy' },
    ],
  },
  { title: 'Good', look: 'good', answers: [{ key: 'm', word: 'meeting set' }] },
  { title: 'None', look: 'bad', answers: [] },
] as const;

const STAGES = [
  { title: 'Prospecting', days: 29 },
  { title: 'Qualification', days: 10 },
  { title: 'Proposal', days: null },
];

/** Every part, as a screen of 60 columns has it. */
function gallery(of: Pen): StyledLine[] {
  return [
    headingLine('Timeline', 60, of, { right: [{ text: '9', look: 'muted' }] }),
    headingLine('How did it go?', 60, of, { isWhole: true }),
    ...timelineLines(ENTRIES, 60, 10, of, { isAiry: true, maxTextLines: 2 }),
    shareLine({ done: 47, toCome: 20, max: 120 }, 24, of),
    amountBar([50, 10, 20, 20], { max: 120, target: 60 }, 24, of),
    amountBar([50, 10, 0, 0], { max: 120, target: 100 }, 24, of),
    ...pathLines(STAGES, 1, 21, 60, of),
    ...keycapColumns(GROUPS, 60, ruler, { hasTitles: true }),
    [...badge('bad', 'late', of), { text: ' ' }, ...badge('warn', 'stuck', of)],
    keycap({ key: 'k', word: 'keep' }, 'good'),
    [sparkline([1, 2, 0, 4], of)],
  ];
}

test('what has no room in the first line of an entry stands below it on a page, and is left out on a screen', () => {
  const entry = { ...ENTRIES[0]!, facts: ['sam', 'Nov 27 17:20'] };
  const options = { isAiry: false, maxTextLines: 2 };
  expect(text(timelineLines([entry], 38, Number.POSITIVE_INFINITY, pen, options))).toBe(
    '  4d ● call connected 35s · sam\n     │ Nov 27 17:20\n     │ By hand.',
  );
  expect(text(timelineLines([entry], 38, 9, pen, options))).toBe(
    '  4d ● call connected 35s · sam\n     │ By hand.',
  );
});

test('what was said ends in as few lines as there are, with a sign that more was said', () => {
  const entry = { ...ENTRIES[0]!, text: 'Reads the meters by hand once a month and wants to stop that.' };
  const options = { isAiry: false, maxTextLines: 3 };
  const [, said = []] = timelineLines([entry], 38, 2, pen, options);
  expect(text([fitLine(said, 38, pen.ruler)])).toBe('     │ Reads the meters by hand once…');
  expect(timelineLines([entry], 38, 1, pen, options)).toHaveLength(1);
});

describe('parts of screens', () => {
  test('look like this', () => {
    expect(text(gallery(pen))).toMatchInlineSnapshot(`
      "Timeline ───────────────────────────────────────────────── 9
      ── How did it go? ──────────────────────────────────────────
        4d ● call connected 35s · sam
           │ By hand.
           │
        2w ● mail in
      ━━━━━━━━━╍╍╍╍───────────
      ▆▆▆▆▆▆▆▆▆▆▆▆┃▆▆▆▆▆▆▆
      ▆▆▆▆▆▆▆▆▆▆▆▆        ┊
      ✓ ━━━━━━━━━━ ● Qualification ────────── ○ ────────── ○ Won
        29d          day 10 of 21
      Nobody                         Good
       a  no answer                   m  meeting set
       b  busy
       ✗ late   ! stuck
       k  keep
      ▂▅ ▇"
    `);
  });

  test('look like this in ASCII', () => {
    const shown = text(gallery(ascii));
    expect(shown).toMatchInlineSnapshot(`
      "Timeline ------------------------------------------------- 9
      -- How did it go? ------------------------------------------
        4d * call connected 35s - sam
           | By hand.
           |
        2w * mail in
      =========~~~~-----------
      ##########%%|+++....
      ##########%%        :
      + ========== * Qualification ---------- o ---------- o Won
        29d          day 10 of 21
      Nobody                         Good
       a  no answer                   m  meeting set
       b  busy
       x late   ! stuck
       k  keep
      1 2 0 4"
    `);
    expect(shown).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test.each(['24-bit', '256', '16', 'mono', 'plain'] as const)('say the same at depth %s', (depth) => {
    const paint = new Paint(depth, 'dark');
    const lines = gallery(makePen({}, paint, ruler)).map((line) => paintLine(line, paint));
    const bare = lines.map((line) => stripVTControlCharacters(line).trimEnd()).join('\n');
    expect(bare.replace(/[█▓▒░]/g, '▆')).toBe(text(gallery(pen)).replace(/[█▓▒░]/g, '▆'));
    if (depth === 'plain') expect(lines.join('')).not.toContain('\u001b');
  });

  test.each([
    ['24-bit', '<1;38;2;127;216;154;48;2;42;48;66m k <0m keep'],
    ['256', '<1;38;5;114;48;5;236m k <0m keep'],
    ['16', '<1;7;32m k <0m keep'],
    ['mono', '<1;7m k <0m keep'],
  ] as const)('a keycap at depth %s', (depth: StyleDepth, expected) => {
    const line = paintLine(keycap({ key: 'k', word: 'keep' }, 'good'), new Paint(depth, 'dark'));
    // What a style ends with is chalk's.
    const bare = line.replaceAll('m\u001b[', ';').replaceAll('\u001b[', '<');
    expect(bare.replace(/ k <.*m keep/, ' k <0m keep')).toBe(expected);
  });

  test('never take more columns than they are given', () => {
    const title = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('株式会社', 'Zürich', ''));
    fc.assert(
      fc.property(
        fc.integer({ min: 48, max: 200 }),
        fc.array(fc.record({ title, days: fc.option(fc.integer({ min: 0, max: 999 })) }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.nat(4),
        title,
        (width, stages, at, words) => {
          const current = Math.min(at, stages.length - 1);
          const lines = [
            ...pathLines(stages, current, 30, width, pen),
            headingLine(words, width, pen, { right: [{ text: '12' }] }),
            headingLine(words, width, pen, { isWhole: true }),
            ...timelineLines([{ ...ENTRIES[0]!, text: words }], width, 9, pen, {
              isAiry: false,
              maxTextLines: 9,
            }),
            ...keycapColumns(GROUPS, width, ruler, { hasTitles: false }),
            ...keycapRows(
              stages.map(({ title: word }) => ({ key: 'x', word, look: 'good' as const })),
              width,
              ruler,
            ).filter((line) => line.length > 2),
          ];
          for (const line of lines) expect(lineWidth(line, ruler)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('a bar', () => {
  test('has as many cells as its sum says, and shows what is more than nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 4 }),
        fc.integer({ min: 4, max: 200 }),
        fc.integer({ min: 0, max: 3000 }),
        (values, width, most) => {
          const max = Math.max(most, ...values);
          const cells = barCells(values, max, width);
          const used = cells.reduce((sum, each) => sum + each, 0);
          expect(used).toBeLessThanOrEqual(width);
          const sum = values.reduce((all, each) => all + each, 0);
          const exact = max > 0 ? Math.min(width, (sum / max) * width) : 0;
          // Each piece that is seen though it is too small takes at most one cell more.
          expect(Math.abs(used - exact)).toBeLessThanOrEqual(values.length + 0.5);
          if (exact < width - values.length)
            values.forEach((value, at) => {
              expect(cells[at]).toBeGreaterThanOrEqual(value > 0 ? 1 : 0);
            });
        },
      ),
    );
  });

  test('with a target has it at the same column, whether reached or not', () => {
    const at = (amount: number) =>
      text([amountBar([amount, 0, 0, 0], { max: 100, target: 50 }, 40, pen)]).search(/[┊┃]/);
    expect([at(10), at(50), at(90)]).toEqual([20, 20, 20]);
  });

  test('crosses the target only where it is reached, and shows what is beyond it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 8, max: 90 }),
        (amount, target, width) => {
          const max = Math.max(amount, target * 1.05);
          const bar = text([amountBar([amount, 0, 0, 0], { max, target }, width, pen)]);
          expect(bar.includes('┃')).toBe(amount >= target);
          const sign = bar.search(/[┊┃]/);
          if (amount > target && sign < width - 1) expect(bar[sign + 1]).toBe('▆');
        },
      ),
    );
  });
});

test.each([
  [30_000, 'now'],
  [59 * 60_000, '59m'],
  [23 * 3_600_000, '23h'],
  [13 * 86_400_000, '13d'],
  [14 * 86_400_000, '2w'],
  [59 * 86_400_000, '8w'],
  [60 * 86_400_000, '1mo'],
  [729 * 86_400_000, '23mo'],
  [730 * 86_400_000, '2y'],
])('%d ms ago is %s', (ms, expected) => {
  expect(ageText(ms)).toBe(expected);
});

test('the head of the board has a line for each currency, its figures below one another', () => {
  const sum = (currency: string, count: number, minor: number, weighted: number) => ({
    count,
    amount: { minor, currency },
    weighted: { minor: weighted, currency },
  });
  const euros = sum('EUR', 1, 4_200_000, 420_000);
  const head = {
    pipeline: 'sales',
    open: [sum('USD', 42, 73_210_000, 22_050_000), euros],
    month: '2026-12',
    closing: [euros],
    won: [],
    targets: { months: {}, usual: null },
    rates: [],
  };
  const drawn = text(headLines(head, 110, { today: '2026-12-01', currency: 'USD' }, pen)).split('\n');
  expect(drawn).toMatchObject([
    expect.stringMatching(
      /^sales {3}\$732\.1k open in 42 deals {3}weighted \$220\.5k .*\$0 won, \$0 to close$/,
    ),
    expect.stringMatching(/^ {11}€42k open in {2}1 deal {4}weighted {3}€4\.2k .*€0 won, €42k to close$/),
  ]);
});
