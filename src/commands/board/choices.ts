import type { Deps } from '../../app/deps.ts';
import { findChoices } from '../../app/records/choices.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { searchRecords } from '../../app/search.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import type { Field } from '../../domain/field.ts';
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
        .map((field) => ({ text: flagOf(field), note: field.help, ...chosenFor(field) }));
    case 'values': {
      const field = (await fieldsOf(deps.store, OPP)).find((each) => flagOf(each) === list.field);
      return [...(field?.choices ?? []), ''].map((text) => ({
        text,
        note: text === '' ? 'empties it' : '',
      }));
    }
    case 'records':
      return list.noun ? findOf(deps, list.noun, list.text) : findRecords(deps, list.text);
  }
}

/** What is chosen for a field from a list. */
function chosenFor({ name, type, target, choices }: Field): Pick<ListedChoice, 'holds'> {
  if (name === 'owner') return { holds: 'user' };
  if (type === 'ref' && target === 'account') return { holds: 'account' };
  if (type === 'ref' && target === 'contact') return { holds: 'contact' };
  return choices && choices.length > 0 && type !== 'list' ? { holds: 'values' } : {};
}

async function findOf(deps: Deps, noun: 'account' | 'contact', text: string): Promise<ListedChoice[]> {
  return (await findChoices(deps, [noun], text)).map(({ id, title }) => ({
    text: title,
    note: `${noun} ${id}`,
    record: { noun, id },
  }));
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
