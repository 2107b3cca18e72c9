/** Tags that are changed: links, and the points of lists. */
const TAGS = /<a\b([^<>]{0,4000})>|<\/a\s*>|<li\b[^<>]{0,4000}>/gi;

/**
 * HTML whose links say `words (address)` and whose points each begin a line. What makes text of HTML here puts addresses
 * before the words, where they seem to belong to the words before.
 */
export function readableHtml(html: string): string {
  let link: { readonly address: string; readonly start: number } | null = null;
  return html.replace(TAGS, (tag: string, attributes: string | undefined, at: number) => {
    if (attributes !== undefined) {
      link = { address: addressOf(attributes), start: at + tag.length };
      return '';
    }
    if (/^<li/i.test(tag)) return '<br>* ';
    const { address = '', start = at } = link ?? {};
    link = null;
    return address === '' || words(html.slice(start, at)) === words(address) ? '' : ` (${address})`;
  });
}

/** The web address of a link; empty for any other one. */
function addressOf(attributes: string): string {
  const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
  const address = (double ?? single ?? bare ?? '').trim();
  return /^https?:\/\/[^\s<>]+$/i.test(address) ? address : '';
}

const words = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .trim();
