/** In order of preference where the text speaks for several. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
const RECORDS_LOOKED_AT = 25;

/**
 * The character that separates the cells of a CSV text: the one the header is split by most and the records after
 * it are split by as often. Quoted text does not count. A comma when there is a single column, and what Excel's
 * `sep=;` line says when there is one.
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

/** For each record of the sample, how often each candidate stands outside quotes. Blank lines are left out. */
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
      // A doubled quote closes and opens again at once, which comes to the same.
      if (character === '"') quoted = false;
      atFieldStart = character === '"';
      continue;
    }
    if (character === '\n' || character === '\r') {
      finish();
      if (records.length === RECORDS_LOOKED_AT) return records;
      atFieldStart = true;
      continue;
    }
    blank = false;
    const which = (DELIMITERS as readonly string[]).indexOf(character);
    if (which >= 0) counts[which]!++;
    if (character === '"' && atFieldStart) quoted = true;
    atFieldStart = which >= 0;
  }
  // What the sample cuts off says nothing about the whole record, unless it is all there is.
  if (records.length === 0) finish();
  return records;
}
