import { conflict, usage } from '../../domain/errors.ts';
import { readTemplate } from '../../formats/template/template.ts';
import { type MailTemplate, templateNamed, templates } from '../../store/templates.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { COMMON_NAMES, templateFields } from './values.ts';

/** What a template is made of. */
export interface TemplateText {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}

/** All templates, by name. */
export function listTemplates({ store }: Deps): Promise<readonly MailTemplate[]> {
  return templates(store.db);
}

/** A template by name. Throws `not-found`. */
export function findTemplate({ store }: Deps, name: string): Promise<MailTemplate> {
  return templateNamed(store.db, name);
}

/** The template of a campaign, else the one named follow-up; undefined for neither. */
export async function followUpOf(
  { store }: Deps,
  campaign: string | null,
): Promise<MailTemplate | undefined> {
  const all = await templates(store.db);
  const named = (name: string) => all.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return (campaign === null ? undefined : named(campaign)) ?? named('follow-up');
}

/**
 * Adds a template; returns the names in it that are fields of no noun, which have to be given when it is used. Throws
 * `conflict` for a name that is taken, `usage` for a template that is broken.
 */
export async function addTemplate(deps: Deps, text: TemplateText): Promise<readonly string[]> {
  const template = checked(text);
  const names = await strangeNames(deps, template);
  await deps.store.change(async (tx) => {
    await requireFree(tx, template.name);
    await tx.insert('template', template);
  }, `added the template ${template.name}`);
  return names;
}

/** Changes what is given of a template, and nothing else that another edit may have written. Throws like `addTemplate`. */
export async function editTemplate(
  deps: Deps,
  name: string,
  change: Partial<TemplateText>,
): Promise<{
  readonly changeId: number | null;
  readonly before: MailTemplate;
  readonly strange: readonly string[];
}> {
  const before = await templateNamed(deps.store.db, name);
  const template = checked({ name: before.name, subject: before.subject, body: before.body, ...change });
  const strange = await strangeNames(deps, template);
  const given = Object.keys(change) as (keyof TemplateText)[];
  const { id } = await deps.store.change(async (tx) => {
    if (template.name.toLowerCase() !== before.name.toLowerCase()) await requireFree(tx, template.name);
    await tx.update(
      'template',
      before.id,
      Object.fromEntries(given.map((field) => [field, template[field]])),
    );
  }, `edited the template ${before.name}`);
  return { changeId: id, before, strange };
}

/** Removes a template; returns its stored name. */
export async function removeTemplate({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await templateNamed(store.db, text);
  await store.change((tx) => tx.remove('template', id), `removed the template ${name}`);
  return name;
}

/** Throws `usage` for a template without a name, a subject or a text. */
function checked({ name, subject, body }: TemplateText): TemplateText {
  const template = {
    name: name.trim(),
    subject: oneLine(subject),
    body: body.replaceAll('\r\n', '\n').trim(),
  };
  if (template.name === '') throw usage('a template needs a name');
  if (template.subject === '')
    throw usage('the subject is missing', { code: 'template-without-subject', name: template.name });
  if (template.body === '') throw usage('the template has no text');
  return template;
}

/** A text in one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function requireFree(tx: Tx, name: string): Promise<void> {
  const existing = (await templates(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (existing)
    throw conflict(`a template "${existing.name}" exists`, {
      code: 'name-exists',
      noun: 'template',
      ref: existing.name,
    });
}

async function strangeNames(deps: Deps, { name, subject, body }: TemplateText): Promise<readonly string[]> {
  const names = new Set<string>(
    (await Promise.all([subject, body].map((text) => readTemplate(text, `the template ${name}`)))).flatMap(
      (template) => template.names,
    ),
  );
  for (const common of COMMON_NAMES) names.delete(common);
  for (const noun of deps.store.db.nouns.names) {
    if (names.size === 0) break;
    for (const field of await templateFields(deps, noun, [...names])) names.delete(field.name);
  }
  return [...names];
}
