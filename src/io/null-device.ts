import fs from 'node:fs';

const NAMES = ['/dev/null', String.raw`\\.\nul`];

/** Whether this is the null device. Not by `os.devNull`: loading that module takes longer than a start's other questions. */
export function isNullDevice(stats: fs.Stats): boolean {
  if (!stats.isCharacterDevice()) return false;
  return NAMES.some((name) => fs.statSync(name, { throwIfNoEntry: false })?.rdev === stats.rdev);
}
