import { fieldsOf } from '../../app/records/fields.ts';
import { flagOf } from '../../commands/record/input.ts';
import { CONFIG_KEYS, HOURS_TABLE } from '../../config/keys.ts';
import { KEYS_TABLE } from '../../config/screen-keys.ts';
import { BOARD_VIEWS, CARD_ORDERS, LANE_GROUPS } from '../../domain/board.ts';
import { isTarget } from '../../domain/conversion.ts';
import { currencyCodes } from '../../domain/currencies.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { PICKLIST_NAMES } from '../../domain/picklists.ts';
import { SAVED_VIEW_KEYS } from '../../domain/saved-view.ts';
import { PIPELINE_GROUPINGS } from '../../domain/stages.ts';
import { TARGET_MEASURES } from '../../domain/target.ts';
import { COLOR_WHEN } from '../../io/style-mode.ts';
import { FORMATS } from '../../settings.ts';
import { savedViews } from '../../store/board/saved-views.ts';
import { cadences } from '../../store/calls/cadences.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import { dashboardTiles } from '../../store/dashboards/tiles.ts';
import { customFields } from '../../store/fields.ts';
import { importMaps } from '../../store/import-maps.ts';
import { queues } from '../../store/queues.ts';
import { rates } from '../../store/rates.ts';
import { savedReports } from '../../store/reports/saved-reports.ts';
import { segments } from '../../store/segments.ts';
import { sequences } from '../../store/sequences/sequences.ts';
import { serviceLevels } from '../../store/service-levels.ts';
import { pipelines } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import { tagsBeginning } from '../../store/tags.ts';
import { targets } from '../../store/targets.ts';
import { teams } from '../../store/teams.ts';
import { templates } from '../../store/templates.ts';
import type { WriteEnv } from '../../store/write/values.ts';
import { type Answer, asAnswer, filterByPrefix, NO_ANSWER } from './answer.ts';
import {
  ownerNames,
  picklistValues,
  recentChanges,
  references,
  stagesFor,
  userNames,
} from './stored-values.ts';
import { nounOf, type TypedCommand } from './typed-command.ts';

/** Candidates for values. They need not all begin with `typed`. */
export interface Values {
  ofOption(option: string, typed: string): Promise<Answer>;
  ofArgument(typed: string): Promise<Answer>;
}

interface ValueSources {
  /** Opens the database, or returns null where there is none to read. */
  readonly store: () => Store | null;
  readonly env: WriteEnv;
}

/** Values for a command. */
export function valuesFor(line: TypedCommand, { store, env }: ValueSources): Values {
  return {
    async ofOption(option, typed) {
      const fixed = fixedValues(line, option);
      if (fixed) return asAnswer(fixed);
      return storedValues(store(), line, option, typed, env);
    },
    async ofArgument(typed) {
      const { registeredArguments } = line.command;
      const argument = registeredArguments[line.args.length] ?? lastIfVariadic(registeredArguments);
      if (!argument) return NO_ANSWER;
      const name = argument.name();
      if (FILES.has(name)) return { candidates: [], filesAfter: '' };
      const found = await argumentValues(line, name, typed, store, env);
      // Where options are allowed, a leading dash would make it an option.
      return line.isAfterDashes ? found : withoutDashes(found);
    },
  };
}

const FILES: ReadonlySet<string> = new Set(['file', 'path', 'folder|file']);

const COMPLETED_SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

const lastIfVariadic = <A extends { variadic: boolean }>(list: readonly A[]) =>
  list.at(-1)?.variadic ? list.at(-1) : undefined;

const withoutDashes = (answer: Answer): Answer => ({
  ...answer,
  candidates: answer.candidates.filter(({ value }) => !value.startsWith('-')),
});

/** Values of an option that do not depend on the database; null for other options. */
function fixedValues({ nouns, noun, verb, formats }: TypedCommand, option: string): readonly string[] | null {
  switch (option) {
    case 'format':
      return [...FORMATS, ...formats];
    case 'color':
      return COLOR_WHEN;
    case 'noun':
      if (noun === 'search') return nouns.names;
      if (noun === 'tag') return nouns.namesWith('tags');
      return noun === 'merge' ? nouns.mergeable : noun === 'dupes' ? nouns.comparable : nouns.names;
    case 'on':
      return noun === 'report' ? nouns.names : null;
    case 'measure':
      return noun === 'target' ? TARGET_MEASURES : null;
    case 'on-match':
      return ['update', 'skip', 'fail'];
    case 'view':
      return noun === 'board' ? null : BOARD_VIEWS;
    case 'key':
      return noun === 'view' ? [...SAVED_VIEW_KEYS, 'none'] : null;
    case 'by':
      if (noun === 'board' || noun === 'view') return LANE_GROUPS;
      return noun === 'report' && verb === 'pipeline' ? PIPELINE_GROUPINGS : null;
    case 'sort':
      return noun === 'board' || noun === 'view' ? CARD_ORDERS : null;
    default:
      return null;
  }
}

