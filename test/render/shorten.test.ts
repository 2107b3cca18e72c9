import { expect, test } from 'vitest';
import { renderError } from '../../src/cli/render-error.ts';
import { failed } from '../../src/domain/errors.ts';
import { shortenValues } from '../../src/render/shorten.ts';

const LONG = 'x'.repeat(1_000_000);

test('an error shows the beginning and the end of a long value, and the complete reason', () => {
  const text = renderError(failed(`no lead matches "${LONG}end"`, `See "${LONG}"`, LONG), false);
  expect(text).toContain(`crm: no lead matches "${'x'.repeat(60)}…${'x'.repeat(17)}end"\n`);
  expect(text.length).toBeLessThan(3000);
});

test('short values and unquoted text are not changed', () => {
  const line = `a "b" ${'word '.repeat(200)}`;
  expect(shortenValues(line)).toBe(line);
});
