import { lazy } from './lazy.ts';

/** Longest name of a file that every system takes, in bytes. */
const MAX_NAME_BYTES = 200;

/** What no name of a file may have: separators, what shells and Windows take for themselves, and hidden characters. */
const UNFIT = lazy(() => /[/\\:*?"<>|]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);

/** Names of devices on Windows, whatever follows the first point. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name that a file may have in any folder of any system, made of one that somebody else has chosen: without folders,
 * control characters and leading points, and short enough. `../../x/.bashrc` becomes `bashrc`.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const clean = last
    .replace(UNFIT(), '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICE, '_$&');
  return shorten(clean) || 'file';
}

/** Cuts a long name before its ending. */
function shorten(name: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) <= MAX_NAME_BYTES) return name;
  const ending = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
  let kept = '';
  let length = bytes(ending);
  for (const character of name.slice(0, name.length - ending.length)) {
    length += bytes(character);
    if (length > MAX_NAME_BYTES) break;
    kept += character;
  }
  return kept.trimEnd() + ending;
}