async function storedValues(
  store: Store | null,
  line: TypedCommand,
  option: string,
  typed: string,
  env: WriteEnv,
): Promise<Answer> {
  const found = store && (await namedValues(store, line, option, typed, env));
  if (found) return found;
  const { nouns } = line;
  const noun = nounOf(line, line.noun);
  if (noun === undefined) return NO_ANSWER;
  const definition = nouns.get(noun);
  const fields = store ? await fieldsOf(store, definition) : definition.fields;
  if (option === 'columns' || option === 'sort') return completeList(fields, typed);
  if (option === 'set') return completeAssignment(line, fields, typed, store, env);
  const field = fields.find((each) => flagOf(each) === option || each.name === option.replaceAll('-', '_'));
  if (!field) return NO_ANSWER;
  if (field.choices) return asAnswer(field.choices);
  if (!store) return NO_ANSWER;
  if (field.target === 'user') return userNames(store);
  const related = nouns.find(field.target);
  return related ? references(store, [related.noun], typed, env) : NO_ANSWER;
}

/** Values of an option that the database lists for any noun; null for other options. */
async function namedValues(
  store: Store,
  line: TypedCommand,
  option: string,
  typed: string,
  env: WriteEnv,
): Promise<Answer | null> {
  const { db } = store;
  if ((line.noun === 'team' || line.noun === 'queue') && (option === 'add' || option === 'remove'))
    return userNames(store);
  if (option === 'owner' && !OWNER_GIVING.has(line.verb ?? '')) return ownerNames(store);
  if ((USER_OPTIONS.has(option) && line.noun !== 'picklist') || (option === 'by' && line.noun === 'history'))
    return userNames(store);
  if (option === 'tag') return asAnswer(await tagsBeginning(db, typed));
  if (option === 'pipeline') return asAnswer((await pipelines(db)).map(({ name }) => name));
  if (STAGES.has(option)) return stagesFor(store, line, env);
  if (option === 'segment')
    return asAnswer((await segments(db, nounOf(line, line.noun))).map(({ name }) => name));
  if (option === 'outcome' && line.verb !== 'email' && line.verb !== 'meeting')
    return asAnswer((await outcomes(db)).map(({ word }) => word));
  if (option === 'sla') return asAnswer((await serviceLevels(db)).map(({ name }) => name));
  if (line.noun === 'sequence' && (option === 'sequence' || option === 'all'))
    return asAnswer((await sequences(db)).map(({ name }) => name));
  if (option === 'cadence') return asAnswer((await cadences(db)).map(({ name }) => name));
  if (line.noun === 'picklist' && (option === 'to' || option === 'into'))
    return asAnswer(await picklistValues(store, line.args[0]));
  if (option === 'view') return asAnswer([...BOARD_VIEWS, ...(await savedViews(db)).map(({ name }) => name)]);
  if (option === 'map-name') return asAnswer((await importMaps(db)).map(({ name }) => name));
  if (line.noun === 'lead' && line.verb === 'convert' && isTarget(option))
    return references(store, [option], typed, env);
  return null;
}

async function argumentValues(
  line: TypedCommand,
  name: string,
  typed: string,
  open: () => Store | null,
  env: WriteEnv,
): Promise<Answer> {
  const { noun, verb, args } = line;
  const only = (values: readonly string[]): Answer => ({
    candidates: filterByPrefix(asAnswer(values).candidates, typed),
  });
  if (noun === 'completion') return only(COMPLETED_SHELLS);
  if (noun === 'config' && name === 'key')
    return only([...Object.keys(CONFIG_KEYS), `${HOURS_TABLE}.`, `${KEYS_TABLE}.`]);
  if (name === 'noun') return only(line.nouns.names);
  if (noun === 'picklist' && name === 'list') return only(PICKLIST_NAMES);
  if (noun === 'rate' && verb === 'set') return name === 'currency' ? only(currencyCodes()) : NO_ANSWER;
  if (verb === 'add' && noun !== 'tag' && noun !== 'dnc') return NO_ANSWER;
  const store = open();
  if (!store) return NO_ANSWER;
  const { db } = store;
  const named = async (list: Promise<readonly { readonly name: string }[]>) =>
    only((await list).map((each) => each.name));
  switch (noun) {
    case 'segment':
      return named(segments(db));
    case 'sequence':
      if (name === 'name') return named(sequences(db));
      break;
    case 'template':
      if (name === 'name') return named(templates(db));
      break;
    case 'view':
      return named(savedViews(db));
    case 'report':
      return named(savedReports(db));
    case 'dashboard': {
      const tiles = await dashboardTiles(db);
      return only(
        name === 'name'
          ? [...new Set(tiles.map(({ dashboard }) => dashboard))]
          : tiles.map(({ id }) => String(id)),
      );
    }
    case 'cadence':
      return named(cadences(db));
    case 'sla':
      return named(serviceLevels(db));
    case 'pipeline':
      return named(pipelines(db));
    case 'picklist':
      return only(await picklistValues(store, args[0]));
    case 'team':
      return name === 'team' ? named(teams(db)) : NO_ANSWER;
    case 'queue':
      return name === 'queue' ? named(queues(db)) : NO_ANSWER;
    case 'user':
      return { candidates: filterByPrefix((await userNames(store)).candidates, typed) };
    case 'map':
      return named(importMaps(db));
    case 'rate':
      return only([...new Set((await rates(db, db.acting.currency)).map(({ currency }) => currency))]);
    case 'target':
      return verb === 'rm' ? only((await targets(db)).map(({ id }) => String(id))) : NO_ANSWER;
    case 'outcome':
      return only((await outcomes(db)).map(({ word }) => word));
    case 'field': {
      const of = nounOf(line, args[0] ?? '');
      return of ? named(customFields(db, of)) : NO_ANSWER;
    }
    case 'undo':
    case 'redo':
    case 'history':
      return recentChanges(store, typed);
    default:
  }
  if (name === 'tag') return only(await tagsBeginning(db, typed));
  if (noun === 'opp' && verb === 'move' && args.length > 0) {
    const stages = filterByPrefix((await stagesFor(store, line, env)).candidates, typed);
    if (stages.length > 0) return { candidates: stages };
  }
  const nouns = referencedNouns(line, name);
  return nouns ? references(store, nouns, typed, env) : NO_ANSWER;
}

