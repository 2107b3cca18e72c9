import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/field.ts';
import { Paint, PLAIN } from '../../src/render/color.ts';
import type { RecordView } from '../../src/render/column.ts';
import { drawPipeline } from '../../src/render/pipeline.ts';
import { drawRecordPage } from '../../src/render/record-page.ts';
import type { Drawing, Surface } from '../../src/render/surface.ts';
import { drawToday } from '../../src/render/today.ts';

const NOW = Date.parse('2026-03-12T10:00:00Z');
const HOSTILE = 'Evil \u001b[31mred\u0007 名前 👩‍👩‍👧 with a name that does not end for quite a while yet';

const money = (minor: number, currency = 'USD') => ({ minor, currency });

const RECORD: RecordView = {
  title: `lead 42  ${HOSTILE} · Acme`,
  noun: 'lead',
  id: 42,
  isPage: true,
  isPerson: true,
  clock: {
    now: '03:00 there',
    isOpen: false,
    hours: 'their calling hours begin Wed 08:00',
    at: () => '02:00 there',
  },
  fields: [
    ['name', HOSTILE],
    ['phone', '+16085550142'],
    ['status', 'connected'],
    ['notes', `${HOSTILE}\n${'word '.repeat(60)}`],
    ['source', 'expo'],
    ['attempts', 2],
    ['next_attempt_at', '2026-03-12T09:00:00.000Z'],
  ].map(([name, value]) => ({
    column: {
      name: String(name),
      label: String(name),
      type: name === 'next_attempt_at' ? 'datetime' : name === 'phone' ? 'phone' : 'text',
    },
    value: value as string,
  })),
  sections: [
    { title: 'Others', columns: [{ name: 'name', label: 'Name', type: 'text' }], rows: [{ name: HOSTILE }] },
    {
      type: 'timeline',
      title: 'Timeline',
      columns: [],
      rows: [
        {
          at: '2026-03-10T09:00:00.000Z',
          type: 'call',
          outcome: 'connected',
          body: HOSTILE,
          duration: 62,
          user: 'ann',
        },
      ],
    },
    {
      type: 'next',
      title: 'Next',
      columns: [],
      rows: [{ id: 3, due_date: '2026-03-05', subject: HOSTILE, owner: 'ann' }],
      empty: 'no task',
    },
    {
      type: 'meetings',
      title: 'Meetings',
      columns: [],
      rows: [{ id: 4, starts_on: '2026-03-13', subject: HOSTILE, place: HOSTILE, owner: 'ann' }],
    },
  ],
};

const task = (id: number, due_date: string): Row => ({
  id,
  due_date,
  due_at: null,
  subject: HOSTILE,
  about: `${HOSTILE} · Acme`,
  priority: 'high',
  owner: 'ann',
});
const deal = (id: number, close_date: string): Row => ({
  id,
  name: `Acme ${HOSTILE}`,
  account: 'Acme',
  stage: 'proposal',
  close_date,
  amount: money(1_234_500),
  owner: 'ann',
});
const TODAY = {
  tasks: [...Array.from({ length: 20 }, (_, id) => task(id, '2026-03-11')), task(20, '2026-03-12')],
  meetings: [],
  mails: [],
  cases: [],
  ending: [],
  callbacks: [
    {
      id: 1,
      at: '2026-03-12T09:00:00.000Z',
      name: HOSTILE,
      phone: '+16085550142',
      attempts: 2,
      owner: 'ann',
    },
  ],
  closing: [deal(97, '2026-03-01'), deal(8, '2026-03-14')],
  stuck: [{ ...deal(97, '2026-03-01'), close_date: null, days: 40, limit: 21 }],
};

const sum = (group: string, currency: string, minor: number) => ({
  group,
  stage: { pipeline: 'sales', kind: 'open' as const },
  currency,
  count: 3,
  amount: money(minor, currency),
  weighted: money(Math.round(minor / 4), currency),
});
const SUMS = [sum('prospecting', 'USD', 100_000), sum(HOSTILE, 'USD', 900_000), sum('proposal', 'EUR', 5000)];

