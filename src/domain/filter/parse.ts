import { addDaysTo, startOfDay } from '../dates/calendar.ts';
import { isCrmError, usage } from '../errors.ts';
import type { Field } from '../field.ts';
import { nearest } from '../suggest.ts';
import type { Comparison, Condition, FilterValue } from './ast.ts';
import { fieldsNamed } from './field-name.ts';
import { FOREIGN_OPERATORS, OPERATORS, operatorsOf } from './operators.ts';
import { isWord, TokenReader } from './reader.ts';
import type { Token } from './tokens.ts';
import { type FilterEnv, type ReadValue, readValue } from './value.ts';

/** Deep enough for anything a person writes, shallow enough for every stack. */
const DEEPEST = 100;

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
 * Values are typed by the field. A datetime compared with a day becomes a comparison with its beginning or end.
 * @throws usage error whose hints show the expression with a mark under the place.
 */
export function parseFilter(text: string, fields: readonly Field[], env: FilterEnv): Condition {
  if (text.trim() === '') throw usage('the filter is empty', "write it as 'status = new and amount > 10k'");
  return new FilterParser(text, fields, env).parse();
}

/** More would be more than the database takes in one statement. */
const MOST_COMPARISONS = 5000;

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
    if (left.kind === 'end') return condition;
    if (left.kind === ')') throw this.#tokens.error('")" closes nothing', left);
    throw this.#tokens.unexpected(left, '"and", "or" or the end');
  }

  #or(): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#unary()));
  }

  #chain(kind: 'and' | 'or', part: () => Condition): Condition {
    const first = part();
    const parts = [first];
    while (this.#tokens.takeWord(kind)) parts.push(part());
    return parts.length === 1 ? first : { kind, parts };
  }

  #unary(): Condition {
    if (this.#depth >= DEEPEST)
      throw this.#tokens.error('the filter is nested too deeply', this.#tokens.peek());
    this.#depth++;
    const condition = this.#tokens.takeWord('not')
      ? ({ kind: 'not', part: this.#unary() } as const)
      : this.#primary();
    this.#depth--;
    return condition;
  }

  #primary(): Condition {
    const open = this.#tokens.peek();
    if (!this.#tokens.take('(')) return this.#condition();
    const condition = this.#or();
    if (this.#tokens.peek().kind === 'end') throw this.#tokens.error('"(" is never closed', open);
    this.#tokens.expect(')');
    return condition;
  }

  #condition(): Condition {
    const field = this.#field();
    if (this.#tokens.takeWord('is')) return this.#emptiness(field);
    if (this.#tokens.takeWord('in')) return this.#membership(field);
    if (this.#tokens.takeWord('not')) {
      if (!this.#tokens.takeWord('in')) throw this.#tokens.unexpected(this.#tokens.peek(), '"in"');
      return { kind: 'not', part: this.#membership(field) };
    }
    return this.#comparison(field);
  }

  #field(): Field {
    const name = this.#tokens.next();
    if (name.kind !== 'word') throw this.#tokens.unexpected(name, 'the name of a field');
    const named = fieldsNamed(name.text, this.#fields);
    if (named.length === 1) return named[0]!;
    if (named.length > 1) {
      const hint = `it may be ${named.map((field) => field.name).join(', ')}`;
      throw this.#tokens.error(`"${name.text}" may be any of several fields`, name, hint);
    }
    const names = this.#fields.map((field) => field.name);
    const near = nearest(name.text, names);
    const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : `fields: ${names.join(', ')}`;
    throw this.#tokens.error(`no field "${name.text}"`, name, hint);
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
    return emptiness(field, negated);
  }

  #membership(field: Field): Condition {
    this.#tokens.expect('(');
    const values: ReadValue[] = [];
    do values.push(this.#value(field, '=', this.#countedValue()));
    while (this.#tokens.take(','));
    this.#tokens.expect(')');
    const exact = values.flatMap((value) => ('exact' in value ? [value.exact] : []));
    if (exact.length === values.length) return { kind: 'in', field, values: exact };
    const parts = values.map((value) => comparison(field, '=', value));
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
  }

  #countedValue(): Token {
    const token = this.#valueToken();
    if (++this.#comparisons > MOST_COMPARISONS)
      throw this.#tokens.error(
        `the filter has more than ${MOST_COMPARISONS} comparisons`,
        token,
        'many records can be named on stdin: … | crm lead edit -',
      );
    return token;
  }

  #comparison(field: Field): Condition {
    const op = this.#operator(field);
    const token = this.#joined(this.#countedValue());
    if (token.text === '' && (op === '=' || op === '!=')) return emptiness(field, op === '!=');
    return comparison(field, op, this.#value(field, op, token));
  }

  #operator(field: Field): Comparison {
    const token = this.#tokens.next();
    const usable = operatorsOf(field.type);
    const works = `${field.name} takes ${usable.join(' ')}, in (…), is empty`;
    if (token.kind !== 'operator')
      throw this.#tokens.unexpected(token, `an operator after ${field.name}`, works);
    const op = OPERATORS.find((known) => known === token.text);
    if (op && usable.includes(op)) return op;
    if (op) {
      const message = `"${op}" does not work on ${field.name}, which is of type ${field.type}`;
      throw this.#tokens.error(message, token, works);
    }
    const meant = FOREIGN_OPERATORS[token.text];
    throw this.#tokens.error(`no operator "${token.text}"`, token, meant ? `write ${meant}` : works);
  }

  #valueToken(): Token {
    const token = this.#tokens.next();
    if (isWord(token, 'and', 'or', 'not')) {
      throw this.#tokens.unexpected(token, 'a value', `if it is one, put it in quotes: "${token.text}"`);
    }
    if (token.kind === 'word' || token.kind === 'string') return token;
    throw this.#tokens.unexpected(token, 'a value');
  }

  /** Outside a list a comma separates nothing: `amount > 10,000`. */
  #joined(first: Token): Token {
    if (first.kind !== 'word') return first;
    let { end } = first;
    while (this.#tokens.peek().kind === ',' && this.#tokens.peek().start === end) {
      const word = this.#tokens.peek(1);
      if (word.kind !== 'word' || word.start !== end + 1) break;
      this.#tokens.next();
      ({ end } = this.#tokens.next());
    }
    const place = { start: first.start, end };
    return { kind: 'word', text: this.#tokens.source(place), ...place };
  }

  #value(field: Field, op: Comparison, token: Token): ReadValue {
    if (token.text === '') {
      throw this.#tokens.error('a value is missing', token, `to find none, write ${field.name} is empty`);
    }
    this.#refuseSeveralWords(token);
    // What a choice contains or comes after need not be a choice.
    if (field.type === 'choice' && op !== '=' && op !== '!=') return { exact: token.text };
    try {
      return readValue(field, token.text, token.kind === 'word', this.#env);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw this.#tokens.error(error.message, token, ...error.hints);
    }
  }

  #refuseSeveralWords({ kind, start, end }: Token): void {
    if (kind !== 'word') return;
    let last = end;
    for (let ahead = 0; ; ahead++) {
      const token = this.#tokens.peek(ahead);
      if (token.kind !== 'word' || isWord(token, 'and', 'or', '&&', '||')) break;
      last = token.end;
    }
    if (last === end) return;
    const place = { start, end: last };
    const hint = `write "${this.#tokens.source(place)}"`;
    throw this.#tokens.error('a value of several words needs quotes', place, hint);
  }
}

function emptiness(field: Field, negated: boolean): Condition {
  const empty: Condition = { kind: 'empty', field };
  return negated ? { kind: 'not', part: empty } : empty;
}

function comparison(field: Field, op: Comparison, value: ReadValue): Condition {
  const against = (as: Comparison, exact: FilterValue): Condition => ({
    kind: 'compare',
    field,
    op: as,
    value: exact,
  });
  if ('exact' in value) return against(op, value.exact);
  const start = startOfDay(value.day);
  const end = startOfDay(addDaysTo(value.day, 1));
  const within: Condition = { kind: 'and', parts: [against('>=', start), against('<', end)] };
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
      return { kind: 'not', part: within };
    default:
      return within;
  }
}
