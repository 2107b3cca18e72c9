import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DealCard } from '../../src/domain/board.ts';
import { addDaysTo } from '../../src/domain/dates/calendar.ts';
import { reasonSpans, tableLines } from '../../src/render/board/table.ts';
import { PLAIN } from '../../src/render/color.ts';
import { makePen } from '../../src/render/parts/pen.ts';
import { rulerFor } from '../../src/render/text-width.ts';
import { card } from './tui/board/deals.ts';

const pen = makePen({}, PLAIN, await rulerFor(['👩‍🚀']));
const TODAY = '2026-03-12';

/** A deal with some of the reasons why deals are stuck. */
const stuckDeal = fc
  .record({
    name: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constant('株式会社'.repeat(20))),
    late: fc.integer({ min: -5, max: 900 }),
    step: fc.option(fc.integer({ min: -5, max: 900 })),
    days: fc.integer({ min: 0, max: 4000 }),
    wasPutOff: fc.boolean(),
  })
  .map(({ name, late, step, days, wasPutOff }): DealCard => {
    const closes = addDaysTo(TODAY, -late);
    return {
      ...card(1, 1, name),
      closes,
      closeDateAtLastReview: wasPutOff ? addDaysTo(closes, -10) : null,
      nextTask: step === null ? null : 'Call',
      nextDue: step === null ? null : addDaysTo(TODAY, -step),
      since: `${addDaysTo(TODAY, -days)}T09:00:00.000Z`,
    };
  });

test('why deals are stuck is never cut: a reason is whole, or it is counted', () => {
  fc.assert(
    fc.property(
      fc.array(stuckDeal, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 47, max: 300 }),
      (cards, width) => {
        const style = { view: { today: TODAY, currency: 'USD' }, pen, stages: [], columns: null };
        const { lines } = tableLines('stuck', cards, width, style);
        for (const [at, line] of lines.entries()) {
          const text = line.map((span) => span.text).join('');
          expect(pen.ruler.width(text)).toBeLessThanOrEqual(width);
          const shapes = [false, true].map((isShort) =>
            reasonSpans(cards[at]!, TODAY, pen.signs, isShort).map((reason) => reason.text),
          );
          const total = shapes[0]!.length;
          const shown = Math.max(...shapes.map((all) => all.filter((each) => text.includes(each)).length));
          const counted = Number(/ {2}\+(\d)\s*$/.exec(text)?.[1] ?? 0);
          expect(shown + counted).toBe(total);
        }
      },
    ),
  );
});
