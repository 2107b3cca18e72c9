import { addDaysTo, startOfDay } from '../dates/calendar.ts';
import { isCrmError, usage } from '../errors.ts';
import type { Field } from '../field.ts';
import { findNearest } from '../suggest.ts';
import type { Comparison, Condition, FilterValue } from './ast.ts';
import { findFields } from './field-name.ts';
import { FOREIGN_OPERATORS, OPERATORS, operatorsOf } from './operators.ts';
import { isWord, TokenReader } from './reader.ts';
import type { Token } from './tokens.ts';
import { type FilterEnv, type ReadValue, readValue } from './value.ts';

/** Deeper than any real filter, and safe for every stack. */
const MAX_DEPTH = 100;

/**
 * Reads a `--where` expression over the given fields:
 *
 *     or        = and { "or" and }
 *     and       = unary { "and" unary }
 *     unary     = "not" unary | "(" or ")" | condition
 *     condition = field operator value
 *               | field ["not"] "in" "(" value { "," value } ")"
 *               | field "is" ["not"] "empty"
 *
 * The field decides the type of a value. Comparing a datetime with a day compares with the start or end of the day.
 * @throws usage error whose hints mark the wrong place in the expression.
 */
export function parseFilter(text: string, fields: readonly Field[], env: FilterEnv): Condition {
  if (text.trim() === '') throw usage('the filter is empty', "write it as 'status = new and amount > 10k'");
  return new FilterParser(text, fields, env).parse();
}

/** The database accepts no more in one statement. */
const MAX_COMPARISONS = 5000;

class FilterParser {
  readonly #tokens: TokenReader;
  readonly #fields: readonly Field[];
  readonly #env: FilterEnv;
  #depth = 0;
  #comparisons = 0;

  constructor(text: string, fields: readonly Field[], env: FilterEnv) {
    this.#tokens = new TokenReader(text);
    this.#fields = fields;
    this.#env = env;
  }

  parse(): Condition {
    const condition = this.#or();
    const left = this.#tokens.next();
    if (left.type === 'end') return condition;
    if (left.type === ')') throw this.#tokens.error('")" without a "("', left);
    throw this.#tokens.unexpected(left, '"and", "or" or the end');
  }

