import type { Row } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { addTag, removeTag, tagCounts } from '../../store/tags.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';

/** Records whose tags change together, all or none. */
export interface TagInput {
  readonly tag: string;
  readonly records: readonly NamedRecord[];
}

/** Lists the tags with their number of records, by noun. */
export function countTags({ store }: Deps): Promise<readonly Row[]> {
  return tagCounts(store.db);
}

/** Adds a tag to records; returns how many did not have it. */
export function tagRecords(deps: Deps, input: TagInput): Promise<{ readonly changed: number }> {
  return changeTags(deps, input, addTag, `tagged as ${input.tag}:`);
}

/** Removes a tag from records; returns how many had it. */
export function untagRecords(deps: Deps, input: TagInput): Promise<{ readonly changed: number }> {
  return changeTags(deps, input, removeTag, `removed the tag ${input.tag} from`);
}

async function changeTags(
  deps: Deps,
  { tag, records }: TagInput,
  change: typeof addTag,
  summary: string,
): Promise<{ changed: number }> {
  const [only] = records;
  const what = only && records.length === 1 ? `${only.noun} ${only.id}` : `${records.length} records`;
  const { result: changed } = await deps.store.change(async (tx) => {
    let count = 0;
    await forEachRecord(deps, tx, records, async ({ noun, id }) => {
      if (await change(tx, noun, id, tag)) count++;
    });
    return count;
  }, `${summary} ${what}`);
  return { changed };
}
