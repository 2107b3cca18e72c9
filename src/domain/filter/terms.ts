import { isDate, isoTime, toLocalDate } from '../dates/calendar.ts';
import { readMoment } from '../dates/moment.ts';
import { helpOf, isCrmError } from '../errors.ts';
import type { Field } from '../field.ts';
import { hintFor } from '../suggest.ts';
import type { AggregateName, Condition, Expression, FunctionName } from './ast.ts';
import { findFields } from './field-name.ts';
import { AGGREGATES, FUNCTIONS, FUNCTIONS_OF_TODAY } from './functions.ts';
import { NameResolver, type Scope } from './names.ts';
import { aggregateType, arithmetic } from './operations.ts';
import { isWord, TokenReader } from './reader.ts';
import { SEGMENT_WORD } from './segments.ts';
import type { Token } from './tokens.ts';
import { TOTAL_NAMES, type Total, totalNamed, totalType } from './totals.ts';
import type { FilterEnv } from './value.ts';
import { isExpression, type Misuse, typeName, valueTypeOf } from './value-types.ts';

/** Deeper than any real filter, and safe for every stack. */
export const MAX_DEPTH = 100;

/** The database accepts no deeper expressions. */
const MAX_OPERATIONS = 500;

/** Days in the units that may follow a number: `close_date < today + 2w`. */
const DAYS_PER_UNIT: Readonly<Record<string, number>> = { d: 1, w: 7 };
const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/**
 * Reads the values of expressions:
 *
 *     sum       = product { ("+" | "-") product }
 *     product   = factor { ("*" | "/") factor }
 *     factor    = [ "-" ] ( number | day | "text" | name | call | "(" or ")" )
 *     name      = [ relation "." { relation "." } ] field
 *     call      = function "(" or { "," or } ")"
 *               | aggregate "(" relation [ "." field | sum ] [ "via" field ] [ "where" or ] ")"
 *
 * Of a group of records, totals are read, within which the fields are those of its records:
 *
 *     total     = "count" | name "(" [ or ] [ "where" or ] ")"
 */
export abstract class TermParser {
  protected readonly tokens: TokenReader;
  protected readonly env: FilterEnv;
  protected scope: Scope;
  /** What names mean in a scope. */
  protected readonly names: NameResolver;
  /** Depth of calls: in one, a comma ends a value. */
  protected calls = 0;
  #operations = 0;
  /** Whether what is read now is a value of each record, and not of a group of them. */
  #isOfRecord: boolean;

  constructor(text: string, fields: readonly Field[], env: FilterEnv) {
    this.tokens = new TokenReader(text);
    this.env = env;
    this.names = new NameResolver(env, (...read) => this.subexpression(...read));
    this.#isOfRecord = env.group === undefined;
    this.scope = { fields, noun: this.#isOfRecord ? env.linked?.noun : undefined, alias: '' };
  }

  /** Reads an expression over other fields, which stands for a name in this one. */
  protected abstract subexpression(text: string, fields: readonly Field[], env: FilterEnv): Expression;

  /** Reads conditions joined by `and` and `or`, or a value alone. */
  protected abstract logical(): Expression;

  /** The expression as a condition. Throws a usage error if it is not one. */
  protected abstract toCondition(expression: Expression): Condition;

  /** Whether a record is in the segment of that name. */
  protected abstract inSegment(segments: Expression, name: Token): Expression;

  protected sum(): Expression {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#factor()));
  }

  /** Operands joined by signs of one precedence. */
  #chain(signs: readonly ('+' | '-' | '*' | '/')[], operand: () => Expression): Expression {
    const first = this.tokens.peekTerm();
    let left = operand();
    for (;;) {
      const place = this.tokens.peekTerm();
      const sign = signs.find((known) => this.tokens.takeSign(known) !== undefined);
      if (!sign) return left;
      this.#count(place);
      const second = this.tokens.peekTerm();
      const right = this.single(operand(), second);
      left = this.#checked(arithmetic(sign, this.single(left, first), right), [place]);
    }
  }

  #count(place: Token): void {
    if (++this.#operations > MAX_OPERATIONS)
      throw this.tokens.error('the expression is too long', place, 'Make a formula field of a part of it');
  }

