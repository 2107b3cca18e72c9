import { expect, test } from 'vitest';
import { segmentsNamed } from '../../../src/domain/filter/segments.ts';

test.each([
  ['segment = warm and country = US', ['warm']],
  ['segment:warm or account.segment:key', ['warm', 'key']],
  ['not segment in (a, "b c") and name = d', ['a', 'b c']],
  ['count(leads where segments has hot) > 2', ['hot']],
  ['segment:"big ones" and status = new', ['big ones']],
  ['name = segment and source = x', []],
  ['segment not in (a)', ['a']],
  ['source = web', []],
  ["segment = 'unclosed", []],
])('the segments that %s names', (text, names) => {
  expect(segmentsNamed(text)).toEqual(names);
});
