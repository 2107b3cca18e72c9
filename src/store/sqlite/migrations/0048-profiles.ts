import type { Migration } from './migration.ts';

/** Addresses of LinkedIn profiles in one form, and indexes to find people by their profiles. */
export const addProfiles: Migration = (db) => {
  db.exec(`
create index contact_linkedin on contact (linkedin) where linkedin is not null;
create index contact_social on contact (social) where social is not null;
`);
  const update = db.prepare('update contact set linkedin = ? where id = ?');
  const rows = db
    .prepare<[], { id: number; linkedin: string }>(
      'select id, linkedin from contact where linkedin is not null',
    )
    .all();
  for (const { id, linkedin } of rows) {
    const [, kind = '', handle = ''] = LINKEDIN.exec(linkedin.trim()) ?? [];
    if (handle !== '') update.run(`https://www.linkedin.com/${kind.toLowerCase()}/${handleOf(handle)}`, id);
  }
};

const LINKEDIN =
  /^(?:https?:\/\/)?(?:[\w-]+\.)?linkedin\.com(?:\/mwlite)?\/(in|company|school|showcase|pub)\/([^/?#\s]+)(?:[/?#].*)?$/i;

function handleOf(text: string): string {
  try {
    return decodeURIComponent(text).normalize('NFC').toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}