const stages = new Map([['proposal', { index: 2, count: 4 }]]);
const PAGES: readonly (readonly [string, Drawing])[] = [
  ['record', (surface) => drawRecordPage(RECORD, surface)],
  ['today', drawToday(TODAY, { stages, showsOwners: true })],
  [
    'pipeline',
    drawPipeline(SUMS, [
      { title: 'By stage', sums: SUMS },
      { title: 'By month', sums: [{ ...sum('2026-03', 'USD', 5), stage: null }], areMonths: true },
    ]),
  ],
];

const surface = (
  width: number,
  paint: Paint = PLAIN,
  env: Surface['env'] = { LANG: 'C.UTF-8' },
): Surface => ({
  width,
  paint,
  view: { today: '2026-03-12', currency: 'USD' },
  now: NOW,
  env,
});

/** Columns of a line, counting the wide signs of the hostile name. */
const columnsOf = (line: string) => line.replaceAll('👩‍👩‍👧', '..').replaceAll('名前', '....').length;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences of our own styles.
const unstyled = (line: string) => line.replace(/\u001b\[[\d;]*m/g, '');

describe.each(PAGES)('the page %s', (_, draw) => {
  test.each([40, 60, 80, 120, 300])('fits a window of %i columns', async (width) => {
    const lines = await draw(surface(width));
    expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
    expect(lines.length).toBeGreaterThan(3);
  });

  test('has no rule beyond its text in a wide window', async () => {
    const lines = await draw(surface(300));
    const rules = lines.filter((line) => /──/.test(line));
    expect(rules.filter((line) => columnsOf(line) > 170)).toEqual([]);
  });

  test('says the same in every depth, and nothing in data acts on the terminal', async () => {
    const mono = await draw(surface(100, new Paint('mono', 'unknown')));
    for (const [depth, background] of [
      ['16', 'dark'],
      ['16', 'light'],
      ['256', 'dark'],
      ['24-bit', 'light'],
    ] as const) {
      const lines = (await draw(surface(100, new Paint(depth, background)))).map(unstyled);
      expect(lines.map((line) => line.replace(/[▆█▓▒░]/g, '█'))).toEqual(
        mono.map((line) => unstyled(line).replace(/[▆█▓▒░]/g, '█')),
      );
      for (const control of ['\u0007', '\u001b']) expect(lines.join('\n')).not.toContain(control);
    }
  });

  test('draws with ASCII where the terminal shows nothing else', async () => {
    const lines = await draw(surface(100, PLAIN, { LANG: 'C' }));
    expect(lines.join('\n')).not.toMatch(/[─━│▆█▓▒░●○→✓✗]/);
  });
});

test('a deal that is late and stuck is listed once, with both reasons', async () => {
  const lines = await drawToday(TODAY, { stages, showsOwners: false })(surface(200));
  expect(lines.filter((line) => /^ +97 /.test(line))).toHaveLength(1);
  expect(lines.join('\n')).toContain('close date passed 11 days ago; 40 days here, 21 are usual');
  expect(lines.join('\n')).toMatch(/Overdue ─+ 15 of 20: crm task list --overdue/);
});

test.each([40, 60, 80, 300])(
  'the head of a record has its whole name in a window of %i columns',
  async (width) => {
    const name = `Person with ${Array.from({ length: 30 }, (_, at) => `part${at}`).join(' ')}`;
    const lines = await drawRecordPage({ ...RECORD, title: `lead 42  ${name} · Acme` }, surface(width));
    const head = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('Acme')),
    );
    const words = head.join(' ').split(/\s+/);
    expect(words.slice(0, words.indexOf('lead')).join(' ')).toBe(name);
  },
);

test('numbers on pages are grouped as their country groups them', async () => {
  expect((await drawRecordPage(RECORD, surface(100))).join('\n')).toContain('+1 608 555 0142');
  expect((await drawToday(TODAY, { stages, showsOwners: false })(surface(100))).join('\n')).toMatch(
    /\+1 \d{3} \d{3} \d{4}/,
  );
});
