import { usage } from '../domain/errors.ts';

/** What a letter of two bytes in UTF-8 looks like in Windows-1252, and next to nothing else does: `Ã¶` for `ö`. */
const LETTER = /[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Passes on text that was taken for Windows-1252. Throws `usage` where a line of it is UTF-8: then others are not. */
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
        'Mend the file, or take every line as it is: --encoding windows-1252',
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
