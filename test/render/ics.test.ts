import fc from 'fast-check';
import { expect, test } from 'vitest';
import { icsText } from '../../src/render/ics.ts';

const NOW = '2026-03-12T10:00:00.000Z';
const event = { key: 'task-1', when: NOW, minutes: 30, title: 'Call', detail: null };

test('a time and a whole day', () => {
  expect(
    icsText([event, { ...event, key: 'lead-2', when: '2026-03-13', detail: '+44 20 7946 1001' }], NOW),
  ).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//crm//crm//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:task-1@crm',
      'DTSTAMP:20260312T100000Z',
      'DTSTART:20260312T100000Z',
      'DURATION:PT30M',
      'SUMMARY:Call',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:lead-2@crm',
      'DTSTAMP:20260312T100000Z',
      'DTSTART;VALUE=DATE:20260313',
      'SUMMARY:Call',
      'DESCRIPTION:+44 20 7946 1001',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('any title is one property, in lines of at most 75 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      const lines = icsText([{ ...event, title }], NOW).split('\r\n');
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const unfolded = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
      expect(unfolded).toHaveLength(13);
      const summary = unfolded.find((line) => line.startsWith('SUMMARY:')) ?? '';
      const read = summary
        .slice('SUMMARY:'.length)
        .replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the format does not allow these.
      const wanted = title.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
      expect(read).toBe(wanted);
    }),
  );
});
