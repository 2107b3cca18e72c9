import { isObject, type JsonObject } from '../domain/json-object.ts';

/** Every row has all columns: those of the first rows become the headers. */
const BLANK = Object.fromEntries(
  [
    ...['kind', 'uuid', 'created_at', 'first_name', 'middle_name', 'last_name', 'nickname', 'job'],
    ...['company', 'emails', 'phones', 'street', 'city', 'province', 'postal_code', 'country', 'tags'],
    ...['description', 'birthdate', 'first_met', 'died', 'food', 'other_ways', 'other_addresses'],
    ...['contact', 'at', 'direction', 'subject', 'text', 'status', 'done_at'],
  ].map((name) => [name, null]),
);

/** Lists of the account that say nothing of people, or hold files. */
const LEFT_OUT = /^(?:user|contact|photo|document|addressbook\w*|address_book\w*|activity|relationship)$/;

/**
 * The records in an export of Monica, all of one form: people, what belongs to them, and relations between them. Null for
 * another object.
 */
export function monicaRecords(file: JsonObject): readonly JsonObject[] | null {
  const { account } = file;
  if (!isObject(account) || !Array.isArray(account.data) || !isObject(account.instance)) return null;
  const people = listOf(account, 'contact');
  if (people === null) return null;
  const waysByType = new Map(
    objects(account.instance.contact_field_types).map((type) => [text(type.uuid), properties(type)]),
  );
  const names = new Map(people.map((person) => [text(person.uuid), nameOf(properties(person))]));
  const ofActivity = new Map<string, string[]>();
  for (const person of people)
    for (const uuid of uuidsOf(person, 'activity'))
      ofActivity.set(uuid, [...(ofActivity.get(uuid) ?? []), text(person.uuid)]);
  return [
    ...people.map((person) => personRow(person, waysByType)),
    ...(listOf(account, 'activity') ?? []).flatMap((activity) =>
      meetingRow(activity, ofActivity.get(text(activity.uuid)) ?? [], names),
    ),
    ...people.flatMap((person) => objects(person.data).flatMap((list) => belongings(person, list))),
    ...(listOf(account, 'relationship') ?? []).map((relation) => relationRow(relation, names)),
  ].map((row) => ({ ...BLANK, ...row }));
}

/** A person with the ways to reach them: the first address in columns, the others as text. */
function personRow(person: JsonObject, waysByType: ReadonlyMap<string, JsonObject>): JsonObject {
  const known = properties(person);
  const emails: string[] = [];
  const phones: string[] = [];
  const others: string[] = [];
  for (const way of listOf(person, 'contact_field') ?? []) {
    const { data, type } = properties(way);
    const { name, type: kind, protocol } = waysByType.get(text(type)) ?? {};
    const value = text(data);
    if (kind === 'email' || protocol === 'mailto:') emails.push(value);
    else if (kind === 'phone' || protocol === 'tel:') phones.push(value);
    else others.push(name ? `${text(name)} ${value}` : value);
  }
  const [home = {}, ...more] = (listOf(person, 'address') ?? []).map(properties);
  return {
    kind: 'person',
    uuid: person.uuid,
    created_at: person.created_at,
    ...pick(known, ['first_name', 'middle_name', 'last_name', 'nickname', 'job', 'company', 'description']),
    emails,
    phones,
    tags: known.tags,
    ...pick(home, ['street', 'city', 'province', 'postal_code', 'country']),
    birthdate: dayOf(known.birthdate),
    first_met: dayOf(known.first_met_date),
    died: dayOf(known.deceased_date) ?? (known.is_dead === true ? 'yes' : null),
    food: known.food_preferences,
    other_ways: others.join(', ') || null,
    other_addresses: more.map(wordsOf).join('; ') || null,
  };
}

/** A meeting belongs to the first of its people; the others are named. */
function meetingRow(
  activity: JsonObject,
  people: readonly string[],
  names: ReadonlyMap<string, string>,
): JsonObject[] {
  const { summary, description, happened_at: at } = properties(activity);
  const [first = null, ...others] = people;
  const beside = others.map((uuid) => names.get(uuid) ?? uuid).join(', ');
  const lines = [description, beside && `With ${beside}`].filter(Boolean).map(text);
  return [
    {
      uuid: activity.uuid,
      contact: first,
      kind: 'meeting',
      at: at ?? activity.created_at,
      subject: summary,
      text: lines.join('\n') || null,
    },
  ];
}

/** Calls, notes and tasks of a person; anything else that Monica keeps becomes a note that says what it is. */
function belongings(person: JsonObject, list: JsonObject): JsonObject[] {
  const kind = text(list.type);
  if (LEFT_OUT.test(kind) || kind === 'contact_field' || kind === 'address') return [];
  return objects(list.values).map((each) => {
    const known = properties(each);
    const { uuid, created_at: at } = each;
    const base = { uuid, contact: person.uuid, kind: 'note', at };
    if (kind === 'note') return { ...base, text: known.body };
    if (kind === 'call') {
      const direction = known.contact_called === true ? 'in' : 'out';
      return { ...base, kind: 'call', direction, at: known.called_at ?? at, text: known.content };
    }
    if (kind !== 'task') return { ...base, subject: titleOf(kind), text: wordsOf(known) };
    return {
      ...base,
      kind: 'task',
      created_at: at,
      subject: known.title,
      text: known.description,
      status: known.completed === true ? 'done' : 'open',
      done_at: known.completed_at,
    };
  });
}

function relationRow(relation: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const { type, contact_is: who, of_contact: of } = properties(relation);
  return {
    contact: who,
    kind: 'note',
    at: relation.created_at,
    subject: 'Relationship',
    text: `${text(type)} of ${names.get(text(of)) ?? text(of)}`,
  };
}

/** The elements of the list of that type: `data: [{ type, values }]`; null if there is none. */
function listOf({ data }: JsonObject, type: string): readonly JsonObject[] | null {
  const list = objects(data).find((each) => each.type === type);
  return list ? objects(list.values) : null;
}

function uuidsOf({ data }: JsonObject, type: string): readonly string[] {
  const list = objects(data).find((each) => each.type === type);
  return Array.isArray(list?.values) ? list.values.filter((value) => typeof value === 'string') : [];
}

function properties({ properties: known }: JsonObject): JsonObject {
  return isObject(known) ? known : {};
}

function nameOf({ first_name: first, last_name: last }: JsonObject): string {
  return [first, last].map(text).filter(Boolean).join(' ');
}

/** The day of a special date; its year may be unknown. */
function dayOf(date: unknown): string | null {
  if (!isObject(date) || typeof date.date !== 'string') return null;
  const day = date.date.slice(0, 10);
  if (date.is_age_based === true) return `about ${day.slice(0, 4)}`;
  return date.is_year_unknown === true ? day.slice(5) : day;
}

function titleOf(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

/** What an object says, in words: `name: Vase, amount: 20`. */
function wordsOf(known: JsonObject): string {
  return Object.entries(known)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([name, value]) => {
      if (Array.isArray(value))
        return objects(value)
          .map((each) => wordsOf(properties(each)))
          .join('; ');
      return `${name.replaceAll('_', ' ')}: ${isObject(value) ? wordsOf(value) : text(value)}`;
    })
    .join(', ');
}

function pick(known: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, known[name] ?? null]));
}

function objects(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
