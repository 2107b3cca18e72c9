import type { MarkedToken, Token, Tokens } from 'marked';

/** Only these open by themselves or with a mail program. */
const SAFE_LINK = /^(?:https?|mailto|tel):/i;

/** A mail in both its forms. */
export interface MailText {
  readonly text: string;
  readonly html: string;
}

/**
 * Markdown as plain text and as HTML. HTML in it is text; links are to pages, addresses and numbers only; a picture is a
 * link to it, so that nothing is loaded from elsewhere.
 */
export async function formatMarkdown(markdown: string): Promise<MailText> {
  const { Marked } = await import('marked');
  const tokens = new Marked({ gfm: true, breaks: true }).lexer(markdown);
  return {
    text: `${blocksText(tokens).trim()}\n`,
    html: `<!doctype html>\n<html><body>\n${blocksHtml(tokens)}\n</body></html>\n`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for a place in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

function blocksHtml(tokens: readonly Token[]): string {
  return tokens
    .map((token) => blockHtml(token as MarkedToken))
    .filter(Boolean)
    .join('\n');
}

function blockHtml(token: MarkedToken): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'hr':
      return '<hr>';
    case 'heading':
      return `<h${token.depth}>${inlineHtml(token.tokens)}</h${token.depth}>`;
    case 'code':
      return `<pre>${escapeHtml(token.text)}</pre>`;
    case 'blockquote':
      return `<blockquote>\n${blocksHtml(token.tokens)}\n</blockquote>`;
    case 'list': {
      const tag = token.ordered ? 'ol' : 'ul';
      const start = token.ordered && token.start !== 1 ? ` start="${Number(token.start)}"` : '';
      const items = token.items.map((item) => `<li>${itemHtml(item)}</li>`);
      return `<${tag}${start}>\n${items.join('\n')}\n</${tag}>`;
    }
    case 'table': {
      const row = (cells: readonly Tokens.TableCell[], tag: string) =>
        `<tr>${cells.map(({ tokens }) => `<${tag}>${inlineHtml(tokens)}</${tag}>`).join('')}</tr>`;
      return `<table>\n${[row(token.header, 'th'), ...token.rows.map((cells) => row(cells, 'td'))].join('\n')}\n</table>`;
    }
    case 'paragraph':
      return `<p>${inlineHtml(token.tokens)}</p>`;
    default:
      return `<p>${inlineHtml([token])}</p>`;
  }
}

/** The items of a tight list have no paragraphs. */
function itemHtml({ tokens, loose }: Tokens.ListItem): string {
  return loose
    ? blocksHtml(tokens)
    : tokens
        .map((token) => (token.type === 'text' ? inlineHtml([token]) : blockHtml(token as MarkedToken)))
        .join('\n');
}

function inlineHtml(tokens: readonly Token[] = []): string {
  return tokens
    .map((each) => {
      const token = each as MarkedToken;
      switch (token.type) {
        case 'strong':
        case 'em':
        case 'del':
          return `<${token.type}>${inlineHtml(token.tokens)}</${token.type}>`;
        case 'codespan':
          return `<code>${escapeHtml(token.text)}</code>`;
        case 'br':
          return '<br>\n';
        case 'link':
        case 'image': {
          const label =
            token.type === 'link' ? inlineHtml(token.tokens) : escapeHtml(token.text || token.href);
          return SAFE_LINK.test(token.href) ? `<a href="${escapeHtml(token.href)}">${label}</a>` : label;
        }
        case 'text':
          return 'tokens' in token && token.tokens ? inlineHtml(token.tokens) : escapeHtml(token.text);
        case 'escape':
          return escapeHtml(token.text);
        default:
          return escapeHtml(token.raw);
      }
    })
    .join('');
}

function blocksText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => blockText(token as MarkedToken))
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(token: MarkedToken): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'hr':
      return '---';
    case 'heading':
      return inlineText(token.tokens);
    case 'code':
      return indent(token.text, '    ');
    case 'blockquote':
      return indent(blocksText(token.tokens), '> ');
    case 'list':
      return token.items
        .map((item, at) => {
          const mark = token.ordered ? `${Number(token.start || 1) + at}. ` : '- ';
          const text = item.tokens
            .map((part) => blockText(part as MarkedToken))
            .join(item.loose ? '\n\n' : '\n');
          return mark + indent(text, ' '.repeat(mark.length)).trimStart();
        })
        .join(token.loose ? '\n\n' : '\n');
    case 'table':
      return [token.header, ...token.rows]
        .map((cells) => cells.map(({ tokens }) => inlineText(tokens)).join(' | '))
        .join('\n');
    case 'paragraph':
      return inlineText(token.tokens);
    default:
      return inlineText([token]);
  }
}

const indent = (text: string, by: string) => text.replace(/^/gm, by);

function inlineText(tokens: readonly Token[] = []): string {
  return tokens
    .map((each) => {
      const token = each as MarkedToken;
      switch (token.type) {
        case 'strong':
        case 'em':
        case 'del':
          return inlineText(token.tokens);
        case 'codespan':
        case 'escape':
          return token.text;
        case 'br':
          return '\n';
        case 'link':
        case 'image': {
          const label = token.type === 'link' ? inlineText(token.tokens) : token.text;
          const target = token.href.replace(/^mailto:/, '');
          return label === '' || label === target || label === token.href ? target : `${label} <${target}>`;
        }
        case 'text':
          return 'tokens' in token && token.tokens ? inlineText(token.tokens) : token.text;
        default:
          return token.raw;
      }
    })
    .join('');
}
