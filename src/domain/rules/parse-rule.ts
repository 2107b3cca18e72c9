import { usage } from '../errors.ts';
import type { Noun } from '../field.ts';
import { type Token, tokenAt } from '../filter/tokens.ts';
import type { Rule, RuleAction, Trigger, Turn } from './rule.ts';
import { readSchedule } from './schedule.ts';

const FORM = "Write it like this: on lead.created if source = web then assign ann, task 'Call' due +1h";
const ACTIONS = 'assign, tag, task, set, note, refuse';

/** Most turns in a row of one person. */
const MAX_WEIGHT = 100;

/**
 * Reads a rule: `on <event> [to <value>] [if <filter>] then <action>, …` or `every <day> [at <time>] on <noun> [if <filter>]
 * then <action>, …`. Names are checked where the database is known. Throws `usage`.
 */
export function parseRule(text: string): Rule {
  const reader = new WordReader(text);
  const trigger = reader.take('every') ? readTime(reader) : readTrigger(reader);
  const hasCondition = reader.take('if') || reader.take('where');
  const condition = hasCondition ? reader.textUpTo('then', 'the condition') : null;
  reader.expect('then');
  const actions: RuleAction[] = [];
  do actions.push(readAction(reader));
  while (reader.takeType(','));
  reader.expectEnd();
  return { trigger, condition, actions: actions as [RuleAction, ...RuleAction[]] };
}

function readTime(reader: WordReader): Trigger {
  const [, when = '', times] = /^(.*?)(?:\s+at\s+(.*))?$/is.exec(reader.textUpTo('on', 'how often')) ?? [];
  const schedule = readSchedule(when, times?.split(',') ?? []);
  reader.expect('on');
  return { type: 'time', noun: reader.word('a noun, such as opp') as Noun, schedule };
}

function readTrigger(reader: WordReader): Trigger {
  reader.expect('on');
  const name = reader.word('an event, such as lead.created');
  const [noun, what, ...rest] = name.split('.');
  if (noun === undefined || what === undefined || what === '' || rest.length > 0)
    throw usage(`"${name}" is not an event`, FORM, { code: 'unknown-event', near: null });
  const isField = reader.take('changes');
  const to = reader.take('to') ? reader.value('a value') : null;
  if (isField) return { type: 'field', noun: noun as Noun, field: what, to };
  if (what === 'saving') {
    if (to !== null) throw usage(`"${name}" has no "to": use "if"`, FORM);
    return { type: 'saving', noun: noun as Noun };
  }
  return { type: 'event', event: name, to };
}

function readAction(reader: WordReader): RuleAction {
  const name = reader.word(`what to do: ${ACTIONS}`);
  switch (name.toLowerCase()) {
    case 'assign':
      return readAssign(reader);
    case 'tag':
      return { type: 'tag', tag: reader.value('a tag') };
    case 'task':
      return readTask(reader);
    case 'set': {
      const field = reader.word('a field');
      if (reader.takeType('operator')?.text !== '=')
        throw reader.wrong(`set needs a field and a value: set ${field} = hot`);
      return { type: 'set', field, value: reader.value('a value') };
    }
    case 'note':
      return { type: 'note', text: reader.value('a text') };
    case 'refuse':
      return { type: 'refuse', reason: reader.value('the reason in quotes') };
    default:
      throw usage(`"${name}" is nothing that a rule can do`, `Use one of: ${ACTIONS}`, FORM);
  }
}

/** `assign ann`, `queue:inbound`, `round-robin(ann, bob:2)`, `only round-robin(…)`, `account-owner`, `account-owner or ann`. */
function readAssign(reader: WordReader): RuleAction {
  if (reader.take('account-owner'))
    return { type: 'assign', isKnownFirst: true, turns: reader.take('or') ? readTurns(reader).turns : [] };
  const isOnly = reader.take('only');
  const { turns, isRoundRobin } = readTurns(reader);
  if (isOnly && !isRoundRobin) throw reader.wrong('"only" is followed by round-robin(…)');
  return { type: 'assign', isKnownFirst: isRoundRobin && !isOnly, turns };
}

