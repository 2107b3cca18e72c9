import { expect, test } from 'vitest';
import { kindNamed, labelledText, readLabelled } from '../../src/domain/address-label.ts';

test.each([
  ['mobile: +49 151', { kind: 'mobile', bad: null }, '+49 151', 'mobile: +49 151'],
  ['Cell:555', { kind: 'mobile', bad: null }, '555', 'mobile: 555'],
  ['work, bad: a@b.test', { kind: 'work', bad: true }, 'a@b.test', 'work bad: a@b.test'],
  ['good: 555', { kind: null, bad: false }, '555', 'good: 555'],
])('%s is read', (text, label, address, written) => {
  expect(readLabelled(text)).toEqual({ label, address });
  expect(labelledText(label as never, address)).toBe(written);
});

test.each(['+49 151', 'tel:+49151', 'fax: 555', 'mobile:', ': 555', 'mobile fax: 555', 'constructor: 1'])(
  '%s says nothing of an address',
  (text) => {
    expect(readLabelled(text)).toBeNull();
  },
);

test.each([
  ['Mobile Phone', 'mobile'],
  ['MobilePhone', 'mobile'],
  ['mobilephone', 'mobile'],
  ['Home Phone 2', 'home'],
  ['phone_home', 'home'],
  ['* Work', 'work'],
  ['Business Phone', 'work'],
  ['Company Main Phone', 'work'],
  ['Telefon (geschäftlich)', 'work'],
  ['Phone', null],
  ['Network phone', null],
  ['E-mail 2 Address', null],
])('the header %s names %s', (header, kind) => {
  expect(kindNamed(header)).toBe(kind);
});
