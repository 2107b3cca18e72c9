import { usage } from '../domain/errors.ts';

/** A two-byte UTF-8 letter decoded as Windows-1252, which is rare otherwise: `Ã¶` for `ö`. */
const LETTER = /[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Passes on text decoded as Windows-1252. Throws `usage` if a line of it is UTF-8. */
export async function* assertSingleEncoding(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<string> {
  let line = 1;
  for await (const piece of text) {
    const at = piece.search(LETTER);
    if (at >= 0) {
      throw usage(
        `${name} mixes encodings: line ${line + lineEnds(piece.slice(0, at))} is UTF-8, others are not`,
        'Read each line by itself: --encoding mixed',
      );
    }
    line += lineEnds(piece);
    yield piece;
  }
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
