import type { Deps } from '../../app/deps.ts';
import { findChoices } from '../../app/records/choices.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { findByNumbers } from '../../app/records/find.ts';
import { readRecord } from '../../app/records/read.ts';
import { searchRecords } from '../../app/search.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import type { Field } from '../../domain/field.ts';
import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { ChoiceList, ListedChoice } from '../../render/tui/board/port.ts';
import { plainText } from '../../render/values.ts';
import { flagOf } from '../record/input.ts';
import { typedText } from './editor.ts';

/** Records that are looked up for what is typed. */
const MAX_FOUND = 12;

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

/** A record by its number: `opp 55`, `lead:42`; a number alone is that of a deal. */
const NUMBERED = /^(?:([\p{L}-]+)[:\s]\s*)?#?(\d{1,15})$/u;

/** What is looked for goes first where many records hold it. */
const MAX_RANKED = 60;

async function findRecords(deps: Deps, text: string): Promise<ListedChoice[]> {
  const typed = text.trim();
  if (typed === '') return [];
  const { nouns } = deps.store.engine;
  const [, word = OPP.noun, digits] = NUMBERED.exec(typed) ?? [];
  const noun = nouns.named(word.toLowerCase())?.noun;
  const numbered = digits && noun ? await findByNumbers(deps, noun, [Number(digits)]) : [];
  // What was done with a record names it too, often many times.
  const records = nouns.names.filter((each) => each !== ACTIVITY.noun);
  const { hits } = await searchRecords(deps, { text: typed, nouns: records, limit: MAX_RANKED });
  const first = hits
    .toSorted((a, b) => distance(a.title, typed) - distance(b.title, typed))
    .slice(0, MAX_FOUND);
  const room = MAX_FOUND - first.length;
  const done =
    room === 0 ? [] : (await searchRecords(deps, { text: typed, nouns: [ACTIVITY.noun], limit: room })).hits;
  return [...numbered, ...first, ...done].map((each) => ({
    text: each.title,
    note: `${each.noun} ${each.id}${'match' in each && each.match ? `  ${each.match}` : ''}`,
    record: { noun: each.noun, id: each.id },
  }));
}

/** How far a title is from what was typed: it is its name, begins with it, or holds it. */
function distance(title: string, typed: string): number {
  const [name = ''] = title.toLowerCase().split(' · ');
  const sought = typed.toLowerCase();
  return name === sought ? 0 : name.startsWith(sought) ? 1 : 2;
}
