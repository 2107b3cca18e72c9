import type { Noun } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { record, records } from '../../store/records.ts';
import { search } from '../../store/search.ts';
import { readTitles } from '../../store/titles.ts';
import type { Deps } from '../deps.ts';
import { readSortOrder } from './selection.ts';

/** Records offered at once. */
const MAX_CHOICES = 12;

/** Fields that say how far a record is: the first that its noun has. */
const STATES = ['status', 'stage'];

/** A record that a person may choose. */
export interface RecordChoice extends NamedRecord {
  /** How far it is: the status of a lead, the stage of a deal; null for nouns without. */
  readonly state: string | null;
}

/**
 * The records that a person may mean by what is typed so far: those with that number, then those that hold the words, the
 * best first. For a blank text those of the first noun that were changed last.
 */
export function findChoices(deps: Deps, nouns: readonly Noun[], text: string): Promise<RecordChoice[]> {
  return deps.store.read(async () => {
    const found =
      text.trim() === '' ? await latest(deps, nouns[0] as Noun) : await matching(deps, nouns, text);
    return Promise.all(found.slice(0, MAX_CHOICES).map((one) => withState(deps, one)));
  });
}

async function latest({ store: { engine } }: Deps, noun: Noun): Promise<NamedRecord[]> {
  const { fields } = engine.nouns.get(noun);
  const query = { noun, fields: [], sort: readSortOrder('-updated_at', fields), limit: MAX_CHOICES };
  const ids: number[] = [];
  for await (const { id } of records(engine, query)) ids.push(Number(id));
  const titles = new Map((await readTitles(engine, noun, ids)).map((one) => [one.id, one]));
  return ids.flatMap((id) => titles.get(id) ?? []);
}

async function matching(deps: Deps, nouns: readonly Noun[], text: string): Promise<NamedRecord[]> {
  const { engine } = deps.store;
  const [, digits] = /^#?(\d{1,15})$/.exec(text.trim()) ?? [];
  const numbered: NamedRecord[] = [];
  if (digits !== undefined)
    for (const noun of nouns) numbered.push(...(await readTitles(engine, noun, [Number(digits)])));
  const hits = await search(engine, text, deps, { nouns, limit: MAX_CHOICES });
  const isNumbered = ({ noun, id }: NamedRecord) =>
    numbered.some((one) => one.noun === noun && one.id === id);
  return [...numbered, ...hits.filter((hit) => !isNumbered(hit))];
}

async function withState(
  { store: { engine } }: Deps,
  { noun, id, title }: NamedRecord,
): Promise<RecordChoice> {
  const field = engine.nouns.get(noun).fields.find(({ name }) => STATES.includes(name));
  const row = field && (await record(engine, noun, [field], id));
  return { noun, id, title, state: field && row?.[field.name] ? String(row[field.name]) : null };
}
