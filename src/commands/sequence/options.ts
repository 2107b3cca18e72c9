import { resolve } from 'node:path';
import { listSequences } from '../../app/sequences/sequences.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { readMailText } from '../mail-text.ts';

/** A template and a sequence that examples begin with. */
export const WITH_SEQUENCE =
  `template add intro --subject "For {{ company }}" -m "Hello {{ first_name | default: 'there' }}" && ` +
  `crm sequence add fair -m '- day 0 email intro'`;

/** How a text begins in the editor. */
const START = `# A step a line: when, what, and in which hours of the person.
- day 0  email intro  window 9-11 their time, mon-thu
- +2d    call "Did you see my mail?"  skip after 3d
- +3d    email bump  reply-in-thread
- +5d    task "Look them up"
stop on reply, meeting, answered call, status, opp, unsubscribe, bounce
`;

/** The text of another sequence, or of a file with steps. Throws `usage` for neither, or if a text is given too. */
export async function sequenceTextFrom(
  ctx: Context,
  from: string,
  message: string | undefined,
): Promise<string> {
  if (message !== undefined) throw usage('--from and --message exclude each other');
  const known = (await listSequences(await ctx.deps())).find(
    ({ name }) => name.toLowerCase() === from.trim().toLowerCase(),
  );
  if (known) return known.text;
  const text = ctx.io.readFile(resolve(ctx.io.cwd, from));
  if (text === undefined)
    throw usage(`there is no sequence and no file "${from}"`, 'See all: crm sequence list');
  return text;
}

/** The text of a sequence: that of the option, of stdin, or what is written in the editor. */
export function readSequenceText(ctx: Context, given: string | undefined, start = START): Promise<string> {
  return readMailText(ctx, given, {
    name: 'sequence.md',
    start,
    wayOut: "Give it with -m '- day 0 email intro', or on stdin.",
  });
}
