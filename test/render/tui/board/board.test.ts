import { describe, expect, test } from 'vitest';
import { USUAL_QUERY } from '../../../../src/domain/board.ts';
import { CrmError, conflict, usage } from '../../../../src/domain/errors.ts';
import { openBoard } from '../../../../src/render/tui/board/open.ts';
import type { BoardAction, BoardPort } from '../../../../src/render/tui/board/port.ts';
import { type Rendered, rendered } from '../../../support/rendered.ts';
import { USUAL_SETTINGS } from '../settings.ts';
import { card, frame } from './deals.ts';
import { fakePort } from './port.ts';

function shown(port: BoardPort, [columns, rows] = [80, 24] as readonly [number, number]) {
  const terminal = rendered(columns, rows);
  const left = openBoard(port, { view: 'board', query: USUAL_QUERY, settings: USUAL_SETTINGS }, terminal.io);
  return { ...terminal, terminal, left };
}

const LEAVE = '\u001b[?1049l';
const SHOW_CURSOR = '\u001b[?25h';

/** The terminal as it was before: main screen, cursor shown, nothing written. */
function expectClean({ raw }: Rendered): void {
  const after = raw.slice(raw.indexOf(LEAVE));
  expect(after).toContain(SHOW_CURSOR);
  expect(after.replaceAll(SHOW_CURSOR, '')).toBe(LEAVE);
}

test('draws only the cards that fit, in as many columns and rows as there are', async () => {
  const { terminal, left } = shown(fakePort([400, 3, 0, 70]), [110, 20]);
  await expect.poll(() => terminal.screen()).toContain('q quit');
  const lines = terminal.screen().split('\n');
  expect(lines).toHaveLength(20);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  // Six cards in each lane that has as many, and what the cursor is on.
  expect(terminal.screen().match(/Acme/g)).toHaveLength(6 + 3 + 6 + 1);
  expect(lines[17]).toMatch(/^ {2}↓ 394 more .* ↓ 64 more/);
  terminal.resize(60, 12);
  await expect.poll(() => terminal.screen()).toContain('Negotiation 70 ▸');
  expect(terminal.screen().split('\n')).toHaveLength(12);
  terminal.type('q');
  expect(await left).toMatchObject({ code: 0, error: undefined, unsent: null });
  expectClean(terminal);
});

test('60 columns hold the keys of all views, what needs a hand, and the whole next step', async () => {
  const attention = async () => ({ late: 7, stuck: 9, past: 2, any: 16, amounts: [] });
  const long = {
    ...card(1, 1),
    nextTask: 'Prepare the visit of the northern site',
    nextDue: '2026-03-02',
  };
  const port = fakePort([1], { attention, cards: async () => [long] });
  const { terminal, left } = shown(port, [60, 20]);
  await expect.poll(() => terminal.screen()).toMatch(/1 Board +2 3 4 5 +! 7 late +9 stuck +2 past close/);
  expect(terminal.screen()).toMatch(/! Prepare the visit of the northern site, due \d+ days ago/);
  terminal.type('q');
  expect(await left).toMatchObject({ code: 0 });
});

test('fast keys act on the card that earlier keys moved to', async () => {
  const moved: number[] = [];
  const act: BoardPort['act'] = async ([only]) => {
    moved.push(only?.id ?? 0);
    return 'moved';
  };
  const { terminal, left } = shown(fakePort([400, 300], { act }));
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type(`${'j'.repeat(150)}Ll${'j'.repeat(40)}Lq`);
  expect(await left).toMatchObject({ code: 0 });
  expect(moved).toEqual([1150, expect.any(Number)]);
  expect(moved[1]).toBeGreaterThanOrEqual(2040);
});

test('keys after the quit key do nothing', async () => {
  const { terminal, left } = shown(
    fakePort([2], { act: () => Promise.reject(new Error('moved on the way out')) }),
  );
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('qL');
  expect(await left).toMatchObject({ code: 0, error: undefined });
});

