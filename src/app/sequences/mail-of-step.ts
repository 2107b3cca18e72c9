import type { RecordRef } from '../../domain/record-ref.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { templateNamed } from '../../store/templates.ts';
import type { Deps } from '../deps.ts';
import { type RenderedMail, renderTemplate } from '../templates/render.ts';

/** The mail of a step for somebody; one that answers the mail before has its subject. Throws for what is missing. */
export async function mailOfStep(
  deps: Deps,
  person: RecordRef,
  templateName: string,
  after: Pick<StoredMail, 'subject'> | null,
): Promise<RenderedMail> {
  const template = await templateNamed(deps.store.db, templateName);
  const mail = await renderTemplate(deps, { template, about: person, set: new Map() });
  return after ? { ...mail, subject: `Re: ${after.subject.replace(/^(?:re:\s*)+/i, '')}` } : mail;
}
