/** In order of preference if several fit. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_RECORDS = 25;

/**
 * The delimiter of a CSV text: the one that splits the header into the most cells and the next records into as many.
 * Ignores quoted text. A comma for a single column; the character of Excel's `sep=;` line if there is one.
 */
export function detectDelimiter(sample: string): string {
  const declared = /^sep=(.)[\r\n]/i.exec(sample);
  if (declared) return declared[1]!;
  const records = countInRecords(sample);
  let best: string = DELIMITERS[0];
  let bestScore = 0;
  for (const [which, candidate] of DELIMITERS.entries()) {
    const [inHeader = 0, ...others] = records.map((counts) => counts[which]!);
    const agreeing = others.filter((count) => count === inHeader).length;
    const score = inHeader * (1 + agreeing);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** For each record of the sample, the number of each candidate outside quotes. Skips blank lines. */
export function countInRecords(sample: string): number[][] {
  const records: number[][] = [];
  let counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let atFieldStart = true;
  let blank = true;
  const finish = () => {
    if (!blank) records.push(counts);
    counts = DELIMITERS.map(() => 0);
    blank = true;
  };
  for (const character of sample) {
    if (quoted) {
      // A doubled quote closes and reopens, which has the same effect.
      if (character === '"') quoted = false;
      atFieldStart = character === '"';
      continue;
    }
    if (character === '\n' || character === '\r') {
      finish();
      if (records.length === SAMPLE_RECORDS) return records;
      atFieldStart = true;
      continue;
    }
    blank = false;
    const which = (DELIMITERS as readonly string[]).indexOf(character);
    if (which >= 0) counts[which]!++;
    if (character === '"' && atFieldStart) quoted = true;
    atFieldStart = which >= 0 || (atFieldStart && character === ' ');
  }
  // The last record may be cut off, so it counts only if it is the only one.
  if (records.length === 0) finish();
  return records;
}
