import type { Waiting } from '../../domain/next/waiting.ts';
import { type Db, sql } from '../sql.ts';
import { aboutOf, inScope, ownerName, type Scope, todayOf } from './circle.ts';

/** Tasks that are due or overdue: what is overdue longest first, urgent ones before others of a day. */
export function dueTasks(db: Db, scope: Scope): Promise<Waiting[]> {
  return sql<Waiting>`
    select 'task' as noun, task.id, task.subject as title, ${aboutOf(db, 'task')} as about,
      coalesce(task.due_at, task.due_date) as at, task.priority as detail, null as number,
      null as amount_minor, null as currency, ${ownerName('task')} as owner, null as account_id
    from task
    where task.status = 'open' and task.due_date <= ${todayOf(scope)} and ${inScope('task', scope)}
    order by task.due_date nulls first, task.due_at nulls last,
      case task.priority when 'high' then 1 when 'normal' then 2 else 3 end nulls last, task.id
    limit ${scope.limit}`.all(db);
}

/** Meetings of today, and earlier ones of which nobody has said how they went. */
export function dueMeetings(db: Db, scope: Scope): Promise<Waiting[]> {
  return sql<Waiting>`
    select 'meeting' as noun, meeting.id, meeting.subject as title, ${aboutOf(db, 'meeting')} as about,
      coalesce(meeting.starts_at, meeting.starts_on) as at, null as detail, null as number,
      null as amount_minor, null as currency, ${ownerName('meeting')} as owner, null as account_id
    from meeting
    where meeting.status = 'planned' and meeting.starts_on <= ${todayOf(scope)} and ${inScope('meeting', scope)}
    order by meeting.starts_on desc nulls last, meeting.starts_at nulls last, meeting.id
    limit ${scope.limit}`.all(db);
}
