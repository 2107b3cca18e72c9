import { expect, test } from 'vitest';
import { objectionStarts, sectionStarts } from '../../../src/domain/calling/call-script.ts';

test('sections and objections begin at their headings', () => {
  const lines = ['# Opening', 'x', '## Objection: price', '#no heading', '# Objections', '#'];
  expect(sectionStarts(lines)).toEqual([0, 2, 4]);
  expect(objectionStarts(lines)).toEqual([2, 4]);
});