  #factor(): Expression {
    const place = this.tokens.peekTerm();
    let isNegative = false;
    while (this.tokens.takeSign('-')) isNegative = !isNegative;
    const value = this.#primary();
    if (!isNegative) return value;
    if (value.type === 'literal' && typeof value.value === 'number') return { ...value, value: -value.value };
    if (!['number', 'money', 'duration'].includes(value.of))
      throw this.tokens.error(`"-" does not work on ${typeName(value.of)}`, place);
    return { type: 'call', name: 'negate', args: [this.single(value, place)], of: value.of };
  }

  #primary(): Expression {
    const word = this.tokens.peek();
    // A field may be written with hyphens, which are minus signs otherwise.
    const behind = this.tokens.after(word);
    const isCall = behind.type === '(' && behind.start === word.end;
    if (word.type === 'word' && !isCall && findFields(word.text, this.scope.fields).length > 0) {
      this.tokens.next();
      return this.#field(word);
    }
    const segment = word.type === 'word' ? SEGMENT_WORD.exec(word.text) : null;
    if (segment) return this.#segmentWord(word, segment);
    const token = this.tokens.peekTerm();
    switch (token.type) {
      case '(':
        return this.#parenthesis();
      case 'string':
        this.tokens.next();
        return { type: 'literal', value: token.text, of: 'text' };
      case 'number':
        this.tokens.nextTerm();
        return { type: 'literal', value: numberOf(token.text), of: 'number' };
      case 'day':
        this.tokens.nextTerm();
        if (!isDate(token.text)) throw this.tokens.error(`there is no day ${token.text}`, token);
        return { type: 'literal', value: token.text, of: 'date' };
      case 'name':
        return this.#named(token);
      default:
        throw this.tokens.unexpected(this.tokens.peek(), this.calls > 0 ? 'a value' : 'a field name');
    }
  }

  #parenthesis(): Expression {
    const open = this.tokens.next();
    const outside = this.calls;
    this.calls = 0;
    const inner = this.logical();
    this.calls = outside;
    if (this.tokens.peek().type === 'end') throw this.tokens.error('"(" without a ")"', open);
    this.tokens.expect(')');
    return inner;
  }

  #named(token: Token): Expression {
    const behind = this.tokens.after(token);
    if (behind.type === '(' && behind.start === token.end) return this.#call(token);
    const found = this.names.fieldAt(this.scope, token.text);
    if (found) {
      this.tokens.nextTerm();
      return found;
    }
    if (!this.#isOfRecord && token.text.toLowerCase() === 'count') {
      this.tokens.nextTerm();
      return this.#totalField(token, { name: 'count', percent: 0 }, { value: null, each: null, where: null });
    }
    const keyword = this.#keyword(token.text.toLowerCase());
    if (keyword) {
      this.tokens.nextTerm();
      return keyword;
    }
    throw this.#unknown(token);
  }

  #keyword(word: string): Expression | null {
    switch (word) {
      case 'today':
        return this.#today();
      case 'now':
        return { type: 'literal', value: isoTime(this.env.now), of: 'datetime' };
      case 'me':
        return { type: 'literal', value: this.env.user, of: 'text' };
      case 'true':
      case 'yes':
        return { type: 'literal', value: true, of: 'bool' };
      case 'false':
      case 'no':
        return { type: 'literal', value: false, of: 'bool' };
      case 'null':
        return { type: 'literal', value: null, of: 'nothing' };
      default:
        return null;
    }
  }

  #today(): Expression {
    return { type: 'literal', value: toLocalDate(this.env.now), of: 'date' };
  }

  /** Whether a name means something here. */
  protected isKnown(name: string): boolean {
    return this.names.fieldAt(this.scope, name) !== null || this.#keyword(name.toLowerCase()) !== null;
  }

  #field(name: Token): Expression {
    const named = findFields(name.text, this.scope.fields);
    const [field] = named;
    if (!field || named.length > 1) {
      const hint = `Use one of ${named.map((each) => each.name).join(', ')}`;
      throw this.tokens.error(`"${name.text}" is ambiguous`, name, hint);
    }
    return { type: 'field', field, of: valueTypeOf(field.type) };
  }

  /** A word such as `segment:warm`, or `segment:` before a quoted name. */
  #segmentWord(word: Token, [, path = '', name = '']: readonly string[]): Expression {
    const segments = this.names.segmentsAt(this.scope, path.split('.').slice(0, -1));
    if (!segments) throw this.#unknown(word);
    this.tokens.next();
    const place = { ...word, start: word.end - name.length };
    return this.inSegment(segments, name === '' ? this.tokens.next() : { ...place, text: name });
  }

  #unknown(token: Token): Error {
    // A hyphen is part of what was meant as a name.
    const word = this.tokens.peek();
    const name = word.type === 'word' && /^[^+*/.]+$/.test(word.text) ? word : token;
    if (!this.#isOfRecord) return this.#unknownOfGroup(name);
    const problem = this.names.problemWith(this.scope, name.text);
    return this.tokens.error(problem.text, name, problem.hint);
  }

  /** The error for a name in a value of a group. */
  #unknownOfGroup(name: Token): Error {
    const { fields = [] } = this.env.group ?? {};
    const isOfRecords = findFields(name.text, fields).length > 0 || name.text.includes('.');
    if (isOfRecords)
      return this.tokens.error(
        `"${name.text}" is a value of each record, not of a group`,
        name,
        `Write sum(${name.text}), avg(${name.text}), max(${name.text}) or count`,
      );
    const names = [...this.scope.fields.map((field) => field.name), ...TOTAL_NAMES];
    const hint = hintFor(name.text, names, 'Write it as count, sum(amount) or p90(amount)');
    return this.tokens.error(`unknown measure "${name.text}"`, name, hint);
  }

  #call(token: Token): Expression {
    const name = token.text.toLowerCase();
    this.#count(token);
    this.tokens.nextTerm();
    this.tokens.expect('(');
    const outside = this.calls;
    this.calls = outside + 1;
    const total = this.#isOfRecord ? null : totalNamed(name);
    const result = total
      ? this.#total(total, token)
      : AGGREGATES.some((known) => known === name)
        ? this.#aggregate(name as AggregateName, token)
        : this.#function(name, token);
    this.calls = outside;
    return result;
  }

  #function(name: string, token: Token): Expression {
    const ofToday = FUNCTIONS_OF_TODAY.find((known) => known === name);
    const signature = ofToday ? FUNCTIONS.year : FUNCTIONS[name];
    if (!signature || !/^[a-z]/.test(name) || !Object.hasOwn(FUNCTIONS, ofToday ? 'year' : name)) {
      const others = this.#isOfRecord ? AGGREGATES : TOTAL_NAMES;
      const names = [...others, ...Object.keys(FUNCTIONS), ...FUNCTIONS_OF_TODAY];
      const hint = hintFor(name, names, `Functions: ${names.join(', ')}`);
      throw this.tokens.error(`unknown function "${token.text}"`, token, hint);
    }
    const phrase = this.tokens.peek();
    if (name === 'date' && phrase.type === 'string') return this.#dayOfPhrase();
    const places: Token[] = [];
    const args: Expression[] = [];
    if (this.tokens.peek().type !== ')')
      do {
        const place = this.tokens.peek();
        places.push(place);
        args.push(this.single(this.logical(), place));
      } while (this.tokens.take(','));
    this.#close();
    const usage = ofToday ? `${name}(day)` : signature.usage;
    const [min, max] = signature.args;
    if (args.length < min || args.length > max)
      throw this.tokens.error(
        `${name}() takes ${min === max ? min : `${min} or more`} value${min === 1 && max === 1 ? '' : 's'}, not ${args.length}`,
        token,
        `Write ${usage}`,
      );
    if (!ofToday)
      return this.#checked(
        signature.make(args, name as FunctionName, this.env.currency),
        places,
        `Write ${usage}`,
      );
    const day = this.#checked(
      (FUNCTIONS.date as NonNullable<typeof signature>).make(args, 'date', this.env.currency),
      places,
      `Write ${usage}`,
    );
    const [from, to] = name === 'days_since' ? [day, this.#today()] : [this.#today(), day];
    return { type: 'call', name: 'days_between', args: [from, to], of: 'number' };
  }

  #dayOfPhrase(): Expression {
    const token = this.tokens.next();
    this.#close();
    try {
      const { date } = readMoment(token.text, this.env.now, { ...this.env.timeSettings, isPast: false });
      return { type: 'literal', value: date, of: 'date' };
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw this.tokens.error(error.message, token, ...helpOf(error));
    }
  }

  #close(): void {
    const token = this.tokens.peek();
    if (token.type !== ')') throw this.tokens.unexpected(token, '"," or ")"');
    this.tokens.next();
  }

  /** A total after its name and the open parenthesis. */
  #total(total: Pick<Total, 'name' | 'percent'>, call: Token): Expression {
    const outside = this.scope;
    this.scope = { fields: this.env.group?.fields ?? [], noun: this.env.linked?.noun, alias: '' };
    this.#isOfRecord = true;
    const first = this.tokens.peekTerm();
    const isOfAll = this.tokens.peek().type === ')' || isWord(this.tokens.peek(), 'where');
    const { value, each, is = total.name } = isOfAll ? NO_VALUE : this.#totalled(total.name, call, first);
    const where = this.tokens.takeWord('where') ? this.toCondition(this.logical()) : null;
    this.#isOfRecord = false;
    this.scope = outside;
    this.#close();
    const of = totalType(is, value?.of ?? null);
    if (of !== null) return this.#totalField(call, { ...total, name: is }, { value, each, where });
    const written = call.text.toLowerCase();
    throw this.tokens.error(
      value === null ? `${written}() needs a field` : `${written}() does not work on ${typeName(value.of)}`,
      value === null ? call : first,
      `Write ${written}(${value === null ? 'amount' : 'a number'})`,
    );
  }

  /** What a total is of. */
  #totalled(
    name: Total['name'],
    call: Token,
    first: Token,
  ): Pick<Total, 'value' | 'each'> & { readonly is?: Total['name'] } {
    if (this.#manyPrefix(first).path.length > 0) {
      if (name === 'percentile' || name === 'avg' || name === 'distinct')
        throw this.tokens.error(
          `${call.text}() is of one value of each record`,
          first,
          `Write ${call.text}(count(…)), ${call.text}(sum(…)) or ${call.text}(max(…))`,
        );
      // Each of the others belongs to one record, so that their sum is the sum of the sums of the records.
      const value = this.#aggregate(name, call, 'open');
      if (name !== 'count' && name !== 'sum') return { value, each: null };
      return { value, each: this.#targetOf(value), is: 'sum' };
    }
    const value = this.single(this.logical(), first);
    const counts = name === 'count' || name === 'distinct';
    const record = counts ? this.#relatedRecord(value) : null;
    if (record) return { value: record, each: null, is: 'distinct' };
    return {
      value,
      each: name === 'min' || name === 'max' || name === 'distinct' ? null : this.#targetOf(value),
    };
  }

  /** The number of the record that a relation leads to, by which records are counted; null for another value. */
  #relatedRecord(value: Expression, fields = this.scope.fields): Expression | null {
    if (value.type === 'path') {
      const inner = this.#relatedRecord(value.value, value.link.target.fields);
      return inner && { ...value, value: inner, of: inner.of };
    }
    if (value.type !== 'field' || value.field.type !== 'ref') return null;
    const number = fields.find(({ name }) => name === `${value.field.name}_id`);
    return number ? { type: 'field', field: number, of: 'number' } : value;
  }

  /** What identifies the record at the end of the path of a value; null for a value of the record itself. */
  #targetOf(value: Expression): Expression | null {
    if (value.type !== 'path') return null;
    const inner = this.#targetOf(value.value);
    if (inner) return { ...value, value: inner, of: inner.of };
    const { noun, fields } = value.link.target;
    const key = fields.find(({ name }) => name === (noun === 'user' ? 'name' : 'id'));
    if (!key) return null;
    const of = valueTypeOf(key.type);
    return { ...value, value: { type: 'field', field: key, of }, of };
  }

  #totalField(
    call: Token,
    { name, percent }: Pick<Total, 'name' | 'percent'>,
    parts: Pick<Total, 'value' | 'each' | 'where'>,
  ): Expression {
    const of = totalType(name, parts.value?.of ?? null) ?? 'nothing';
    const text = this.tokens.source({ start: call.start, end: this.tokens.position }).trim();
    const field = this.env.group?.totals.fieldOf({ text, name, percent, of, ...parts });
    if (!field) throw new Error('a total without a group');
    return { type: 'field', field, of };
  }

  #aggregate(name: AggregateName, call: Token, end: 'closed' | 'open' = 'closed'): Expression {
    const first = this.tokens.peekTerm();
    const { path, rest } = this.#manyPrefix(first);
    let link = path.at(-1);
    if (!link) {
      const plurals = this.names.pluralsOf(this.scope);
      const example = plurals[0] ?? 'opps';
      throw this.tokens.error(
        `${name}() is of other records, such as ${example}`,
        first,
        plurals.length > 0 ? `Use one of ${plurals.join(', ')}` : `Of values of this record: least, greatest`,
      );
    }
    const alias = first.text.split('.').slice(0, path.length).join('.');
    let value: Expression | null = null;
    const outside = this.scope;
    this.scope = { fields: link.target.fields, noun: link.target.noun, alias };
    if (rest.length > 0) value = this.single(this.sum(), first);
    else this.tokens.nextTerm();
    if (this.tokens.takeWord('via')) {
      const field = this.tokens.nextTerm();
      const source = path.length > 1 ? path.at(-2)?.target.noun : outside.noun;
      const other = this.names.linkOf(source, link.name, field.text.toLowerCase());
      if (!other)
        throw this.tokens.error(
          `${link.target.noun} has no relation "${field.text}" to ${source}`,
          field,
          `Leave out via ${field.text}`,
        );
      link = other;
    }
    const where = this.tokens.takeWord('where') ? this.toCondition(this.logical()) : null;
    this.scope = outside;
    if (end === 'closed') this.#close();
    const of = aggregateType(name, value?.of ?? null);
    if (of === null)
      throw this.tokens.error(
        value === null ? `${name}() needs a field` : `${name}() does not work on ${typeName(value.of)}`,
        call,
        `Write ${name}(${alias}.${value === null ? 'amount' : 'a number'})`,
      );
    const aggregate: Expression = {
      type: 'aggregate',
      name,
      link,
      value,
      where,
      currency: this.env.currency,
      today: toLocalDate(this.env.now),
      of,
    };
    return path
      .slice(0, -1)
      .reduceRight<Expression>((inner, step) => ({ type: 'path', link: step, value: inner, of }), aggregate);
  }

  /** The links of a name up to the first that leads to several records, and what follows; none for another token. */
  #manyPrefix({ type, text }: Token): ReturnType<NameResolver['manyPrefix']> {
    return this.names.manyPrefix(this.scope, type === 'name' ? text.split('.') : []);
  }

  /** The expression if it has one value. Throws for the field of several records. */
  protected single(expression: Expression, place: Token): Expression {
    if (expression.of === 'list')
      throw this.tokens.error('a list has several values', place, 'Compare it: tags has vip');
    let inner = expression;
    while (inner.type === 'path') {
      if (inner.link.to === 'many')
        throw this.tokens.error(
          `there can be several ${inner.link.name}`,
          place,
          `Write sum(${inner.link.name}.…), max(…), count(…) or exists(…)`,
        );
      inner = inner.value;
    }
    return expression;
  }

  #checked(result: Expression | Misuse, places: readonly Token[], ...hints: string[]): Expression {
    if (isExpression(result)) return result;
    throw this.tokens.error(result.problem, places[result.at ?? 0] ?? (places[0] as Token), ...hints);
  }
}

/** A total of the records themselves. */
const NO_VALUE = { value: null, each: null, is: undefined };

function numberOf(text: string): number {
  const unit = text.at(-1)?.toLowerCase() ?? '';
  const factor = FACTORS[unit] ?? DAYS_PER_UNIT[unit];
  if (factor === undefined) return Number(text);
  // Avoids 1100.0000000000002 for 1.1k.
  return Number((Number(text.slice(0, -1)) * factor).toPrecision(15));
}
