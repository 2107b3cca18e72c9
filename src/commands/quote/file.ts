import { readQuote } from '../../app/quotes/quotes.ts';
import type { Context } from '../../context.ts';
import { failed } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { findPrinter, printPage } from '../../io/print-page.ts';
import { quoteMarkdown } from '../../render/quote/document.ts';
import { quotePage } from '../../render/quote/page.ts';
import { pageFrame } from '../export/page-file.ts';

/** The forms of a quote. */
export const QUOTE_FORMS = ['md', 'html', 'pdf'] as const;

type QuoteForm = (typeof QUOTE_FORMS)[number];

/** A quote in one of its forms. Throws `failed` for a PDF where there is no browser. */
export async function quoteFile(ctx: Context, quote: NamedRecord, form: QuoteForm): Promise<Uint8Array> {
  const document = await readQuote(await ctx.deps(), quote);
  if (form === 'md') return Buffer.from(quoteMarkdown(document));
  const page = quotePage(document, (await pageFrame(ctx, '')).view);
  if (form === 'html') return Buffer.from(page);
  const printer = findPrinter(ctx.io.env);
  if (printer === null)
    throw failed(
      'there is no browser here that prints a PDF: Chromium, Chrome, Edge or Brave',
      `Write a page, and print it: crm quote print ${quote.id} -o quote.html`,
    );
  return printPage(printer, page, ctx.io);
}

/** The form of a quote that goes along with a mail: PDF where a browser prints it. */
export function formToSend(ctx: Context): QuoteForm {
  return findPrinter(ctx.io.env) === null ? 'html' : 'pdf';
}
