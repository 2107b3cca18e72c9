import fs from 'node:fs';

const NAMES = ['/dev/null', String.raw`\\.\nul`];

/**
 * Whether this is the null device. Avoids `os.devNull`: loading that module takes longer than all other checks at
 * start-up.
 */
export function isNullDevice(stats: fs.Stats): boolean {
  if (!stats.isCharacterDevice()) return false;
  return NAMES.some((name) => fs.statSync(name, { throwIfNoEntry: false })?.rdev === stats.rdev);
}
