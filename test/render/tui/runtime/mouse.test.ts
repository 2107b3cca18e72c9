import { describe, expect, test } from 'vitest';
import { type MouseEvent, MouseGestures, withoutMouse } from '../../../../src/render/tui/runtime/mouse.ts';

/** What comes of chunks of input: the events, and what is left as typed. */
function read(...chunks: readonly string[]) {
  const stdin = { chunks: [...chunks], read: () => stdin.chunks.shift() ?? null };
  const events: MouseEvent[] = [];
  const keyboard = withoutMouse(stdin as never, (event) => events.push(event));
  let typed = '';
  for (let text: unknown = keyboard.read(); text !== null; text = keyboard.read()) typed += text;
  return { events, typed };
}

test.each([
  ['[<0;1;1M', { type: 'press', column: 0, row: 0 }],
  ['[<0;301;99m', { type: 'release', column: 300, row: 98 }],
  ['[<32;5;6M', { type: 'drag', column: 4, row: 5 }],
  ['[<64;5;6M', { type: 'wheel-up', column: 4, row: 5 }],
  ['[<65;5;6M', { type: 'wheel-down', column: 4, row: 5 }],
  // With Shift.
  ['[<4;5;6M', { type: 'press', column: 4, row: 5 }],
])('the report %s', (report, event) => {
  expect(read(`\u001b${report}`)).toEqual({ events: [event], typed: '' });
});

test('other buttons do nothing, and keys around reports stay, in whatever pieces they come', () => {
  expect(read('\u001b[<2;5;6M\u001b[<35;5;6M')).toEqual({ events: [], typed: '' });
  const all = 'a\u001b[<0;5;6Mb\u001b[A\u001b[<0;5;6m\u001b';
  const whole = read(all);
  expect([whole.events.map(({ type }) => type), whole.typed]).toEqual([
    ['press', 'release'],
    'ab\u001b[A\u001b',
  ]);
  expect(read('a\u001b[<0;', '5;6', 'Mb\u001b[A', '\u001b[<0;5;6m\u001b')).toEqual(whole);
});

describe('gestures', () => {
  const at = (column: number, target?: string, press: readonly string[] = []) => ({
    ...{ column, row: 0, columns: 10, rows: 2, press },
    ...(target === undefined ? {} : { target }),
  });
  const map = {
    regions: [at(0, 'one'), at(10, 'two'), at(20, undefined, ['q'])],
    scroll: { up: 'k', down: 'j' },
  };
  const take = (...events: [Parameters<MouseGestures<string>['take']>[0]['type'], number][]) => {
    const gestures = new MouseGestures<string>();
    return events.map(([type, column]) => gestures.take({ type, column, row: 1 }, map)).filter(Boolean);
  };

  test('down and up in one place is a click, or presses its key', () => {
    expect(take(['press', 3], ['release', 9])).toEqual([{ type: 'click', target: 'one' }]);
    expect(take(['press', 23], ['release', 23])).toEqual([{ type: 'keys', keys: ['q'] }]);
    expect(take(['press', 40], ['release', 40])).toEqual([]);
    // Let go elsewhere, nothing is pressed.
    expect(take(['press', 23], ['release', 3])).toEqual([]);
  });

  test('what is dragged says where it is, once for each place, and is dropped', () => {
    expect(take(['press', 3], ['drag', 4], ['drag', 12], ['drag', 13], ['release', 13])).toEqual([
      { type: 'drag', target: 'one', onto: 'two' },
      { type: 'drop', target: 'one', onto: 'two' },
    ]);
    expect(take(['press', 3], ['release', 40])).toEqual([]);
  });

  test('the wheel turns what is under it, else it presses the keys that scroll', () => {
    expect(take(['wheel-down', 12], ['wheel-up', 40])).toEqual([
      { type: 'wheel', target: 'two', by: 1 },
      { type: 'keys', keys: ['k'] },
    ]);
  });
});