  #or(): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#unary()));
  }

  #chain(type: 'and' | 'or', part: () => Condition): Condition {
    const first = part();
    const parts = [first];
    while (this.#tokens.takeWord(type)) parts.push(part());
    return parts.length === 1 ? first : { type, parts };
  }

  #unary(): Condition {
    if (this.#depth >= MAX_DEPTH)
      throw this.#tokens.error('the filter is nested too deeply', this.#tokens.peek());
    this.#depth++;
    const condition = this.#tokens.takeWord('not')
      ? ({ type: 'not', part: this.#unary() } as const)
      : this.#primary();
    this.#depth--;
    return condition;
  }

  #primary(): Condition {
    const open = this.#tokens.peek();
    if (!this.#tokens.take('(')) return this.#condition();
    const condition = this.#or();
    if (this.#tokens.peek().type === 'end') throw this.#tokens.error('"(" without a ")"', open);
    this.#tokens.expect(')');
    return condition;
  }

  #condition(): Condition {
    const field = this.#field();
    if (this.#tokens.takeWord('is')) return this.#emptiness(field);
    if (this.#tokens.takeWord('in')) return this.#membership(field);
    if (this.#tokens.takeWord('not')) {
      if (!this.#tokens.takeWord('in')) throw this.#tokens.unexpected(this.#tokens.peek(), '"in"');
      return { type: 'not', part: this.#membership(field) };
    }
    return this.#comparison(field);
  }

  #field(): Field {
    const name = this.#tokens.next();
    if (name.type !== 'word') throw this.#tokens.unexpected(name, 'a field name');
    const named = findFields(name.text, this.#fields);
    if (named.length === 1) return named[0]!;
    if (named.length > 1) {
      const hint = `use one of ${named.map((field) => field.name).join(', ')}`;
      throw this.#tokens.error(`"${name.text}" is ambiguous`, name, hint);
    }
    const names = this.#fields.map((field) => field.name);
    const near = findNearest(name.text, names);
    const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : `fields: ${names.join(', ')}`;
    throw this.#tokens.error(`unknown field "${name.text}"`, name, hint);
  }

  #emptiness(field: Field): Condition {
    const negated = this.#tokens.takeWord('not');
    if (!this.#tokens.takeWord('empty')) {
      const hint = `to compare, write ${field.name} = …`;
      throw this.#tokens.unexpected(
        this.#tokens.peek(),
        negated ? '"empty"' : '"empty" or "not empty"',
        hint,
      );
    }
    return isEmptyCondition(field, negated);
  }

  #membership(field: Field): Condition {
    this.#tokens.expect('(');
    const values: ReadValue[] = [];
    do values.push(this.#value(field, '=', this.#countedValue()));
    while (this.#tokens.take(','));
    this.#tokens.expect(')');
    const exact = values.flatMap((value) => ('exact' in value ? [value.exact] : []));
    if (exact.length === values.length) return { type: 'in', field, values: exact };
    const parts = values.map((value) => compareWith(field, '=', value));
    return parts.length === 1 ? parts[0]! : { type: 'or', parts };
  }

  #countedValue(): Token {
    const token = this.#valueToken();
    if (++this.#comparisons > MAX_COMPARISONS)
      throw this.#tokens.error(
        `the filter has more than ${MAX_COMPARISONS} comparisons`,
        token,
        'pass many records on stdin: … | crm lead edit -',
      );
    return token;
  }

  #comparison(field: Field): Condition {
    const op = this.#operator(field);
    const token = this.#joinCommas(this.#countedValue());
    if (token.text === '' && (op === '=' || op === '!=')) return isEmptyCondition(field, op === '!=');
    return compareWith(field, op, this.#value(field, op, token));
  }

  #operator(field: Field): Comparison {
    const token = this.#tokens.next();
    const usable = operatorsOf(field.type);
    const hint = `${field.name} accepts ${usable.join(' ')}, in (…), is empty`;
    if (token.type !== 'operator')
      throw this.#tokens.unexpected(token, `an operator after ${field.name}`, hint);
    const op = OPERATORS.find((known) => known === token.text);
    if (op && usable.includes(op)) return op;
    if (op) {
      const message = `"${op}" does not work on ${field.name}, which is of type ${field.type}`;
      throw this.#tokens.error(message, token, hint);
    }
    const ours = FOREIGN_OPERATORS[token.text];
    throw this.#tokens.error(`unknown operator "${token.text}"`, token, ours ? `write ${ours}` : hint);
  }

  #valueToken(): Token {
    const token = this.#tokens.next();
    if (isWord(token, 'and', 'or', 'not')) {
      throw this.#tokens.unexpected(token, 'a value', `to use it as a value, quote it: "${token.text}"`);
    }
    if (token.type === 'word' || token.type === 'string') return token;
    throw this.#tokens.unexpected(token, 'a value');
  }

  /** Outside a list a comma is part of a number: `amount > 10,000`. */
  #joinCommas(first: Token): Token {
    if (first.type !== 'word') return first;
    let { end } = first;
    while (this.#tokens.peek().type === ',' && this.#tokens.peek().start === end) {
      const word = this.#tokens.peek(1);
      if (word.type !== 'word' || word.start !== end + 1) break;
      this.#tokens.next();
      ({ end } = this.#tokens.next());
    }
    const place = { start: first.start, end };
    return { type: 'word', text: this.#tokens.source(place), ...place };
  }

  #value(field: Field, op: Comparison, token: Token): ReadValue {
    if (token.text === '') {
      throw this.#tokens.error(
        'a value is missing',
        token,
        `to find records without a value, write ${field.name} is empty`,
      );
    }
    this.#rejectSeveralWords(token);
    // A part of a choice, or a bound, need not be a choice.
    if (field.type === 'choice' && op !== '=' && op !== '!=') return { exact: token.text };
    try {
      return readValue(field, token.text, token.type === 'word', this.#env);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw this.#tokens.error(error.message, token, ...error.hints);
    }
  }

  #rejectSeveralWords({ type, start, end }: Token): void {
    if (type !== 'word') return;
    let last = end;
    for (let ahead = 0; ; ahead++) {
      const token = this.#tokens.peek(ahead);
      if (token.type !== 'word' || isWord(token, 'and', 'or', '&&', '||')) break;
      last = token.end;
    }
    if (last === end) return;
    const place = { start, end: last };
    const hint = `write "${this.#tokens.source(place)}"`;
    throw this.#tokens.error('a value of several words needs quotes', place, hint);
  }
}

function isEmptyCondition(field: Field, negated: boolean): Condition {
  const empty: Condition = { type: 'empty', field };
  return negated ? { type: 'not', part: empty } : empty;
}

function compareWith(field: Field, op: Comparison, value: ReadValue): Condition {
  const against = (as: Comparison, exact: FilterValue): Condition => ({
    type: 'compare',
    field,
    op: as,
    value: exact,
  });
  if ('exact' in value) return against(op, value.exact);
  const start = startOfDay(value.day);
  const end = startOfDay(addDaysTo(value.day, 1));
  const within: Condition = { type: 'and', parts: [against('>=', start), against('<', end)] };
  switch (op) {
    case '<':
      return against('<', start);
    case '<=':
      return against('<', end);
    case '>':
      return against('>=', end);
    case '>=':
      return against('>=', start);
    case '!=':
      return { type: 'not', part: within };
    default:
      return within;
  }
}

/** A text as a value of the filter language. */
export function filterLiteral(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
