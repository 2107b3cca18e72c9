import { changeList, findList } from '../../app/team/segments.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Answer } from '../../render/answer.ts';
import { optionGroup } from '../option-group.ts';
import { resolveRecords } from '../record/references.ts';

type Options = { readonly where?: string; readonly segment?: string };

/** The options that say which records join or leave a list. */
export const addMemberOptions = optionGroup<Options>((command) => {
  command.option('-w, --where <filter>', 'those that match now: status = new and created > -7d');
  return command.option('--segment <name>', 'those that are in this segment now');
});

/** Puts the records that are named into a list, or takes them out of it. */
export async function changeMembers(
  ctx: Context,
  how: 'join' | 'leave',
  name: string,
  refs: readonly string[],
  { where, segment }: Options,
): Promise<Answer> {
  if (refs.length === 0 && where === undefined && segment === undefined)
    throw usage('no records are named', 'Name some, or choose them: --where, --segment, - for stdin');
  const deps = await ctx.deps();
  const list = await findList(deps, name);
  const records = (await resolveRecords(ctx, list.noun, refs)).map(({ id }) => id);
  const selection = { filters: where === undefined ? [] : [where], segment };
  const n = await changeList(deps, how, { list, records, selection });
  const { plural } = deps.store.db.nouns.get(list.noun);
  const who = `${n} ${n === 1 ? list.noun : plural}`;
  return {
    type: 'changed',
    sentence: n === 0 ? '' : `${who} ${how === 'join' ? 'joined' : 'left'} the list ${list.name}`,
    references: [list.name],
    notes: n === 0 ? [`nothing changed: ${how === 'join' ? 'all were' : 'none was'} in the list`] : [],
  };
}