test('a rejected answer is shown again with its question and the other answers', async () => {
  const done: BoardAction[] = [];
  const act: BoardPort['act'] = async (_deals, action) => {
    done.push(action);
    if (action.type === 'add task' && action.due === '9 jun') return 'Added a task';
    throw usage('cannot read "31 jun" as a date', 'say it as 2026-03-12');
  };
  const { terminal } = shown(fakePort([2], { act }), [100, 24]);
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('tsend it\r31 jun\r');
  await expect
    .poll(() => terminal.screen())
    .toMatch(/Due when\?.* 31 jun▏\n {2}✗ cannot read "31 jun" as a date {3}say it as 2026-03-12/);
  // Typed text is no key of the board.
  terminal.type('\u001b[D\u001b[D\u001b[D\u001b[D\u007f\u001b[3~q');
  await expect.poll(() => terminal.screen()).toContain('3q▏jun');
  terminal.type('\u00159 jun\r');
  await expect.poll(() => terminal.screen()).toContain('Added a task');
  expect(done).toEqual([
    { type: 'add task', subject: 'send it', due: '31 jun' },
    { type: 'add task', subject: 'send it', due: '9 jun' },
  ]);
  terminal.type('q');
});

test('a list of any length can be read to its end, page by page', async () => {
  const pages: number[] = [];
  const rows: BoardPort['rows'] = async (_query, _view, { offset, limit }) => {
    pages.push(limit);
    return Array.from({ length: Math.min(limit, 2000 - offset) }, (_, at) => card(offset + at, 1));
  };
  const { terminal } = shown(fakePort([3], { rows, count: async () => 2000 }), [100, 24]);
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('3');
  await expect.poll(() => terminal.screen()).toContain('1 of 2,000');
  terminal.type('G');
  await expect.poll(() => terminal.screen()).toMatch(/2,000 of 2,000[\s\S]*▌ .*Acme Deal 1999/);
  expect(Math.max(...pages)).toBeLessThan(2000);
  terminal.type('q');
});

