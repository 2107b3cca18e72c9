import { localOffset, type OffsetSpan, offsetSpans } from '../domain/dates/offsets.ts';
import { isoTime } from '../domain/dates.ts';
import { type Sql, sql } from './sql.ts';

/** The years whose clock changes are known; a time outside of them has the offset of the nearest. */
const FIRST_YEAR = Date.UTC(1970, 0);
const LAST_YEAR = Date.UTC(2070, 0);

/** The local day, `YYYY-MM-DD`, of a moment of any year. */
export function localDayOf(moment: Sql): Sql<string> {
  const spans = offsetSpans(localOffset, FIRST_YEAR, LAST_YEAR);
  const at = sql.ref('moment.at');
  const day = sql<string>`${(dialect) => dialect.localDay(at, shiftAt(at, spans))}`;
  // The moment is written once, however many clock changes there are.
  return sql<string>`(select ${day} from (select ${moment} as at) as moment)`;
}

/** The offset from UTC at a moment, as a modifier of a date function. Halves keep the number of comparisons small. */
function shiftAt(moment: Sql, spans: readonly OffsetSpan[]): Sql<string> {
  const middle = spans.length >> 1;
  const span = spans[middle];
  if (!span || middle === 0) return sql<string>`${`${spans[0]?.minutes ?? 0} minutes`}`;
  const [before, after] = [spans.slice(0, middle), spans.slice(middle)];
  return sql<string>`case when ${moment} < ${isoTime(span.from)}
    then ${shiftAt(moment, before)} else ${shiftAt(moment, after)} end`;
}
