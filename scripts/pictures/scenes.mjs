/**
 * The pictures of the README. `before` is a command that makes what is to be seen, `line` is what is typed; each of
 * `steps` waits for a text, then presses keys. The picture is taken when the last text is there. `clock` finds a running
 * clock, which the picture shows stopped. `label` says to those who do not see it what it shows.
 */
export const SCENES = [
  {
    name: 'board',
    line: ['board'],
    cols: 120,
    rows: 35,
    // What needs a hand is counted last.
    steps: [{ until: /past close[\s\S]*negotiation[\s\S]*\? keys/i }],
    label: 'crm board: the open deals of a pipeline as cards, a column for each stage',
  },
  {
    name: 'call',
    line: ['call', 'session'],
    cols: 100,
    rows: 32,
    steps: [{ until: /no.answer[\s\S]*\? keys/i }],
    clock: { text: /\d:\d\d(?=\s*$)/m, shown: '0:42' },
    label: 'crm call session: who to call now, the number in large digits, the history and the answer keys',
  },
  {
    name: 'forecast',
    line: ['board'],
    cols: 120,
    rows: 35,
    steps: [{ until: /\? keys/, keys: '2' }, { until: /past close[\s\S]*best case[\s\S]*\? keys/i }],
    label: 'The forecast of crm board: a bar for each month, by how sure its deals are',
  },
  {
    name: 'review',
    line: ['board', '--review'],
    cols: 100,
    rows: 32,
    steps: [{ until: /keep[\s\S]*\? keys/i }],
    label: 'crm board --review: one deal, why it needs attention, and the keys that decide',
  },
  {
    name: 'dupes',
    before: [
      ...[
        'lead',
        'add',
        'Pryia Raman',
        '--title',
        'Head of Operations',
        '--company',
        'Lakeside Cold Storage',
      ],
      ...[
        '--email',
        'p.raman@lakeside-cold-storage.example',
        '--phone',
        '+1 608 555 0142',
        '--score',
        '55',
        '--force',
      ],
    ],
    line: ['dupes', '--noun', 'lead', '--review'],
    cols: 100,
    rows: 32,
    steps: [{ until: /email[\s\S]*quit/i }],
    label: 'crm dupes --review: two leads side by side, and the one that a merge makes of them',
  },
];
