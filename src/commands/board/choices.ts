import type { Deps } from '../../app/deps.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { searchRecords } from '../../app/search.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { ChoiceList, ListedChoice } from '../../render/tui/board/port.ts';
import { flagOf } from '../record/input.ts';

/** Records that are looked up for what is typed. */
const FOUND = 12;

/** What can be chosen on the board, beside what it shows. */
export async function boardChoices(deps: Deps, list: ChoiceList): Promise<ListedChoice[]> {
  switch (list.of) {
    case 'outcomes':
      return (await listOutcomes(deps)).map(({ word }) => ({ text: word, note: '' }));
    case 'reasons': {
      const field = (await fieldsOf(deps.store, OPP)).find(({ name }) => name === 'lost_reason');
      return (field?.choices ?? []).map((text) => ({ text, note: '' }));
    }
    case 'fields':
      return (await fieldsOf(deps.store, OPP))
        .filter(({ access }) => access === 'edit')
        .map((field) => ({ text: flagOf(field), note: field.help }));
    case 'records':
      return findRecords(deps, list.text);
  }
}

async function findRecords(deps: Deps, text: string): Promise<ListedChoice[]> {
  const typed = text.trim();
  if (typed === '') return [];
  const [, digits] = /^(?:opp[:\s]?)?#?(\d{1,15})$/i.exec(typed) ?? [];
  const numbered =
    digits === undefined
      ? []
      : [{ text: `opp ${digits}`, note: 'that deal', record: { noun: 'opp', id: Number(digits) } }];
  const { hits } = await searchRecords(deps, { text: typed, limit: FOUND });
  return [
    ...numbered,
    ...hits.map(({ noun, id, title, match }) => ({
      text: title,
      note: match ?? `${noun} ${id}`,
      record: { noun, id },
    })),
  ];
}
