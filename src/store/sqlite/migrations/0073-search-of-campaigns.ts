import type { Migration } from './migration.ts';

/** Campaigns and purchases that earlier steps made of other records were not found by a search until they changed. */
export const addSearchOfCampaigns: Migration = (db) => {
  for (const noun of ['campaign', 'purchase']) {
    db.exec(`
insert into search_block (noun, page)
  select distinct '${noun}', r.id / 1024 from ${noun} r
  where not exists (select 1 from search_block b where b.noun = '${noun}' and b.page = r.id / 1024);
insert into search_text (rowid, title, body)
  select b.id * 1024 + r.id % 1024, r.name, coalesce(r.notes, '') || ' ' || case r.custom when '{}' then '' else
    coalesce((select group_concat(value, ', ') from json_each(r.custom) where type in ('text', 'integer', 'real')), '') end
  from ${noun} r join search_block b on b.noun = '${noun}' and b.page = r.id / 1024
  where b.id * 1024 + r.id % 1024 not in (select rowid from search_text);
`);
  }
};
