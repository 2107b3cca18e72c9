import type { Deps } from '../../app/deps.ts';
import { findChoices } from '../../app/records/choices.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { readRecord } from '../../app/records/read.ts';
import { searchRecords } from '../../app/search.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import type { Field } from '../../domain/field.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { ChoiceList, ListedChoice } from '../../render/tui/board/port.ts';
import { plainText } from '../../render/values.ts';
import { flagOf } from '../record/input.ts';
import { typedText } from './editor.ts';

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
      return listFields(deps, list.deal);
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

/** The fields that can be edited; of one deal with what they hold. */
async function listFields(deps: Deps, id: number | null): Promise<ListedChoice[]> {
  const fields = (await fieldsOf(deps.store, OPP)).filter(({ access }) => access === 'edit');
  const found = id === null ? null : await readRecord(deps, OPP, { id, fields, withRelated: false });
  return fields.map((field) => {
    const value = found?.row[field.name] ?? null;
    const text = typedText(value);
    return {
      text: flagOf(field),
      note: text || field.help,
      ...chosenFor(field),
      ...(found
        ? { now: { seen: { [field.name]: value }, text: /\n/.test(plainText(value)) ? null : text } }
        : {}),
    };
  });
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
