import { expect, test } from 'vitest';
import { callResult } from '../../src/domain/call-results.ts';
import { type RecapCall, recapLines, recapMarkdown } from '../../src/render/call-recap.ts';

const call = (leadId: number, word: string, next = '', nextShown = ''): RecapCall => ({
  leadId,
  name: 'Jane Doe',
  phone: '+12135550142',
  phoneGrouped: '+1 213 555 0142',
  email: null,
  result: callResult(word)!,
  next,
  nextShown,
  note: '',
  noNumberLeft: false,
});

test('promises are calls with people who were reached, by both clocks and in the order of time', () => {
  const calls = [
    call(1, 'callback', '2026-03-13T17:00:00.000Z', 'Fri 2026-03-13 18:00 (10:00 there)'),
    call(2, 'voicemail', '2026-03-13', 'Fri 2026-03-13'),
    call(3, 'callback', '2026-03-13T09:00:00.000Z', 'Fri 2026-03-13 10:00'),
    call(4, 'no-answer'),
  ];
  expect(recapLines(calls)).toEqual([
    'Promised callbacks:',
    '  Fri 2026-03-13 10:00  lead 3  Jane Doe  +1 213 555 0142',
    '  Fri 2026-03-13 18:00 (10:00 there)  lead 1  Jane Doe  +1 213 555 0142',
  ]);
  expect(recapMarkdown(calls, '4 dials', '2026-03-12')).toContain(
    '| Fri 2026-03-13 18:00 (10:00 there) | 1 |',
  );
});

test('a note of several lines stays in one', () => {
  const written = { ...call(1, 'interested'), email: 'jane@acme.example', note: 'wants prices\nby Friday' };
  expect(recapLines([written])).toEqual([
    'To write to:',
    '  lead 1  Jane Doe  jane@acme.example  wants prices⏎by Friday',
  ]);
});