test('a forecast with more months than rows scrolls', async () => {
  const cells = Array.from({ length: 40 }, (_, at) => ({
    month: `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    category: 'commit' as const,
    sum: {
      count: 1,
      amount: { minor: 100, currency: 'USD' },
      weighted: { minor: 50, currency: 'USD' },
    },
  }));
  const { terminal } = shown(fakePort([3], { forecast: async () => cells }));
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('2');
  await expect.poll(() => terminal.screen()).toContain('today ─');
  terminal.type('G');
  await expect.poll(() => terminal.screen()).toMatch(/40 of 40[\s\S]*▌ Apr /);
  terminal.type('q');
});

test('a forecast counts what was won in months that have passed, and cuts neither names nor steps before legal forms go', async () => {
  const sum = (amount: number) => ({
    count: 1,
    amount: { minor: amount, currency: 'USD' },
    weighted: { minor: amount, currency: 'USD' },
  });
  const cells = [
    { month: '2026-02', category: 'closed' as const, sum: sum(90_000) },
    { month: '2026-02', category: 'commit' as const, sum: sum(30_000) },
    { month: '2026-03', category: 'commit' as const, sum: sum(80_000) },
  ];
  const whole = frame(3);
  const targets = { months: {}, usual: { minor: 100_000, currency: 'USD' } };
  const long = {
    ...card(1, 2, 'Meridian Warehousing LLC energy monitoring'),
    account: 'Meridian Warehousing LLC',
    nextTask: 'Check the payment terms',
    nextDue: '2026-03-24',
  };
  const port = fakePort([3], {
    frame: async () => ({ ...whole, head: { ...whole.head, targets } }),
    forecast: async () => cells,
    monthCards: async () => [long],
  });
  const { terminal } = shown(port, [120, 35]);
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('2');
  await expect.poll(() => terminal.screen()).toMatch(/Feb .*\$1,200 +90 % +✗ \$100 short/);
  expect(terminal.screen()).toContain('Enter its deals  T target  / filter');
  expect(terminal.screen()).toMatch(
    /Meridian Warehousing (?:LLC )?energy monitoring .* Check the payment terms +ann/,
  );
  terminal.type('q');
});

test('what is typed as a filter is drawn before any query answers, and a stale query is dropped', async () => {
  const asked: string[] = [];
  const dropped: string[] = [];
  const never = fakePort([3]);
  const { terminal } = shown(
    fakePort([3], {
      until: (signal) => ({
        ...never,
        frame: ({ filter }) => {
          asked.push(filter);
          return new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              dropped.push(filter);
              reject(signal.reason);
            });
          });
        },
      }),
    }),
  );
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('/');
  for (const typed of ['a', 'ac', 'acm']) {
    terminal.type(typed.slice(-1));
    await expect.poll(() => terminal.screen()).toContain(`Filter: ${typed}▏`);
  }
  await expect.poll(() => asked).toEqual(['a', 'ac', 'acm']);
  expect(dropped).toEqual(['a', 'ac']);
  terminal.type('\u001b');
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('q');
});

test('keys leave marked deals alone that a filter hides, and say how many', async () => {
  const acted: number[][] = [];
  const { terminal } = shown(
    fakePort([3], {
      among: async ({ filter }, ids) => (filter === '' ? [...ids] : ids.filter((id) => id !== 1000)),
      act: async (deals) => {
        acted.push(deals.map(({ id }) => id));
        return 'moved';
      },
    }),
    [120, 24],
  );
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('  ');
  await expect.poll(() => terminal.screen()).toContain('2 marked');
  terminal.type('/x\r');
  await expect.poll(() => terminal.screen()).toContain('2 marked, 1 hidden');
  terminal.type('L');
  await expect.poll(() => terminal.screen()).toContain('1 that the filter hides stay marked');
  expect(acted).toEqual([[1001]]);
  terminal.type('q');
});

test('the cursor stays in its lane when another disappears, and a note names a lane that disappeared', async () => {
  const gone = new Set<string>();
  const { terminal } = shown(
    fakePort([1, 1, 1], {
      version: async () => gone.size,
      frame: async () => {
        const all = frame(1, 1, 1);
        return { ...all, lanes: all.lanes.filter(({ key }) => !gone.has(key)) };
      },
    }),
  );
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('ll');
  await expect.poll(() => terminal.screen()).toContain('▌ Acme');
  gone.add('2');
  await expect.poll(() => terminal.screen()).not.toContain('Qualification');
  expect(terminal.screen()).toMatch(/Prospecting .*Proposal[\s\S]*Acme .*▌ Acme/);
  gone.add('3');
  await expect.poll(() => terminal.screen()).toContain('» proposal is gone');
  expect(terminal.screen()).toMatch(/Prospecting[\s\S]*▌ Acme/);
  terminal.type('q');
});

test('a late move is refused, the cursor follows the card, and the message remains', async () => {
  let looks = 0;
  let isMoved = false;
  const news = ['bob: moved it'];
  const { terminal } = shown(
    fakePort([1, 0], {
      act: async () => {
        isMoved = true;
        throw conflict('Deal 1000 has been moved meanwhile');
      },
      frame: async () => (isMoved ? frame(0, 1) : frame(1, 0)),
      cards: async (_query, key) => (key === (isMoved ? '2' : '1') ? [card(1000, Number(key))] : []),
      place: async (_query, key) => (key === (isMoved ? '2' : '1') ? 0 : null),
      news: async () => news.splice(0),
      version: async () => {
        looks += 1;
        return isMoved ? 2 : 1;
      },
    }),
    [100, 24],
  );
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('L');
  const said = '✗ Deal 1000 has been moved meanwhile   bob: moved it';
  await expect.poll(() => terminal.screen()).toContain(said);
  const before = looks;
  await expect.poll(() => looks).toBeGreaterThan(before + 1);
  expect(terminal.screen()).toContain(said);
  expect(terminal.screen()).toMatch(/Qualification[\s\S]* ▌ Acme/);
  terminal.type('q');
});

describe('an internal error', () => {
  const fault = new Error('it broke');

  test.each([
    ['while drawing', { frame: async () => ({ ...frame(2), view: null }) as never }],
    [
      'while a card is drawn',
      {
        cards: async () => [
          {
            ...card(1, 1),
            get name(): string {
              throw fault;
            },
          },
        ],
      },
    ],
  ])('%s cleans up the terminal and is thrown', async (_, own) => {
    const { terminal, left } = shown(fakePort([2], own));
    const { code, error } = await left;
    expect({ code, error }).toEqual({ code: 1, error: expect.any(Error) });
    expectClean(terminal);
  });

  test('after a key cleans up the terminal, and reports typed text', async () => {
    let broken = false;
    const { terminal, left } = shown(
      fakePort([2], {
        version: async () => {
          if (broken) throw fault;
          return 1;
        },
      }),
    );
    await expect.poll(() => terminal.screen()).toContain('q quit');
    terminal.type('tsend it\rtomor');
    await expect.poll(() => terminal.screen()).toContain('tomor▏');
    broken = true;
    expect(await left).toMatchObject({
      code: 1,
      error: fault,
      unsent: 'Task for Deal 1000: "send it", "tomor"',
    });
    expectClean(terminal);
  });
});

/** That many moves that wait for another program. */
function lockedMoves(times: number) {
  const moved: number[] = [];
  let left = times;
  const act: BoardPort['act'] = async ([only]) => {
    if (left-- > 0) throw new CrmError('locked', 'the database is locked by another program');
    moved.push(only?.id ?? 0);
    return 'moved';
  };
  return { moved, act };
}

test('a change waits while another program writes, and keys still work', async () => {
  const { moved, act } = lockedMoves(3);
  const { terminal, left } = shown(fakePort([3, 2], { act }));
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('L');
  await expect.poll(() => terminal.screen()).toContain('waiting for another crm that is writing');
  terminal.type('?');
  await expect.poll(() => terminal.screen()).toContain('type to find a key');
  terminal.type('\u001b');
  await expect.poll(() => moved).toHaveLength(1);
  await expect.poll(() => terminal.screen()).toContain('moved');
  terminal.type('q');
  expect(await left).toMatchObject({ code: 0, error: undefined });
});

test('quitting while a change waits reports that it was not made', async () => {
  const { moved, act } = lockedMoves(Number.POSITIVE_INFINITY);
  const { terminal, left } = shown(fakePort([3, 2], { act }));
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('L');
  await expect.poll(() => terminal.screen()).toContain('waiting for another crm that is writing');
  terminal.type('L');
  await expect.poll(() => terminal.screen()).toContain('still waits for another crm');
  terminal.type('q');
  expect(await left).toMatchObject({ error: { message: expect.stringContaining('was not made') } });
  expect(moved).toEqual([]);
});

test('a change that waited too long is not made, with a message', async () => {
  const { act } = lockedMoves(1);
  const { terminal, left } = shown(fakePort([3, 2], { act, lockLimitMs: 0 }));
  await expect.poll(() => terminal.screen()).toContain('q quit');
  terminal.type('L');
  await expect.poll(() => terminal.screen()).toContain('locked by another program');
  terminal.type('q');
  expect(await left).toMatchObject({ code: 0, error: undefined });
});

describe('the mouse', () => {
  const seen = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });
  /** What a terminal reports of its left button, and of its wheel, at the text that is on the screen. */
  const mouse = (terminal: Rendered) => {
    const place = (text: string, nth = 0) => {
      const hits = terminal
        .screen()
        .split('\n')
        .flatMap((line, row) =>
          [...line.matchAll(new RegExp(text, 'g'))].map(({ index }) => ({ row, column: index })),
        );
      const hit = hits[nth];
      if (!hit) throw new Error(`${text} is not on the screen:\n${terminal.screen()}`);
      return `${hit.column + 1};${hit.row + 1}`;
    };
    const report = (code: number, at: string, end = 'M') => terminal.type(`\u001b[<${code};${at}${end}`);
    return {
      place,
      click(at: string) {
        report(0, at);
        report(0, at, 'm');
      },
      wheel: (at: string) => report(65, at),
      drag(from: string, to: string) {
        report(0, from);
        report(32, to);
      },
      drop: (to: string) => report(0, to, 'm'),
    };
  };
  const ON = '\u001b[?1002h\u001b[?1006h';
  const OFF = '\u001b[?1006l\u001b[?1002l';

  test('is off until it is asked for, and off again however the board is left', async () => {
    const { terminal } = shown(fakePort([4]));
    await seen(() => terminal.screen()).toContain('q quit');
    expect(terminal.raw).not.toContain('?1002');
    terminal.type('M');
    await seen(() => terminal.raw).toContain(ON);
    terminal.type('M');
    await seen(() => terminal.raw).toContain(OFF);
    terminal.type('M');
    await seen(() => terminal.raw.split(ON)).toHaveLength(3);
    terminal.type('q');
    await seen(() => terminal.raw.split(OFF)).toHaveLength(3);
    expect(terminal.raw.lastIndexOf(OFF)).toBeLessThan(terminal.raw.lastIndexOf(LEAVE));
  });

  test('works from the start with the setting, and is off after a crash', async () => {
    const terminal = rendered(80, 24);
    const port = fakePort([4], { act: () => Promise.reject(new Error('broken')) });
    const settings = { ...USUAL_SETTINGS, mouse: true };
    const left = openBoard(port, { view: 'board', query: USUAL_QUERY, settings }, terminal.io);
    await seen(() => terminal.raw).toContain(ON);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('L');
    expect(await left).toMatchObject({ error: new Error('broken') });
    expect(terminal.raw).toContain(OFF);
  });

  test.each([
    [200, 50],
    [80, 24],
    [60, 16],
  ])('selects, opens, scrolls and presses keys at %s x %s', async (columns, rows) => {
    const { terminal } = shown(fakePort([50, 50, 50, 50]), [columns, rows]);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('M');
    const { place, click, wheel } = mouse(terminal);
    await seen(() => terminal.screen()).toContain('the mouse works');
    const lanes = Math.min(4, Math.floor((columns + 1) / 27));
    // The second card of the last lane that is seen.
    click(place('Acme', lanes * 2 - 1));
    await seen(() => terminal.screen()).toContain(`Deal ${lanes}001  `);
    wheel(place('Acme', 0));
    await seen(() => terminal.screen()).toMatch(/Deal 1003 /);
    click(place('Acme', 0));
    await seen(() => terminal.screen()).toMatch(/Deal 100\d /);
    click(place('keys'));
    await seen(() => terminal.screen()).toContain('type to find a key');
    click('1;1');
    await seen(() => terminal.screen()).not.toContain('type to find a key');
    click(place('3'));
    await seen(() => terminal.screen()).toContain('of 200');
    terminal.type('q');
  });

  test('drags a card into another lane, as its key would move it', async () => {
    const done: unknown[] = [];
    const act: BoardPort['act'] = async (deals, action) => {
      done.push([deals, action]);
      return 'moved';
    };
    const { terminal } = shown(fakePort([5, 5, 5, 5], { act }), [120, 35]);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('M');
    await seen(() => terminal.screen()).toContain('the mouse works');
    const { place, drag, drop } = mouse(terminal);
    const [from, to] = [place('Acme', 4), place('Acme', 2)];
    drag(from, to);
    await seen(() => terminal.screen()).toMatch(/let go to move .*Deal 1001 to proposal/);
    drop(to);
    await seen(() => done).toEqual([[[{ id: 1001, stageId: 1 }], { type: 'move', stage: 'proposal' }]]);
    // Within its lane nothing is moved.
    drag(place('Acme', 0), place('Acme', 4));
    drop(place('Acme', 4));
    terminal.type('j');
    await seen(() => terminal.screen()).toContain('q quit');
    expect(done).toHaveLength(1);
    terminal.type('q');
  });

  test('selects a month of the forecast, then a deal of it, and opens both', async () => {
    const cells = ['2026-04', '2026-05', '2026-06'].map((month) => ({
      month,
      category: 'commit' as const,
      sum: { count: 3, amount: { minor: 100, currency: 'USD' }, weighted: { minor: 50, currency: 'USD' } },
    }));
    const port = fakePort([3], {
      forecast: async () => cells,
      monthCards: async () => [1, 2, 3].map((id) => card(id, 1)),
    });
    const { terminal } = shown(port, [120, 35]);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('2M');
    const { place, click } = mouse(terminal);
    await seen(() => terminal.screen()).toContain('the mouse works');
    click(place('May'));
    await seen(() => terminal.screen()).toMatch(/▌ May [\s\S]*May ─.*3 to close/);
    click(place('May'));
    await seen(() => terminal.screen()).toMatch(/▌ .*Acme Deal 1 /);
    click(place('Acme Deal 3'));
    await seen(() => terminal.screen()).toMatch(/▌ .*Acme Deal 3 /);
    click(place('Jun'));
    await seen(() => terminal.screen()).toMatch(/▌ Jun /);
    terminal.type('q');
  });

  test('shows of a month the deals in the currency of its line, where there are several', async () => {
    const cells = ['EUR', 'USD'].map((currency) => ({
      month: '2026-04',
      category: 'commit' as const,
      sum: { count: 1, amount: { minor: 100, currency }, weighted: { minor: 50, currency } },
    }));
    const port = fakePort([3], {
      forecast: async () => cells,
      monthCards: async (_query, { currency }) => [card(currency === 'EUR' ? 7 : 8, 1)],
    });
    const { terminal } = shown(port, [120, 35]);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('2');
    await seen(() => terminal.screen()).toMatch(/1 to close €1[\s\S]*Deal 7 /);
    expect(terminal.screen()).not.toContain('Deal 8 ');
    terminal.type('j');
    await seen(() => terminal.screen()).toMatch(/1 to close \$1[\s\S]*Deal 8 /);
    expect(terminal.screen()).not.toContain('Deal 7 ');
    terminal.type('q');
  });

  test('does nothing to what is typed', async () => {
    const { terminal } = shown(fakePort([5, 5]), [120, 35]);
    await seen(() => terminal.screen()).toContain('q quit');
    terminal.type('M:');
    await seen(() => terminal.screen()).toContain('crm: ▏');
    const { place, click, wheel } = mouse(terminal);
    terminal.type('lead');
    click(place('Acme', 1));
    wheel(place('Acme', 1));
    click(place('Forecast'));
    terminal.type(' x');
    await seen(() => terminal.screen()).toContain('crm: lead x▏');
    terminal.type('\u0003');
  });
});
