/** What one engine takes and another does not, or reads as something else, and what to write instead. */
const RULES: readonly (readonly [fault: RegExp, instead: string])[] = [
  [/\b(?:from|join|into|update|delete from)\s+user\b/, '"user" in quotes: it is a word of other engines'],
  [/\bas\s+[a-z]+[A-Z]/, 'an alias in snake_case: other engines fold it to lower case'],
  [/\b(?:insert|update)\s+or\s+(?:ignore|replace)\b/, '`on conflict`, or a condition that finds no twin'],
  [/\bis\s+(?!(?:not\s+)?(?:null|true|false|distinct)\b)/, '`is [not] distinct from`'],
  [/\blimit\s+-/, 'no limit at all'],
  [/(?:\band|\bor|\bwhere|\bby|[(,])\s*\+\s*[a-z(]/, '`unindexed` of the engine'],
  [/\bcross\s+join\b[^)]*?\bon\b/, 'a join without a hint'],
  [/\b(?:and|where)\s+[01]\b(?!\s*[<>=])/, '`true` or `false`'],
  [
    /\b(?:json_(?:each|extract|group_array|array|object)|group_concat|strftime|datetime|total|fold|glob)\s*\(|\bcollate\b|\blike\b/,
    'a piece of the dialect',
  ],
  [/\bsqlite_|\bpragma_/, 'a method of the catalogue'],
];

/** Columns that hold a value in every row: where nulls come in their order makes no difference. */
const NEVER_NULL =
  /^(?:\w+\.)?"?(?:id|rowid|name|name_key|position|at|created_at|updated_at|entered_at|key|k|noun|attempt|nth|place|score|n|count|lead_id|tag|word|since|until|until|ref|when|title|rank|due_at|last_try|opp_id|pipeline_id|stage_id|user_name|[12])"?(?: asc| desc)?$/;

/** What is not portable in a statement. */
export function portabilityFaults(text: string): string[] {
  const faults = RULES.flatMap(([fault, instead]) => {
    const [found] = fault.exec(text) ?? [];
    return found === undefined ? [] : [`"${found.replace(/\s+/g, ' ')}": write ${instead}`];
  });
  return [...faults, ...orderFaults(text)];
}

function orderFaults(text: string): string[] {
  return [...text.matchAll(/\border by\s+((?:[^()]|\([^()]*\))*?)(?=\s*(?:\blimit\b|\)|$|\bunion\b))/g)]
    .flatMap(([, terms = '']) => terms.split(/,(?![^(]*\))/))
    .map((term) => term.trim().replace(/\s+/g, ' '))
    .filter((term) => !/ nulls (?:first|last)$/.test(term) && !NEVER_NULL.test(term) && !term.includes('?'))
    .map((term) => `"order by ${term}": say whether nulls come first or last`);
}

/** Queries in `from` or `join` without a name, in a whole statement. */
export function aliasFaults(text: string): string[] {
  const faults: string[] = [];
  for (const { index, 0: found } of text.matchAll(/\b(?:from|join)\s*\((?=\s*(?:select|with)\b)/g)) {
    let depth = 1;
    let at = index + found.length;
    for (; at < text.length && depth > 0; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0 && !/^\s*as\s+\w/.test(text.slice(at))) faults.push(text.slice(index, at + 20));
  }
  return faults;
}
