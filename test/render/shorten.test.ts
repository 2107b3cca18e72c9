import { expect, test } from 'vitest';
import { renderError } from '../../src/cli/render-error.ts';
import { failed } from '../../src/domain/errors.ts';
import { shortenValues } from '../../src/render/shorten.ts';

const LONG = 'x'.repeat(1_000_000);

test('an error shows the beginning and the end of a long value, and all that is said of it', () => {
  const text = renderError(failed(`no lead matches "${LONG}end"`, `See "${LONG}"`, LONG), false);
  expect(text).toContain(`crm: no lead matches "${'x'.repeat(60)}…${'x'.repeat(17)}end"\n`);
  expect(text.length).toBeLessThan(3000);
});

test('what is short stays, and so does text that is not between quotes', () => {
  const line = `a "b" ${'word '.repeat(200)}`;
  expect(shortenValues(line)).toBe(line);
});
