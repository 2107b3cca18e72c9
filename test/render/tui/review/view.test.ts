import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PLAIN } from '../../../../src/render/color.ts';
import { makePen } from '../../../../src/render/parts/pen.ts';
import { rulerFor } from '../../../../src/render/text-width.ts';
import { showDeal } from '../../../../src/render/tui/review/deal-queue.ts';
import { type ReviewState, startingState } from '../../../../src/render/tui/review/state.ts';
import { update } from '../../../../src/render/tui/review/update.ts';
import { view } from '../../../../src/render/tui/review/view.ts';
import { Canvas } from '../../../../src/render/tui/runtime/canvas.ts';
import { deal, start } from './deals.ts';

const canvas = new Canvas(makePen({}, PLAIN, await rulerFor(['👩‍🚀'])), PLAIN);
const texts = (state: ReviewState) => view(state, canvas).map((line) => line.trimEnd());
const review = (values = {}) => showDeal(startingState(start(7, 8, 9)), 1, deal(8, values));

test('a deal is shown with its reasons and fields', () => {
  const state = showDeal(startingState(start(7, 8, 9)), 1, {
    ...deal(8, { closeDateAtLastReview: '2026-02-01', account: 'Acme', owner: 'ann' }),
    answer: { at: '2026-03-05T09:00:00.000Z', decisions: [{ kind: 'kept', text: '' }] },
  });
  expect(texts(state).join('\n')).toMatchInlineSnapshot(`
    "  Review  sales                          ━━━━━━━━━━────────────────────  2 of 3

      Acme                                                                   $1,000
      Deal 8  opp 8  ann                                                50 % → $500

       ✗ close date passed 11 days ago   » put off from Feb 1 to Mar 1

      ✓ ━━━━━━━━━━━━ ✓ ━━━━━━━━━━━━ ● Proposal ──────────── ○ ──────────── ○ Won
        24d            15d            day 11 of 30

      Next     ! Send the offer, late 2 days, since Tue Mar 10
               call
      Closes   ✗ Sun Mar 1, 11 days ago, was Sun Feb 1
      Who      Jane Doe, CFO (buyer)  +1 415 555 0110
      Decided  7 days ago: kept

      What happened ───────────────────────────────────────────────────────────── 3
        1d ● call connected · ann
           │ wants pricing
      What becomes of it? ──────────────────────────────────────────────── ↓ 2 more
       k  keep   m  move   t  task   x  lost   w  won   d  date   p  amount
       n  note   s  skip

      b before  / filter  ? keys  q end"
  `);
});

test('every line is as wide as the terminal, for any texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\u001b[31mx', '株式会社'.repeat(30), 'a\nb', '🚀'),
  );
  const modes = fc.constantFrom<readonly string[]>([], ['m'], ['x'], ['?'], ['Z'], ['page-down']);
  const size = fc.record({
    columns: fc.integer({ min: 20, max: 130 }),
    rows: fc.integer({ min: 5, max: 40 }),
  });
  fc.assert(
    fc.property(text, text, modes, size, (name, said, keys, terminal) => {
      const one = deal(8, { name, account: said, nextStep: said });
      const activities = [
        { at: '2026-03-11T09:00:00.000Z', who: name, type: 'note', outcome: null, text: said },
      ];
      const first = { ...showDeal(startingState(start(8)), 0, { ...one, activities }), size: terminal };
      const state = keys.reduce(
        (current, key) => update(current, { type: 'key', key, at: 0, isHeld: false })[0],
        first,
      );
      const lines = view(state, canvas);
      expect(lines).toHaveLength(terminal.rows);
      for (const line of lines) {
        expect(canvas.ruler.width(line)).toBe(terminal.columns);
        expect(line).not.toMatch(/\p{Cc}/u);
      }
    }),
  );
});

test('the end counts skipped deals, and an empty review reports that all is well', () => {
  const end = showDeal(review(), 3, null);
  expect(texts(end)[2]).toBe('  That was all; 3 skipped.');
  expect(texts(startingState(start()))[2]).toBe('  ✓ No deal needs attention.');
});

test('a terminal that is too small shows the required size', () => {
  const lines = texts({ ...review(), size: { columns: 40, rows: 10 } });
  expect(lines.join(' ').trim()).toBe(
    'The review needs 50 × 12; this terminal is 40 × 10. Enlarge it, or q quits.',
  );
});

test('what is still to come stands above the answers: a list where it is tall, else the next deal', () => {
  const coming = [9, 7].map((id) => deal(id, { name: `Deal ${id}`, nextDue: '2026-03-10' }).card);
  const state = (columns: number, rows: number): ReviewState => ({
    ...showDeal(startingState(start(8, 9, 7)), 0, deal(8)),
    coming,
    size: { columns, rows },
  });
  const shown = (columns: number, rows: number) => texts(state(columns, rows)).join('\n');
  expect(shown(120, 35)).toMatch(/Now ─+ │ What happened/);
  expect(shown(120, 35)).toMatch(
    /Still to come ─+ 2 to come\n +2 {2}Acme Deal 9 .*! step late 2 days.*\n +3 {2}Acme Deal 7/,
  );
  expect(shown(80, 24)).toMatch(
    /\n {2}Then {2}Acme Deal 9 .*✗ close 11d ago {2}\+1 +2 to come\n {2}What becomes/,
  );
  expect(shown(80, 24)).not.toContain('Deal 7');
  expect(shown(80, 16)).not.toContain('to come');
});
