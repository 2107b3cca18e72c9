import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyEditKey,
  EMPTY_LINE,
  insertText,
  type LineEditor,
  textOf,
} from '../../../../src/render/tui/runtime/line-editor.ts';

const keys = (line: LineEditor, ...pressed: string[]): LineEditor =>
  pressed.reduce((now, key) => applyEditKey(now, key) ?? insertText(now, key), line);

test('text is inserted at the cursor, and one visible character is deleted as a whole', () => {
  expect(keys(EMPTY_LINE, 'a', 'c', 'left', 'b')).toEqual({ before: 'ab', after: 'c' });
  expect(keys({ before: 'x👨‍👩‍👧é', after: '' }, 'backspace', 'backspace')).toEqual({
    before: 'x',
    after: '',
  });
  expect(keys({ before: '', after: '👍🏽y' }, 'delete')).toEqual({ before: '', after: 'y' });
  expect(keys({ before: 'call her back ', after: 'soon' }, 'ctrl-w')).toEqual({
    before: 'call her ',
    after: 'soon',
  });
  expect(keys({ before: 'ab', after: 'cd' }, 'ctrl-u')).toEqual({ before: '', after: '' });
  expect(applyEditKey(EMPTY_LINE, 'x')).toBeNull();
});

test('a paste is one line without control characters', () => {
  expect(insertText(EMPTY_LINE, 'two\r\nlines\x1b[2J\tand a tab')).toEqual({
    before: 'two lines[2J and a tab',
    after: '',
  });
});

test('moving the cursor changes no text', () => {
  const moves = fc.array(fc.constantFrom('left', 'right', 'home', 'end', 'ctrl-a', 'ctrl-e'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), moves, (text, pressed) => {
      expect(textOf(keys({ before: text, after: '' }, ...pressed))).toBe(text);
    }),
  );
});
