import { fieldsOf } from '../app/records/fields.ts';
import { listRecords } from '../app/records/list.ts';
import type { Context } from '../context.ts';
import { refused, usage } from '../domain/errors.ts';
import type { NamedRecord } from '../domain/record-ref.ts';
import { nounNamed } from './record/selection.ts';

/** As many people as one command writes to. */
const MAX_PEOPLE = 5000;

/** The options that choose people, as Commander gives them. */
interface PeopleOptions {
  readonly where?: string | undefined;
  readonly segment?: string | undefined;
  readonly noun?: string | undefined;
  readonly limit?: string | undefined;
}

/** The people of a filter. Throws `refused` for too many. */
export async function choosePeople(
  ctx: Context,
  { where, segment, noun: named = 'lead', limit }: PeopleOptions,
): Promise<NamedRecord[]> {
  const noun = nounNamed(await ctx.nouns(), named);
  const most = limit === undefined ? MAX_PEOPLE + 1 : Number(limit);
  if (!Number.isSafeInteger(most) || most < 1)
    throw usage(`--limit is a whole number of 1 or more, not "${limit}"`);
  const deps = await ctx.deps();
  const spec = deps.store.db.nouns.get(noun);
  const fields = await fieldsOf(deps.store, spec);
  const shown = fields.filter(({ name }) => name === 'name');
  const input = {
    filters: where === undefined ? [] : [where],
    segment,
    fields,
    shown,
    sort: '',
    limit: most,
  };
  const { rows } = await listRecords(deps, spec, input);
  const found: NamedRecord[] = [];
  for await (const row of rows) found.push({ noun, id: Number(row.id), title: String(row.name ?? '') });
  if (found.length > MAX_PEOPLE)
    throw refused(
      `these are more than ${MAX_PEOPLE} people`,
      'Send to fewer at a time: --limit, or a narrower filter.',
    );
  return found;
}
