import { uniteMembers } from '../merge/unite-members.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** The records a lead was converted into. */
interface Links {
  readonly account_id: number;
  readonly contact_id: number;
  readonly opp_id: number | null;
}

type LinkedRow = Pick<RowOf<'activity'>, 'id' | keyof Links>;

/**
 * Links the lead's activities and open tasks and planned meetings to its new records too. These get the new owner; done ones stay.
 */
export async function moveHistory(
  tx: Tx,
  leadId: number,
  links: Links,
  ownerId: number | null,
): Promise<void> {
  const activities = await sql<LinkedRow>`
    select id, account_id, contact_id, opp_id from activity where lead_id = ${leadId} order by id`.all(tx);
  for (const { id, ...linked } of activities) await tx.update('activity', id, filledLinks(linked, links));
  const tasks = await sql<LinkedRow>`
    select id, account_id, contact_id, opp_id from task
    where lead_id = ${leadId} and status = 'open' order by id`.all(tx);
  const meetings = await sql<LinkedRow>`
    select id, account_id, contact_id, opp_id from meeting
    where lead_id = ${leadId} and status = 'planned' order by id`.all(tx);
  for (const [table, rows] of [
    ['task', tasks],
    ['meeting', meetings],
  ] as const)
    for (const { id, ...linked } of rows)
      await tx.update(table, id, {
        ...filledLinks(linked, links),
        ...(ownerId === null ? {} : { owner_id: ownerId }),
      });
}

/** The contact that a lead became is a member of its campaigns, once. */
export async function moveMemberships(tx: Tx, leadId: number, contactId: number): Promise<void> {
  await uniteMembers(tx, 'contact', [contactId, contactId]);
  const members = await sql<{ id: number }>`
    select id from campaign_member where lead_id = ${leadId} order by id`.all(tx);
  for (const { id } of members)
    await tx.update('campaign_member', id, { lead_id: null, contact_id: contactId });
}

/** The contact that a lead became takes part in its meetings, once. */
export async function moveAttendances(tx: Tx, leadId: number, contactId: number): Promise<void> {
  const links = await sql<{ id: number; twin: number | null }>`
    select link.id, twin.id as twin from meeting_attendee link
      left join meeting_attendee twin on twin.meeting_id = link.meeting_id and twin.contact_id = ${contactId}
    where link.lead_id = ${leadId} order by link.id`.all(tx);
  for (const { id, twin } of links)
    if (twin === null) await tx.update('meeting_attendee', id, { lead_id: null, contact_id: contactId });
    else await tx.remove('meeting_attendee', id);
}

/** The links of the row, with blank ones filled. */
function filledLinks(
  linked: Record<keyof Links, number | null>,
  links: Links,
): Record<keyof Links, number | null> {
  return {
    account_id: linked.account_id ?? links.account_id,
    contact_id: linked.contact_id ?? links.contact_id,
    opp_id: linked.opp_id ?? links.opp_id,
  };
}
