import { addFirstTables } from './0001-first.ts';
import { addCalling } from './0002-calling.ts';
import { BOARD } from './0003-board.ts';
import { REVIEW } from './0004-review.ts';
import { MERGING } from './0005-merging.ts';
import { IMPORT_MAP } from './0006-import-map.ts';
import { STAGE_SUMS } from './0007-stage-sums.ts';
import { USER_EXTERNAL } from './0008-user-external.ts';
import { FIELD_CHOICES } from './0009-field-choices.ts';
import { addAnyNoun } from './0010-any-noun.ts';
import { CLAIM_TERMINAL } from './0011-claim-terminal.ts';
import { FIELD_PAST } from './0012-field-past.ts';
import { QUEUE_PLACE } from './0013-queue-place.ts';
import { addPhoneExtension } from './0014-phone-extension.ts';
import { EVENT_CURSOR } from './0015-event-cursor.ts';
import { addPicklists } from './0016-picklists.ts';
import { addPeople } from './0017-people.ts';
import { FIELD_SETTINGS } from './0018-field-settings.ts';
import { RULES } from './0019-rules.ts';
import { addMeetings } from './0020-meetings.ts';
import { NAMESAKES } from './0021-namesakes.ts';
import type { Migration } from './migration.ts';

const run =
  (statements: string): Migration =>
  (db) =>
    db.exec(statements);

/** The steps of the schema; the number of each is its place in the list, from 1. */
export const MIGRATIONS: readonly Migration[] = [
  addFirstTables,
  addCalling,
  run(BOARD),
  run(REVIEW),
  run(MERGING),
  run(IMPORT_MAP),
  run(STAGE_SUMS),
  run(USER_EXTERNAL),
  run(FIELD_CHOICES),
  addAnyNoun,
  run(CLAIM_TERMINAL),
  run(FIELD_PAST),
  run(QUEUE_PLACE),
  addPhoneExtension,
  run(EVENT_CURSOR),
  addPicklists,
  addPeople,
  run(FIELD_SETTINGS),
  run(RULES),
  addMeetings,
  run(NAMESAKES),
];
