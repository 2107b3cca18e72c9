import { claimedHere } from '../../app/call-queue/queue.ts';
import { findAmongNouns, findByReference } from '../../app/records/find.ts';
import type { Context } from '../../context.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { type NamedRecord, refText } from '../../domain/record-ref.ts';
import { withProgress } from '../progress.ts';
import { pickRecord } from './pick.ts';

/** The reference that asks for the record, where there is a terminal. */
const ASKED = '?';

/** The reference to the lead that was taken with `crm call`. */
const CLAIMED_LEAD = '.';

/** References from stdin between two checks of signals and updates of the progress line. */
const REFERENCES_BETWEEN_CHECKS = 256;

/**
 * The records for references on the command line, in order, without duplicates. `-` reads references from stdin, one
 * per line; `.` is the lead taken with `crm call` in this terminal, and `?` asks. At a terminal a
 * reference that fits several records asks too. All are resolved before anything is done.
 */
export async function resolveRecords(
  ctx: Context,
  noun: Noun,
  refs: readonly string[],
): Promise<NamedRecord[]> {
  const deps = await ctx.deps();
  return eachOnce(ctx, refs, [noun], (text) => findByReference(deps, noun, text));
}

/** Like `resolveRecords`, for several nouns: a bare number is the first noun; `opp:7` and names are explicit. */
export async function resolveRecordsOfAnyNoun(
  ctx: Context,
  nouns: readonly Noun[],
  refs: readonly string[],
): Promise<NamedRecord[]> {
  const deps = await ctx.deps();
  return eachOnce(ctx, refs, nouns, (text) => findAmongNouns(deps, nouns, text));
}

/** The single record for a reference of any noun: a bare number is a lead. */
export async function resolveAnyRecord(ctx: Context, ref: string): Promise<NamedRecord> {
  const { names } = await ctx.nouns();
  const [only, ...others] = await resolveRecordsOfAnyNoun(ctx, names, [ref]);
  if (!only) throw usage('stdin has no reference to a record');
  if (others.length > 0) throw usage(`this command needs one record, stdin has ${others.length + 1}`);
  return only;
}

/** The single record for a reference. */
export async function resolveRecord(ctx: Context, noun: Noun, ref: string): Promise<NamedRecord> {
  const [only, ...others] = await resolveRecords(ctx, noun, [ref]);
  if (!only) throw usage(`stdin has no reference to a ${noun}`);
  if (others.length > 0) throw usage(`this command needs one ${noun}, stdin has ${others.length + 1}`);
  return only;
}

async function eachOnce(
  ctx: Context,
  refs: readonly string[],
  nouns: readonly Noun[],
  find: (text: string) => Promise<NamedRecord>,
): Promise<NamedRecord[]> {
  const found = new Map<string, NamedRecord>();
  const note = (named: NamedRecord) => {
    found.set(refText(named), named);
  };
  const add = async (text: string) =>
    note(await find(text === CLAIMED_LEAD ? `lead:${await findClaimedLead(ctx)}` : text));
  const addTyped = async (text: string) => {
    if (text === ASKED && ctx.prompt.available)
      return note(await pickRecord(ctx, nouns, { message: askFor(nouns), typed: '' }));
    try {
      await add(text);
    } catch (error) {
      if (!ctx.prompt.available || !isCrmError(error) || error.kind !== 'ambiguous') throw error;
      note(
        await pickRecord(ctx, nouns, {
          message: `${error.message.replace(/; .*$/, '')}: which one?`,
          typed: text,
        }),
      );
    }
  };
  for (const ref of refs) {
    if (ref !== '-') await addTyped(ref);
    else
      await withProgress(ctx, 'Finding records', 'nothing was done', async (pulse) => {
        for await (const text of linesOf(ctx)) {
          await add(text);
          if (found.size % REFERENCES_BETWEEN_CHECKS === 0) await pulse(found.size);
        }
      });
  }
  return [...found.values()];
}

/** `Which lead?`; several nouns are a record. */
const askFor = (nouns: readonly Noun[]): string => `Which ${nouns.length === 1 ? nouns[0] : 'record'}?`;

/** The lead last taken with `crm call` in this terminal. */
async function findClaimedLead(ctx: Context): Promise<number> {
  return claimedHere(await ctx.deps(), { terminal: ctx.io.terminalName() });
}

async function* linesOf(ctx: Context): AsyncGenerator<string> {
  if (ctx.io.stdin.isTTY) throw usage('"-" reads references from a pipe, but stdin is the terminal');
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of ctx.io.stdin.bytes()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines.map((line) => line.trim()).filter((line) => line !== '');
  }
  if (rest.trim() !== '') yield rest.trim();
}
