import { addDaysTo, startOfDay, toLocalDate } from '../dates/calendar.ts';
import { helpOf, isCrmError, usage } from '../errors.ts';
import type { Field, Noun } from '../field.ts';
import { readProfile } from '../profile.ts';
import { findNearest } from '../suggest.ts';
import type { Comparison, ComputedField, Condition, Expression, FilterValue, Link } from './ast.ts';
import { isFunction } from './functions.ts';
import type { Links, NamedSegment } from './links.ts';
import { comparison } from './operations.ts';
import { FOREIGN_OPERATORS, OPERATORS, operatorsOf } from './operators.ts';
import { isWord } from './reader.ts';
import { MAX_SEGMENTS, segmentsOf } from './segments.ts';
import { MAX_DEPTH, TermParser } from './terms.ts';
import type { Token } from './tokens.ts';
import { type FilterEnv, type ReadValue, readValue } from './value.ts';
import { fieldTypeOf } from './value-types.ts';

/**
 * Reads a `--where` expression over the given fields:
 *
 *     or        = and { "or" and }
 *     and       = unary { "and" unary }
 *     unary     = "not" unary | condition
 *     condition = value operator value
 *               | value ["not"] "in" "(" value { "," value } ")"
 *               | value "is" ["not"] "empty"
 *               | list "has" value
 *               | a value that is yes or no
 *
 * `TermParser` reads the values. What is compared decides how the other side is read: a word is a text, a choice or a
 * day there, and a field only where it can be nothing else, or in parentheses. Comparing a datetime with a day
 * compares with the start or end of the day.
 * @throws usage error whose hints mark the wrong place in the expression.
 */
export function parseFilter(text: string, fields: readonly Field[], env: FilterEnv): Condition {
  if (text.trim() === '') throw usage('the filter is empty', "Write it as 'status = new and amount > 10k'");
  return new FilterParser(text, fields, env).parseCondition();
}

/**
 * Reads a value that is computed for each record, such as `amount * probability / 100` or
 * `sum(opps.amount where status = won)`. A condition is a value too: yes or no.
 * @throws usage error whose hints mark the wrong place in the expression.
 */
export function parseExpression(text: string, fields: readonly Field[], env: FilterEnv): Expression {
  if (text.trim() === '') throw usage('the expression is empty', "Write it as 'amount * probability / 100'");
  return new FilterParser(text, fields, env).parseExpression();
}

/** A part of a list of expressions. */
export interface ListedExpression {
  /** As it is written, without its name. */
  readonly text: string;
  /** What stands behind `as`. */
  readonly name: string | null;
  readonly expression: Expression;
}

/**
 * Reads expressions with commas between them, each with a name behind `as` if it has one: `stage, month(close_date)`,
 * `count, sum(amount) as total`. A field of several values may stand alone.
 * @throws usage error whose hints mark the wrong place in the text.
 */
export function parseExpressions(text: string, fields: readonly Field[], env: FilterEnv): ListedExpression[] {
  return text.trim() === '' ? [] : new FilterParser(text, fields, env).parseList();
}

/**
 * Whether a filter may name other records than those it selects, so that their fields must be known, or one of these
 * values that only expressions know.
 */
