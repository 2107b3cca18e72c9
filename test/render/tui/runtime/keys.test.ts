import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keysOf } from '../../../../src/render/tui/runtime/keys.ts';

const NONE = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
} satisfies Key;

test('fast keys arrive one by one, with Enter in its place', () => {
  expect(keysOf('jjj', NONE)).toEqual(['j', 'j', 'j']);
  expect(keysOf('vm\rn', NONE)).toEqual(['v', 'm', 'enter', 'n']);
  expect(keysOf('é👍字', NONE)).toEqual(['é', '👍', '字']);
});

test('keys without a character have a name', () => {
  expect(keysOf('', { ...NONE, upArrow: true })).toEqual(['up']);
  expect(keysOf('', { ...NONE, return: true })).toEqual(['enter']);
  expect(keysOf('', { ...NONE, tab: true, shift: true })).toEqual(['shift-tab']);
  expect(keysOf('c', { ...NONE, ctrl: true })).toEqual(['ctrl-c']);
  expect(keysOf('a\x15b', NONE)).toEqual(['a', 'ctrl-u', 'b']);
});

test('a key with Alt is not a plain key', () => {
  expect(keysOf('q', { ...NONE, meta: true })).toEqual([]);
});
