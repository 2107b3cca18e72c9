/**
 * In place of string-width for the screens: its regular expressions hold every emoji there is, which takes V8 40 ms to
 * compile. They are set up when a text is to be measured that is not plain.
 */
import { stripVTControlCharacters } from 'node:util';
import { isPlain, plainWidth } from '../../src/render/plain-text.ts';

export default function stringWidth(text, options) {
  if (options === undefined && typeof text === 'string') {
    const bare = text.includes('\u001b') || text.includes('\u009b') ? stripVTControlCharacters(text) : text;
    if (isPlain(bare)) return plainWidth(bare);
  }
  return require('string-width').default(text, options);
}
