import { expect, test } from 'vitest';
import { type DealCard, USUAL_QUERY } from '../../../../src/domain/board.ts';
import { PLAIN } from '../../../../src/render/color.ts';
import { makePen } from '../../../../src/render/parts/pen.ts';
import { rulerFor } from '../../../../src/render/text-width.ts';
import { moveRow, pageRows } from '../../../../src/render/tui/board/cursor.ts';
import { KEYS } from '../../../../src/render/tui/board/keys.ts';
import { type BoardState, startingState } from '../../../../src/render/tui/board/state.ts';
import { view } from '../../../../src/render/tui/board/view.ts';
import { Canvas } from '../../../../src/render/tui/runtime/canvas.ts';
import { card, frame } from './deals.ts';

const NOW = Date.parse('2026-03-12T10:00:00');
const COUNT = 60;
const WORDS = 'she wants the offer for all sites by then, and a plan of the boards ';

/** Something that was done so many hours before another. */
function said(at: number): DealCard {
  const text = `said ${at} ${WORDS.repeat(at % 5)}end ${at}.`;
  return {
    ...card(1000 + at, 1, `Deal ${at}`),
    key: `said ${at}`,
    lastActivity: {
      at: new Date(NOW - at * 3 * 3_600_000).toISOString(),
      who: 'ann',
      type: at % 3 === 0 ? 'event' : 'call',
      outcome: at % 2 === 0 ? 'no-answer' : null,
      durationSeconds: at % 2 === 0 ? null : 95,
      text,
      what: text,
    },
  };
}

async function timeline(columns: number, rows: number) {
  const board = startingState({
    view: 'activity',
    query: USUAL_QUERY,
    size: { columns, rows },
    keys: KEYS,
    mouse: false,
    motion: true,
    lockLimitMs: 0,
  });
  const cards = Array.from({ length: COUNT }, (_, at) => said(at));
  let state: BoardState = {
    ...board,
    frame: frame(3),
    length: COUNT,
    days: [{ day: '2026-03-12', count: COUNT }],
    windows: { activity: { offset: 0, cards } },
  };
  const canvas = new Canvas(makePen({ LANG: 'C.UTF-8' }, PLAIN, await rulerFor([])), PLAIN);
  return {
    text: () => view(state, canvas).join('\n'),
    move: (by: number) => {
      [state] = moveRow(state, by);
    },
    page: () => pageRows(state),
  };
}

test.each([
  [200, 50],
  [120, 35],
  [60, 20],
])(
  'what was done is a rail by days, with the whole entry of the cursor in sight, %i × %i',
  async (...size) => {
    const { text, move, page } = await timeline(...size);
    expect(text()).toMatch(/Today, Thu Mar 12 ─+ 60 *\n/);
    for (const by of [1, -1])
      for (let step = 0; step < COUNT; step++) {
        const at = by === 1 ? step : COUNT - 1 - step;
        expect(text()).toMatch(new RegExp(`▌[^\\n]*\\n(?:▌[^\\n]*\\n)*▌[^\\n]* end ${at}\\.`));
        if (step < COUNT - 1) move(by);
      }
    expect(page()).toBeGreaterThan(1);
    move(Number.POSITIVE_INFINITY);
    expect(text()).toContain(`end ${COUNT - 1}.`);
  },
);
