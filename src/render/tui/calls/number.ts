import { type StyledLine, span } from '../../styled-line.ts';

/** Digits of three rows; all are three columns wide. */
const DIGITS: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▀█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  '+': [' ▄ ', '▀█▀', '   '],
};

const DIGIT_COLUMNS = 3;

/** More digits at once are hard to keep in mind. */
const MAX_GROUP = 5;

/** The number in groups that can be read aloud: a country's own, the long ones split in two or three. */
export function readableGroups(grouped: string): string[] {
  return grouped.split(' ').flatMap((group) => {
    if (!/^\d+$/.test(group) || group.length <= MAX_GROUP) return [group];
    const parts = Math.ceil(group.length / 4);
    return Array.from({ length: parts }, (_, at) =>
      group.slice(Math.floor((at * group.length) / parts), Math.floor(((at + 1) * group.length) / parts)),
    );
  });
}

/** A number in digits of three rows; null for a text that is none, or is wider than that. */
export function bigNumber(groups: readonly string[], columns: number, link: string): StyledLine[] | null {
  const isDrawn = groups.every((group) => [...group].every((character) => DIGITS[character]));
  const digits = groups.join('').length;
  const width = digits * (DIGIT_COLUMNS + 1) - 1 + (groups.length - 1) * 2;
  if (!isDrawn || digits === 0 || width > columns) return null;
  return [0, 1, 2].map((row) => {
    const text = groups
      .map((group) => [...group].map((digit) => DIGITS[digit]?.[row] ?? '').join(' '))
      .join('   ');
    return [{ text, look: 'accent', link }];
  });
}

/** The same in one row, spaced. */
export function spacedNumber(groups: readonly string[], link: string): StyledLine {
  return [span(''), { text: groups.join('  '), look: ['bold', 'accent'], link }];
}