export function namesOtherRecords(text: string, derived: readonly { readonly name: string }[] = []): boolean {
  return (
    /[a-z_]\.[a-z_]|[a-z]\(|\bsegments?\b/i.test(text) ||
    derived.some(({ name }) => text.toLowerCase().includes(name))
  );
}

/** The database accepts no more in one statement. */
const MAX_COMPARISONS = 5000;

/** What a condition is about: a field, or a value with the type of one, and the links to the record that has it. */
interface Operand {
  readonly expression: Expression;
  readonly field: Field;
  readonly links: readonly Link[];
}

class FilterParser extends TermParser {
  #depth = 0;
  #comparisons = 0;

  parseCondition(): Condition {
    const condition = this.toCondition(this.logical());
    this.#end();
    return condition;
  }

  parseExpression(): Expression {
    const first = this.tokens.peek();
    const expression = this.single(this.logical(), first);
    this.#end();
    return expression;
  }

  parseList(): ListedExpression[] {
    // A comma ends a value, as in a call.
    this.calls = 1;
    const listed: ListedExpression[] = [];
    do {
      const first = this.tokens.peek();
      const value = this.logical();
      const isList = value.type === 'field' && value.of === 'list' && segmentsOf(value.field) === undefined;
      const expression = isList ? value : this.single(value, first);
      const text = this.tokens.source({ start: first.start, end: this.tokens.position }).trim();
      listed.push({ text, expression, name: this.tokens.takeWord('as') ? this.#name() : null });
    } while (this.tokens.take(','));
    this.#end();
    return listed;
  }

  #name(): string {
    const token = this.tokens.next();
    if (token.type !== 'word' && token.type !== 'string')
      throw this.tokens.unexpected(token, 'a name after "as"');
    return token.text;
  }

  protected override subexpression(text: string, fields: readonly Field[], env: FilterEnv): Expression {
    return parseExpression(text, fields, env);
  }

  #end(): void {
    const left = this.tokens.next();
    if (left.type === 'end') return;
    if (left.type === ')') throw this.tokens.error('")" without a "("', left);
    throw this.tokens.unexpected(left, '"and", "or" or the end');
  }

  protected override logical(): Expression {
    return this.#chain('or', () => this.#chain('and', () => this.#unary()));
  }

  #chain(type: 'and' | 'or', part: () => Expression): Expression {
    const first = part();
    if (!isWord(this.tokens.peek(), type)) return first;
    const parts = [this.toCondition(first)];
    while (this.tokens.takeWord(type)) parts.push(this.toCondition(part()));
    return conditionOf({ type, parts });
  }

  #unary(): Expression {
    if (this.#depth >= MAX_DEPTH)
      throw this.tokens.error('the filter is nested too deeply', this.tokens.peek());
    this.#depth++;
    const expression = this.tokens.takeWord('not')
      ? conditionOf({ type: 'not', part: this.toCondition(this.#unary()) })
      : this.#condition();
    this.#depth--;
    return expression;
  }

  protected override toCondition(expression: Expression): Condition {
    if (expression.type === 'condition') return expression.condition;
    const { field, links } = this.#operand(expression, this.tokens.peek());
    if (expression.of !== 'bool') {
      throw this.tokens.unexpected(
        this.tokens.peek(),
        `an operator after ${field.name}`,
        operatorHint(field),
      );
    }
    return reached(links, { type: 'compare', field, op: '=', value: true });
  }

  #condition(): Expression {
    const first = this.tokens.peek();
    const expression = this.sum();
    const next = this.tokens.peek();
    if (next.type !== 'operator' && !isWord(next, 'is', 'in', 'has', 'not')) return expression;
    if (first.type === 'string') throw this.tokens.unexpected(first, 'a field name');
    const operand = this.#operand(expression, first);
    if (this.tokens.takeWord('is')) return conditionOf(this.#emptiness(operand));
    if (this.tokens.takeWord('in')) return conditionOf(this.#membership(operand));
    if (this.tokens.takeWord('not')) {
      if (!this.tokens.takeWord('in')) throw this.tokens.unexpected(this.tokens.peek(), '"in"');
      return conditionOf({ type: 'not', part: this.#membership(operand) });
    }
    return conditionOf(this.#comparison(operand));
  }

  #operand(expression: Expression, first: Token): Operand {
    const links: Link[] = [];
    let value = expression;
    while (value.type === 'path') {
      links.push(value.link);
      value = value.value;
    }
    if (value.type === 'field') return { expression, field: value.field, links };
    const name = this.tokens.source({ start: first.start, end: this.tokens.position }).trim();
    const field: ComputedField = {
      name,
      type: fieldTypeOf(expression.of),
      label: name,
      access: 'computed',
      help: '',
      expression,
    };
    return { expression, field, links: [] };
  }

  #emptiness({ field, links }: Operand): Condition {
    if (segmentsOf(field) !== undefined)
      throw this.tokens.error('segments are compared by name', this.tokens.peek(), SEGMENT_HINT);
    const negated = this.tokens.takeWord('not');
    if (!this.tokens.takeWord('empty')) {
      const hint = `to compare, write ${field.name} = …`;
      throw this.tokens.unexpected(this.tokens.peek(), negated ? '"empty"' : '"empty" or "not empty"', hint);
    }
    return emptiness(links, field, negated);
  }

  #membership({ field, links }: Operand): Condition {
    this.tokens.expect('(');
    if (segmentsOf(field) !== undefined) {
      const parts: Condition[] = [];
      do parts.push(this.#segmentNamed({ field, links }, this.#countedValue()));
      while (this.tokens.take(','));
      this.tokens.expect(')');
      return parts.length === 1 ? (parts[0] as Condition) : { type: 'or', parts };
    }
    const values: ReadValue[] = [];
    do values.push(this.#value(field, '=', this.#countedValue()));
    while (this.tokens.take(','));
    this.tokens.expect(')');
    const exact = values.flatMap((value) => ('exact' in value ? [value.exact] : []));
    if (exact.length === values.length) return reached(links, { type: 'in', field, values: exact });
    const parts = values.map((value) => compareWith(field, '=', value));
    return reached(links, parts.length === 1 ? (parts[0] as Condition) : { type: 'or', parts });
  }

  #countedValue(): Token {
    const token = this.#valueToken();
    if (++this.#comparisons > MAX_COMPARISONS)
      throw this.tokens.error(`the filter has more than ${MAX_COMPARISONS} comparisons`, token, {
        code: 'too-many-comparisons',
      });
    return token;
  }

  #comparison(operand: Operand): Condition {
    const { field, links } = operand;
    if (segmentsOf(field) !== undefined) return this.#segmentComparison(operand);
    if (this.#takeHas(field)) return this.#compareWithValue(operand, '=');
    const op = this.#operator(field);
    const start = this.tokens.peek();
    if (start.type === '(' || this.#isCall(start)) return this.#compareWithExpression(operand, op);
    const { position } = this.tokens;
    try {
      return this.#compareWithValue(operand, op);
    } catch (error) {
      if (!isCrmError(error) || start.type !== 'word' || !isExact(field) || links.some(isToMany)) throw error;
      this.tokens.position = position;
      const term = this.tokens.peekTerm();
      try {
        const condition = this.#compareWithExpression(operand, op);
        const isValue = condition.type === 'values' && condition.right.type === 'literal';
        if (this.#isEnd(this.tokens.peek()) && (term.type === 'name' || !isValue)) return condition;
      } catch (reason) {
        if (isCrmError(reason) && term.type === 'name' && this.isKnown(term.text)) throw reason;
      }
      throw error;
    }
  }

  #segmentComparison(operand: Operand): Condition {
    const token = this.tokens.next();
    const isNegated = token.text === '!=';
    if (token.text !== '=' && !isNegated && !isWord(token, 'has'))
      throw this.tokens.error(`"${token.text}" does not work on segments`, token, SEGMENT_HINT);
    const name = this.#valueToken();
    this.#rejectSeveralWords(name);
    const within = this.#segmentNamed(operand, name);
    return isNegated ? { type: 'not', part: within } : within;
  }

  protected override inSegment(segments: Expression, name: Token): Expression {
    if (name.type !== 'word' && name.type !== 'string')
      throw this.tokens.unexpected(name, 'the name of a segment');
    return conditionOf(this.#segmentNamed(this.#operand(segments, name), name));
  }

  #segmentNamed({ field, links }: Omit<Operand, 'expression'>, name: Token): Condition {
    const noun = segmentsOf(field) as Noun;
    const known = this.env.linked?.links as Links;
    const segment = known.segment(name.text, noun);
    if (!segment) {
      const near = findNearest(name.text, known.segmentNames(noun));
      throw this.tokens.error(`unknown segment "${name.text}"`, name, {
        code: 'unknown-segment',
        near,
        noun,
      });
    }
    if (segment.noun !== noun)
      throw this.tokens.error(
        `the segment "${segment.name}" is of ${known.pluralOf(segment.noun)}, not of ${known.pluralOf(noun)}`,
        name,
        { code: 'segment-of-other-noun', noun },
      );
    const open = this.env.openSegments ?? [];
    if (open.includes(segment.name))
      throw this.tokens.error(
        `the segment "${segment.name}" would contain itself: ${[...open, segment.name].join(' > ')}`,
        name,
      );
    const where = segment.filter === '' ? null : this.#filterOf(segment, links.at(-1)?.target.fields);
    return reached(links, { type: 'segment', id: segment.id, where });
  }

  /** The condition of a segment. Throws `usage` for one that can no longer be read. */
  #filterOf({ name, noun, filter }: NamedSegment, fields = this.scope.fields): Condition {
    const { linked, openSegments = [], segmentCount = { total: 0 } } = this.env;
    if (++segmentCount.total > MAX_SEGMENTS)
      throw usage(`the filter names more than ${MAX_SEGMENTS} segments, with those that these name`);
    try {
      return parseFilter(filter, fields, {
        ...this.env,
        linked: linked && { noun, links: linked.links },
        group: undefined,
        openSegments: [...openSegments, name],
        segmentCount,
      });
    } catch (error) {
      if (!isCrmError(error) || /^(?:segment "|the (?:segment|filter) )/.test(error.message)) throw error;
      throw usage(`segment "${name}": ${error.message}`, ...helpOf(error));
    }
  }

  #isEnd(token: Token): boolean {
    return token.type === 'end' || token.type === ')' || token.type === ',' || isWord(token, 'and', 'or');
  }

  #takeHas(field: Field): boolean {
    const token = this.tokens.peek();
    if (!this.tokens.takeWord('has')) return false;
    if (field.type === 'list') return true;
    throw this.tokens.error(`"has" works on lists, not on ${field.name}`, token, operatorHint(field));
  }

  #isCall(token: Token): boolean {
    if (token.type !== 'word' || !isFunction(token.text)) return false;
    const behind = this.tokens.after(token);
    return behind.type === '(' && behind.start === token.end;
  }

  #compareWithValue({ field, links }: Operand, op: Comparison): Condition {
    const counted = this.#countedValue();
    const token = this.calls > 0 ? counted : this.#joinCommas(counted);
    const isNegated = op === '!=' || op === '!~';
    if (token.text === '' && (op === '=' || op === '!=')) return emptiness(links, field, isNegated);
    const value = this.#value(field, op, token);
    if (links.length === 0) return compareWith(field, op, value);
    const positive = reached(links, compareWith(field, POSITIVE[op] ?? op, value));
    return isNegated ? { type: 'not', part: positive } : positive;
  }

  #compareWithExpression({ expression, field }: Operand, op: Comparison): Condition {
    const place = this.tokens.peek();
    const other = this.single(this.sum(), place);
    const sides = comparison(op, this.single(expression, place), other);
    if ('problem' in sides) throw this.tokens.error(sides.problem, place, operatorHint(field));
    const exchange = { base: this.env.currency, today: toLocalDate(this.env.now) };
    return { type: 'values', op, ...sides, exchange };
  }

  #operator(field: Field): Comparison {
    const token = this.tokens.next();
    const usable = operatorsOf(field.type);
    const op = OPERATORS.find((known) => known === token.text);
    if (op && usable.includes(op)) return op;
    if (op) {
      const message = `"${op}" does not work on ${field.name}, which is of type ${field.type}`;
      throw this.tokens.error(message, token, operatorHint(field));
    }
    const ours = FOREIGN_OPERATORS[token.text];
    const hint = ours ? `Write ${ours}` : operatorHint(field);
    throw this.tokens.error(`unknown operator "${token.text}"`, token, hint);
  }

  #valueToken(): Token {
    const token = this.tokens.next();
    if (isWord(token, 'and', 'or', 'not')) {
      throw this.tokens.unexpected(token, 'a value', `To use it as a value, quote it: "${token.text}"`);
    }
    if (token.type === 'word' || token.type === 'string') return token;
    throw this.tokens.unexpected(token, 'a value');
  }

  /** Outside a list a comma is part of a number: `amount > 10,000`. */
  #joinCommas(first: Token): Token {
    if (first.type !== 'word') return first;
    let { end } = first;
    while (this.tokens.peek().type === ',' && this.tokens.peek().start === end) {
      const word = this.tokens.peek(1);
      if (word.type !== 'word' || word.start !== end + 1) break;
      this.tokens.next();
      ({ end } = this.tokens.next());
    }
    const place = { start: first.start, end };
    return { type: 'word', text: this.tokens.source(place), ...place };
  }

  #value(field: Field, op: Comparison, token: Token): ReadValue {
    if (token.text === '') {
      throw this.tokens.error(
        'a value is missing',
        token,
        `to find records without a value, write ${field.name} is empty`,
      );
    }
    this.#rejectSeveralWords(token);
    // A part of a choice, or a bound, need not be a choice.
    if (field.type === 'choice' && op !== '=' && op !== '!=') return { exact: token.text };
    try {
      return readValue(field, textAsked(field, op, token.text), token.type === 'word', this.env);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw this.tokens.error(error.message, token, ...helpOf(error));
    }
  }

  #rejectSeveralWords({ type, start, end }: Token): void {
    if (type !== 'word') return;
    let last = end;
    for (let ahead = 0; ; ahead++) {
      const token = this.tokens.peek(ahead);
      if (token.type !== 'word' || isWord(token, 'and', 'or', '&&', '||')) break;
      last = token.end;
    }
    if (last === end) return;
    const place = { start, end: last };
    const hint = `Write "${this.tokens.source(place)}"`;
    throw this.tokens.error('a value of several words needs quotes', place, hint);
  }
}

