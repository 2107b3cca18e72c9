import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROOT } from '../support/under-test.ts';

const { withoutZeros } = await import(join(ROOT, 'build/compress.mjs'));
const { withZeros } = await import(join(ROOT, 'build/injected/with-zeros.mjs'));

/** Bytes that have runs of zeros of all lengths. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(50).map((length) => new Uint8Array(length)),
    ),
  )
  .map((parts) => Buffer.concat(parts));

test('zeros that were left out are put back', () => {
  fc.assert(
    fc.property(bytes, (original) => {
      expect(withZeros(withoutZeros(original)).equals(original)).toBe(true);
    }),
  );
});

test('a page of zeros takes no space', () => {
  const row = Buffer.alloc(32, 1);
  const page = Buffer.concat([Buffer.alloc(2000), row, Buffer.alloc(2000)]);
  expect(withoutZeros(page)).toHaveLength(row.length + 12);
});
