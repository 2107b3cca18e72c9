import { isObject, type JsonObject } from '../domain/json-object.ts';

/** What comments are listed under. */
const LISTS = /^(?:comments?|conversations?|replies|events?)$/i;
/** Their texts, the plainest first. */
const TEXTS = ['plain_body', 'body_text', 'body', 'value', 'text', 'comment', 'content', 'html_body'];
const TIMES = ['created_at', 'created-at', 'createdAt', 'date', 'created'];
const AUTHORS = ['author', 'author_name', 'author_id', 'author-id', 'user_id', 'from_email', 'user'];
const PUBLIC = ['public', 'is-public', 'is_public'];
const PRIVATE = ['private', 'is_private'];

/**
 * A record whose list of comments is one text, a paragraph for each: when, who, and what was said. Other lists stay as they
 * are.
 */
export function withComments(object: JsonObject): JsonObject {
  let changed: Record<string, unknown> | null = null;
  for (const key of Object.keys(object)) {
    const list = LISTS.test(key) ? object[key] : null;
    if (!Array.isArray(list) || list.length === 0) continue;
    const texts = list.map((each) => (isObject(each) ? commentText(each) : null));
    if (texts.includes(null)) continue;
    changed ??= { ...object };
    changed[key] = texts.join('\n\n');
  }
  return changed ?? object;
}

/** `2026-07-20T22:55:29Z, 76872, internal: Use water`; null for an object that is no comment. */
function commentText(comment: JsonObject): string | null {
  const first = (names: readonly string[]) =>
    names.map((name) => comment[name]).find((value) => value !== undefined && value !== null && value !== '');
  const text = first(TEXTS);
  const author = first(AUTHORS);
  if (typeof text !== 'string' || (author === undefined && first(TIMES) === undefined)) return null;
  const who = isObject(author) ? (author.name ?? author.email ?? author.id) : author;
  const isInternal = String(first(PUBLIC)) === 'false' || String(first(PRIVATE)) === 'true';
  const head = [first(TIMES), who, isInternal ? 'internal' : undefined].filter((part) => part !== undefined);
  return `${head.join(', ')}: ${text.trim()}`;
}