const conditionOf = (condition: Condition): Expression => ({ type: 'condition', condition, of: 'bool' });

const SEGMENT_HINT = 'Write segment = warm, segment != warm or segment in (warm, hot)';

const isToMany = ({ to }: Link): boolean => to === 'many';

const POSITIVE: Partial<Record<Comparison, Comparison>> = { '!=': '=', '!~': '~' };

/** Whether few texts are values of a field, so that another word may be the name of a field. */
function isExact({ type }: Field): boolean {
  return ['integer', 'number', 'bool', 'money', 'date', 'datetime', 'duration'].includes(type);
}

function operatorHint(field: Field): string {
  return `${field.name} accepts ${operatorsOf(field.type).join(' ')}, in (…), is empty`;
}

/** A condition on the record that the links lead to. */
function reached(links: readonly Link[], condition: Condition): Condition {
  return links.reduceRight<Condition>((where, link) => ({ type: 'any', link, where }), condition);
}

/** Without a record at the end of the links, its field is empty. */
function emptiness(links: readonly Link[], field: Field, negated: boolean): Condition {
  const empty: Condition = { type: 'empty', field };
  const isPlain = links.length === 0;
  if (isPlain) return negated ? { type: 'not', part: empty } : empty;
  const filled = reached(links, { type: 'not', part: empty });
  return negated ? filled : { type: 'not', part: filled };
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

/** What is asked for: a profile by its address in the one way in which it is stored, where the text says a profile. */
function textAsked({ form }: Field, op: Comparison, text: string): string {
  if (form !== 'linkedin' && form !== 'profile') return text;
  const usual = form === 'linkedin' && (op === '=' || op === '!=') ? form : null;
  return readProfile(text, usual) ?? text;
}
