import { refused } from '../../domain/errors.ts';
import { escapeMarkdown } from '../../domain/markdown-text.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { formatMarkdown, type MailText } from '../../formats/template/markdown.ts';
import { readTemplate, type TemplateValues } from '../../formats/template/template.ts';
import type { Deps } from '../deps.ts';
import { oneLine, type TemplateText } from './templates.ts';
import { readTemplateValues } from './values.ts';

/** A mail made of a template. */
export interface RenderedMail extends MailText {
  readonly subject: string;
}

/** What a template is filled with. */
export interface TemplateUse {
  readonly template: TemplateText;
  /** The record whose values it gets. */
  readonly about: RecordRef | null;
  /** Values that are given. */
  readonly set: TemplateValues;
}

/**
 * Fills a template with the values of a record. Throws `refused` for a name without a value or default, and for one that is
 * no field: nobody gets "Hi ,".
 */
export async function renderTemplate(
  deps: Deps,
  { template, about, set }: TemplateUse,
): Promise<RenderedMail> {
  const shown = template.name === '' ? 'the text' : `the template ${template.name}`;
  const [subject, body] = await Promise.all(
    [template.subject, template.body].map((text) => readTemplate(text, shown)),
  );
  if (!subject || !body) throw new Error('two templates were read');
  const values = await readTemplateValues(deps, [...new Set([...subject.names, ...body.names])], about, set);
  const filled = { subject: subject.fill(values), body: body.fill(values, escapeMarkdown) };
  const unknown = [...new Set([...filled.subject.unknown, ...filled.body.unknown])];
  const blank = [...new Set([...filled.subject.blank, ...filled.body.blank])];
  const of = about ? `${about.noun} ${about.id}` : 'nobody';
  const [name] = [...unknown, ...blank];
  if (unknown.length > 0)
    throw refused(`${shown} names what ${of} does not have: ${unknown.join(', ')}`, {
      code: 'placeholder-unknown',
      name: name as string,
    });
  if (blank.length > 0)
    throw refused(
      `${shown} needs ${blank.join(', ')}, which ${blank.length === 1 ? 'is' : 'are'} blank for ${of}`,
      { code: 'placeholder-blank', name: name as string },
    );
  return { subject: oneLine(filled.subject.text), ...(await formatMarkdown(filled.body.text)) };
}
