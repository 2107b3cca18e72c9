import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_RESULTS, type CallResult } from '../../../src/domain/call-results.ts';
import { readNoteLine, shortFormOf } from '../../../src/domain/calling/note-line.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

/** A Thursday. */
const NOW = Date.parse('2026-03-12T10:00:00.000Z');

const own: CallResult = { ...CALL_RESULTS[0]!, word: 'no-budget', disposition: 'answered' };
const read = (line: string) => {
  const { result, next, note } = readNoteLine(line, [...CALL_RESULTS, own], NOW);
  return [result?.word ?? null, next && (next.time ? `${next.date} ${next.time}` : next.date), note];
};

describe('a line typed during a call', () => {
  test.each([
    ['vm', ['voicemail', null, '']],
    ['VM left my number', ['voicemail', null, 'left my number']],
    ['cb thu 3pm wants pricing', ['callback', '2026-03-19 15:00', 'wants pricing']],
    ['cb tomorrow ask for the CFO', ['callback', '2026-03-13', 'ask for the CFO']],
    ['cb 3pm', ['callback', '2026-03-12 15:00', '']],
    ['cb tue 9:30, on her mobile', ['callback', '2026-03-17 09:30', 'on her mobile']],
    ['callback +2h in a meeting now', ['callback', '2026-03-12 12:00', 'in a meeting now']],
    ['cb mon 10:00 2 people decide', ['callback', '2026-03-16 10:00', '2 people decide']],
    ['ms mon 10am demo for two', ['meeting-set', '2026-03-16 10:00', 'demo for two']],
    ['int send the price list', ['interested', null, 'send the price list']],
    ['int fri send the price list', ['interested', '2026-03-13', 'send the price list']],
    ['not interested: too dear', ['not-interested', null, 'too dear']],
    ['no answer', ['no-answer', null, '']],
    ['do not call, angry', ['do-not-call', null, 'angry']],
    ['no budget until autumn', ['no-budget', null, 'until autumn']],
    ['  ', [null, null, '']],
    ['her name is Vm Busy', [null, null, 'her name is Vm Busy']],
    ['no, really', [null, null, 'no, really']],
    // After a result that asks for no time, a text that is only a time is that of the next attempt.
    ['vm fri 10', ['voicemail', '2026-03-13 10:00', '']],
    ['na tomorrow', ['no-answer', '2026-03-13', '']],
    ['vm fri 10 ask for Bob', ['voicemail', null, 'fri 10 ask for Bob']],
    ['vm yesterday', ['voicemail', null, 'yesterday']],
    ['vm 1/2 done', ['voicemail', null, '1/2 done']],
    ['ni fri', ['not-interested', null, 'fri']],
    ['cb fri last week of trial', ['callback', '2026-03-13', 'last week of trial']],
    ['vmware runs there', [null, null, 'vmware runs there']],
    // As a plain caller spells the results.
    ['left vm about pricing', ['voicemail', null, 'about pricing']],
    ['voice mail', ['voicemail', null, '']],
    ['n/a', ['no-answer', null, '']],
    ['wrong no', ['wrong-number', null, '']],
    ['not int, too dear', ['not-interested', null, 'too dear']],
    ['call back tomorrow 3pm', ['callback', '2026-03-13 15:00', '']],
    ['cb her fri 3pm budget', ['callback', '2026-03-13 15:00', 'budget']],
    ['cb him 4 wants pricing', ['callback', '2026-03-12 16:00', 'wants pricing']],
    ['meeting booked fri 11 demo', ['meeting-set', '2026-03-13 11:00', 'demo']],
    ['cb fri 5 dec she flies', ['callback', '2026-03-13', '5 dec she flies']],
  ])('%s', (line, said) => {
    expect(read(line)).toEqual(said);
  });

  test.each([
    ['cb', /when is the callback/],
    ['ms with Jane', /when is the meeting/],
    ['cb yesterday 3pm', /"yesterday 3pm" has passed/],
    ['cb 25:00 wants pricing', /no time "25:00"/],
    ['cb 01/02/2027', /several dates/],
    ['cb her', /when is the callback/],
    ['call back later', /when is the callback/],
    ['vm fri 5 dec', /"fri 5 dec" is no day: 2026-12-05 is a Saturday/],
  ])('rejects %s', async (line, reason) => {
    expect((await crmErrorOf(() => read(line))).message).toMatch(reason);
  });

  test('every outcome is read by its short and long name, and no word of the note is lost', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/).filter((text) => !/^(noon|morning|eve|mid)/.test(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...CALL_RESULTS),
        fc.boolean(),
        fc.array(word, { maxLength: 5 }),
        (result, short, words) => {
          const note = ['xx', ...words].join(' ');
          const time = result.callback || result.meeting ? 'tomorrow 3pm ' : '';
          const line = `${short ? shortFormOf(result) : result.word} ${time}${note}`;
          const said = readNoteLine(line, CALL_RESULTS, NOW);
          expect(said.result).toBe(result);
          expect(said.note).toBe(note);
        },
      ),
    );
  });
});