function readTurns(reader: WordReader): { readonly turns: Turn[]; readonly isRoundRobin: boolean } {
  const first = reader.value('a user');
  if (first.toLowerCase() !== 'round-robin')
    return { turns: [{ user: first.replace(/^queue:/i, ''), weight: 1 }], isRoundRobin: false };
  if (!reader.takeType('('))
    throw reader.wrong('round-robin needs users in parentheses: round-robin(ann, bob:2)');
  const turns: Turn[] = [];
  do turns.push(readTurn(reader.value('a user')));
  while (reader.takeType(','));
  if (!reader.takeType(')')) throw reader.wrong('the parenthesis of round-robin is not closed');
  return { turns, isRoundRobin: true };
}

function readTurn(text: string): Turn {
  const [, user, digits] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  const weight = digits === undefined ? 1 : Number(digits);
  if (user === undefined || user === '' || weight < 1 || weight > MAX_WEIGHT)
    throw usage(
      `"${text}" is no turn of a round robin`,
      `Use a user, or a user with a weight from 1 to ${MAX_WEIGHT}: bob:2`,
    );
  return { user, weight };
}

function readTask(reader: WordReader): RuleAction {
  const subject = reader.value('a subject in quotes');
  let due: string | null = null;
  let priority: string | null = null;
  let owner: string | null = null;
  let isUnlessOpen = false;
  for (;;) {
    if (reader.take('due')) due = reader.phraseUpTo(['priority', 'to', 'due', 'unless']);
    else if (reader.take('priority')) priority = reader.value('a priority');
    else if (reader.take('to')) owner = reader.value('a user');
    else if (reader.take('unless')) {
      reader.expect('open');
      reader.expect('task');
      isUnlessOpen = true;
    } else return { type: 'task', subject, due, priority, owner, isUnlessOpen };
  }
}

/** Reads a rule word by word. */
class WordReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes a keyword if it is next. */
  take(word: string): boolean {
    const token = this.#next();
    if (token.type !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at = token.end;
    return true;
  }

  takeType(type: Token['type']): Token | null {
    const token = this.#next();
    if (token.type !== type) return null;
    this.#at = token.end;
    return token;
  }

  expect(word: string): void {
    if (!this.take(word)) throw this.wrong(`"${word}" is missing`);
  }

  expectEnd(): void {
    if (this.#next().type !== 'end') throw this.wrong('what follows is not understood');
  }

  word(what: string): string {
    const token = this.takeType('word');
    if (!token) throw this.wrong(`${what} is missing`);
    return token.text;
  }

  /** A word, or a text in quotes. */
  value(what: string): string {
    const token = this.takeType('string') ?? this.takeType('word');
    if (!token || token.text.trim() === '') throw this.wrong(`${what} is missing`);
    return token.text.trim();
  }

  /** The text up to a keyword outside of quotes and parentheses. */
  textUpTo(keyword: string, what: string): string {
    const start = this.#at;
    let depth = 0;
    for (;;) {
      const token = this.#next();
      if (token.type === 'end') throw this.wrong(`"${keyword}" is missing`);
      if (depth === 0 && token.type === 'word' && token.text.toLowerCase() === keyword) break;
      if (token.type === '(') depth++;
      if (token.type === ')') depth--;
      this.#at = token.end;
    }
    const text = this.#text.slice(start, this.#at).trim();
    if (text === '') throw this.wrong(`${what} is missing`);
    return text;
  }

  /** Words up to a keyword, a comma or the end: `tomorrow 9am`. */
  phraseUpTo(keywords: readonly string[]): string {
    const start = this.#at;
    for (;;) {
      const token = this.#next();
      const isKeyword = token.type === 'word' && keywords.includes(token.text.toLowerCase());
      if (isKeyword || token.type === ',' || token.type === 'end') break;
      this.#at = token.end;
    }
    const text = this.#text
      .slice(start, this.#at)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    if (text === '') throw this.wrong('a time is missing');
    return text;
  }

  /** An error that shows how far the rule was understood. */
  wrong(problem: string) {
    const rest = this.#text.slice(this.#at).trim();
    return usage(rest === '' ? `the rule ends too early: ${problem}` : `${problem} before "${rest}"`, FORM);
  }

  #next(): Token {
    return tokenAt(this.#text, this.#at);
  }
}
