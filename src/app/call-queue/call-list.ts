import type { PersonNoun } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { type Callee, callList, type OmittedPeople } from '../../store/calls/call-list.ts';
import type { Deps } from '../deps.ts';
import type { ListInput } from '../records/list.ts';
import { readSelection, readSortOrder } from '../records/selection.ts';

/** People to call, one after the other. */
export interface CallList {
  readonly people: AsyncIterable<Callee>;
  /** Who is left out; complete after the last of them. */
  readonly leftOut: Readonly<OmittedPeople>;
}

/** Reads the selected people who may be called, with the number to dial. */
export async function readCallList(
  deps: Deps,
  { noun }: NounDefinition,
  input: Omit<ListInput, 'shown' | 'usual'>,
): Promise<CallList> {
  const { fields, sort = '', limit, offset } = input;
  const where = await readSelection(deps, noun, fields, input);
  const leftOut: OmittedPeople = { doNotCall: 0, noNumber: 0, done: 0 };
  const query = { where, sort: readSortOrder(sort, fields), limit, offset };
  return { people: callList(deps.store, noun as PersonNoun, query, leftOut), leftOut };
}
