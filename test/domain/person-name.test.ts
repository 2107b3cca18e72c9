import { expect, test } from 'vitest';
import { splitName } from '../../src/domain/person-name.ts';

test.each([
  ['Jane van Doe', null, 'Jane', 'van Doe'],
  ['Doe, Jane', null, 'Jane', 'Doe'],
  ['Doe', null, null, 'Doe'],
  ['Dr. Ann Roe', 'Dr', 'Ann', 'Roe'],
  ['Dr Ann Roe', 'Dr', 'Ann', 'Roe'],
  ['  mr.  Smith ', 'mr', null, 'Smith'],
  ['Herr Dr. Max Muster', 'Herr Dr', 'Max', 'Muster'],
  ['Muster, Dr. Max', 'Dr', 'Max', 'Muster'],
  ['Sra. Ana de la Cruz', 'Sra', 'Ana', 'de la Cruz'],
  ['Dott.ssa Lia Rossi', 'Dott.ssa', 'Lia', 'Rossi'],
  // Names, and nothing but a salutation.
  ['Don Quixote', null, 'Don', 'Quixote'],
  ['Drew Mister', null, 'Drew', 'Mister'],
  ['Dr.', null, null, 'Dr.'],
  ['Mr Dr', 'Mr', null, 'Dr'],
])('%s is addressed with %s, called %s %s', (text, salutation, first, last) => {
  expect(splitName(text)).toEqual({
    first_name: first,
    last_name: last,
    ...(salutation === null ? {} : { salutation }),
  });
});