/** Verbs that make a user the owner, which a team cannot be. */
const OWNER_GIVING: ReadonlySet<string> = new Set(['add', 'edit', 'import', 'convert']);

/** Options that take a user name, for any noun. */
const USER_OPTIONS: ReadonlySet<string> = new Set(['owner', 'user', 'who', 'to']);

const STAGES: ReadonlySet<string> = new Set(['stage', 'after', 'before', 'move-stage', 'remove-stage']);

/** Nouns that a reference may point to, the first without a prefix; null if the argument is not a reference. */
function referencedNouns(line: TypedCommand, name: string): readonly Noun[] | null {
  const { nouns, noun, verb, options } = line;
  const nounOption = nouns.find(options.findLast(([option]) => option === 'noun')?.[1])?.noun;
  const first = (all: readonly Noun[]) =>
    nounOption ? [nounOption, ...all.filter((each) => each !== nounOption)] : all;
  if (noun === 'merge') return nounOption ? [nounOption] : nouns.mergeable;
  if (name === 'whom') return first(nouns.namesWith('phone'));
  const named = nouns.find(name);
  if (named) return [named.noun];
  if (!REFERENCES.has(name)) return null;
  if (noun === 'sequence') return nouns.people;
  if (noun === 'tag') return first(nouns.namesWith('tags'));
  if (ANY_PARTY.has(noun) || name === 'record' || (noun === 'call' && verb === 'log'))
    return first(nouns.subjectsOf('activity'));
  const own = nounOf(line, noun);
  return own ? [own] : null;
}

const REFERENCES: ReadonlySet<string> = new Set(['ref', 'ref-and-when', 'record']);

/** Commands whose references may be of any party. */
const ANY_PARTY: ReadonlySet<string> = new Set(['log', 'brief']);

/** Fields for a list such as `--columns name,st`; keeps the text before the last comma. */
function completeList(fields: readonly Field[], typed: string): Answer {
  const [before = ''] = /^(?:[^,]*,)*-?/.exec(typed) ?? [];
  return {
    candidates: fields.map(({ name, help }) => ({ value: before + name, description: help })),
  };
}

/** `field=` for `--set`, then the values that the field can have, where they are known. */
async function completeAssignment(
  { nouns }: TypedCommand,
  fields: readonly Field[],
  typed: string,
  store: Store | null,
  env: WriteEnv,
): Promise<Answer> {
  const at = typed.indexOf('=');
  const own = fields.filter(({ custom, access }) => custom && access === 'edit');
  if (at < 0)
    return {
      candidates: own.map(({ name, label }) => ({ value: `${name}=`, description: label })),
      goesOn: true,
    };
  const name = typed.slice(0, at);
  const field = own.find((each) => each.name === name.trim().toLowerCase().replaceAll('-', '_'));
  const related = nouns.find(field?.target);
  const known =
    store && field?.target === 'user'
      ? await userNames(store)
      : store && related
        ? await references(store, [related.noun], typed.slice(at + 1), env)
        : asAnswer(field?.type === 'bool' ? ['yes', 'no'] : (field?.choices ?? []));
  return {
    ...known,
    candidates: known.candidates.map((each) => ({ ...each, value: `${name}=${each.value}` })),
  };
}
