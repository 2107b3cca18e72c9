import type { DurationUnit } from '../duration-unit.ts';
import { headerKey } from '../field-names.ts';
import type { CallMeaning } from './words.ts';

/** What is known of the files of one phone system, beyond what the headers say. */
export interface PhoneSystem {
  /** Source of the ids of its calls, and value of `--preset`. */
  readonly name: string;
  readonly label: string;
  /** Sets of headers: a file with all of one set is a file of this system. */
  readonly signatures: readonly (readonly string[])[];
  /** Its headers and our fields, where they mean something else than usual; `-` for a column that says nothing. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Its words as `callWord` spells them, where they mean something else than usual. */
  readonly words?: Readonly<Record<string, CallMeaning>>;
  /** The zone of times without one. */
  readonly zone?: 'utc';
  /** The unit of plain numbers in columns that name none. */
  readonly unit?: DurationUnit;
  /** Users that are machines. */
  readonly machines?: readonly string[];
  /** Directions that it writes as numbers. */
  readonly directions?: Readonly<Record<string, string>>;
}

/** VICIdial's codes for statuses of calls that every installation has. */
const VICIDIAL_WORDS: Readonly<Record<string, CallMeaning>> = {
  na: 'no-answer',
  n: 'no-answer',
  drop: 'no-answer',
  pdrop: 'no-answer',
  adrop: 'no-answer',
  timeot: 'no-answer',
  afthrs: 'no-answer',
  nanque: 'no-answer',
  pu: 'connected',
  pm: 'connected',
  dec: 'not-interested',
  xfer: 'interested',
  sale: 'interested',
  a: 'voicemail',
  aa: 'voicemail',
  am: 'voicemail',
  al: 'voicemail',
  b: 'busy',
  ab: 'busy',
  dc: 'bad-number',
  adc: 'bad-number',
  adct: 'bad-number',
  wn: 'wrong-number',
  ni: 'not-interested',
  np: 'not-interested',
  callbk: 'callback',
  cbhold: 'callback',
  dnc: 'do-not-call',
  dncl: 'do-not-call',
  dncc: 'do-not-call',
  afax: 'no-call',
  eri: 'failed',
  lrerr: 'failed',
  new: 'unfinished',
  dispo: 'by-talk',
  xdrop: 'no-answer',
  ivrxfr: 'connected',
  rqxfer: 'connected',
  inbnd: 'by-talk',
};

/** HubSpot's ids of the outcomes that every account has. */
const HUBSPOT_WORDS: Readonly<Record<string, CallMeaning>> = {
  '9d9162e7-6cf3-4944-bf63-4dff82258764': 'busy',
  'f240bbac-87c9-4f6e-bf70-924b57d47db7': 'connected',
  'a4c4c377-d246-4b32-a13b-75a56a4cd0ff': 'gatekeeper',
  'b2cf5968-551e-4856-9783-52b3da59a7d0': 'voicemail',
  '73a0d17f-1163-4015-bdd5-ec830791da20': 'no-answer',
  '17b47fee-58de-441e-a44c-c6300d46f273': 'wrong-number',
};

const ASTERISK_COLUMNS = {
  duration: 'total_duration',
  disposition: 'status',
  userfield: '-',
  accountcode: '-',
};

export const PHONE_SYSTEMS: readonly PhoneSystem[] = [
  {
    name: 'twilio',
    label: 'Twilio',
    signatures: [
      ['sid', 'from', 'to', 'status', 'start_time'],
      ['call sid', 'from', 'to', 'status'],
    ],
    columns: { answered_by: 'answered_by', duration: 'total_duration', caller_name: 'from_name' },
    zone: 'utc',
  },
  {
    name: 'ringcentral',
    label: 'RingCentral',
    signatures: [
      ['sessionId', 'startTime', 'result', 'direction'],
      ['Action', 'Action Result', 'Phone Number'],
      ['Action Result', 'From', 'To'],
    ],
    columns: {
      action: '-',
      'from name': 'from_name',
      'to name': 'to_name',
      extension: 'user',
      'extension.name': 'user',
      'duration ms': '-',
      durationMs: '-',
      internalType: '-',
    },
    words: { 'hang-up': 'no-answer' },
  },
  {
    name: 'dialpad',
    label: 'Dialpad',
    signatures: [
      ['external_number', 'internal_number', 'direction', 'date_started'],
      ['external_number', 'date_started'],
    ],
    columns: {
      internal_number: '-',
      talk_duration: '-',
      talk_time: '-',
      duration: '-',
      total_duration: '-',
      name: 'user',
      email: 'user',
      date_ended: 'ended_at',
      voicemail: 'recording',
      state: 'status',
    },
    zone: 'utc',
    unit: 'ms',
  },
  {
    name: 'aircall',
    label: 'Aircall',
    signatures: [
      ['raw_digits', 'direction', 'started_at'],
      ['missed_call_reason', 'duration (in call)'],
      ['direct_link', 'raw_digits'],
      ['in-call duration', 'aircall number'],
    ],
    columns: {
      'number.digits': '-',
      'aircall number': '-',
      // Our own: the other party is in the columns of both ends.
      number: '-',
      line: '-',
      'call type': 'status',
      'call id (internal)': '-',
      country_code: '-',
      cost: '-',
      sid: '-',
      call_uuid: '-',
    },
  },
  {
    name: 'justcall',
    label: 'JustCall',
    signatures: [
      ['justcall_number', 'contact_number'],
      ['justcall number', 'contact number'],
    ],
    columns: {
      justcall_number: '-',
      justcall_line_name: '-',
      'call_info.type': 'status',
      'call_info.status': '-',
      'call_info.disposition': 'outcome',
      'call_duration.friendly_duration': '-',
      'call_duration.total_duration': 'total_duration',
      call_user_date: '-',
      call_user_time: '-',
      agent_id: '-',
      call_sid: '-',
      id: 'call_id',
    },
    zone: 'utc',
  },
  {
    name: 'zoom',
    label: 'Zoom Phone',
    signatures: [
      ['caller_number', 'callee_number', 'direction', 'result'],
      ['Caller Number', 'Callee Number', 'Direction', 'Result'],
      ['caller_number', 'callee_number', 'date_time'],
      ['caller_did_number', 'callee_did_number'],
    ],
    columns: {
      email: 'user',
      'user email': 'user',
      caller_number_type: '-',
      callee_number_type: '-',
      call_path_id: 'group_id',
      'path id': 'group_id',
    },
  },
  {
    name: '3cx',
    label: '3CX',
    signatures: [
      ['Call Time', 'From', 'To', 'Ringing', 'Talking'],
      ['Call Time', 'Caller ID', 'Destination', 'Talking'],
      ['historyid', 'from-no', 'to-no'],
    ],
    columns: {
      'call time': 'at',
      'call activity details': '-',
      reason: '-',
      ringing: '-',
      cost: '-',
      // An end that is a line to the outside has the number elsewhere.
      'dial-no': 'to',
      'final-number': 'to',
      'from-type': 'context',
    },
  },
  {
    name: 'vicidial',
    label: 'VICIdial',
    signatures: [
      ['phone_number_dialed', 'length_in_sec', 'status'],
      ['phone_number', 'length_in_sec', 'term_reason'],
      ['call_date', 'phone_code', 'phone_number', 'status'],
    ],
    columns: {
      call_date: 'at',
      status: 'outcome',
      status_name: '-',
      phone_number: 'number',
      user: 'user',
      full_name: 'user',
      comments: '-',
      title: '-',
      lead_id: '-',
      list_id: '-',
      campaign_id: '-',
      user_group: '-',
    },
    words: VICIDIAL_WORDS,
    machines: ['VDAD', 'VDCL'],
  },
  {
    name: 'freepbx',
    label: 'FreePBX',
    signatures: [['calldate', 'src', 'dst', 'billsec', 'linkedid']],
    columns: { ...ASTERISK_COLUMNS, cnum: 'from' },
  },
  {
    name: 'asterisk',
    label: 'Asterisk',
    signatures: [
      ['src', 'dst', 'dcontext', 'billsec'],
      ['calldate', 'dst', 'billsec', 'channel'],
    ],
    columns: ASTERISK_COLUMNS,
  },
  {
    name: 'freeswitch',
    label: 'FreeSWITCH',
    signatures: [
      ['caller_id_number', 'destination_number', 'hangup_cause'],
      ['caller_id_number', 'destination_number', 'start_stamp'],
      ['caller id number', 'destination', 'hangup cause'],
    ],
    directions: { local: 'internal' },
    columns: {
      duration: 'total_duration',
      bleg_uuid: '-',
      accountcode: '-',
      // Which way a leg went through the exchange.
      'variables.direction': '-',
      'channel_data.direction': '-',
      'channel_data.state': '-',
      call_uuid: 'group_id',
      session_id: '-',
      username: '-',
    },
  },
  {
    name: 'hubspot',
    label: 'HubSpot',
    signatures: [
      ['hs_call_direction'],
      ['hs_call_duration'],
      ['hs_call_disposition'],
      ['Record ID', 'Call direction', 'Call outcome'],
      ['Record ID', 'Call outcome', 'Call duration'],
    ],
    columns: {
      'call outcome': 'outcome',
      'activity date': 'at',
      'associated contact': 'name',
      hs_createdate: '-',
      createdate: '-',
      createdat: '-',
      updatedat: '-',
      hs_lastmodifieddate: '-',
    },
    words: HUBSPOT_WORDS,
    unit: 'ms',
  },
  {
    name: 'salesforce',
    label: 'Salesforce',
    signatures: [
      ['CallDurationInSeconds', 'CallType'],
      ['CallDurationInSeconds', 'CallDisposition'],
      ['Call Duration', 'Call Result', 'Call Type', 'Assigned'],
    ],
    columns: {
      activitydate: 'date',
      createddate: 'at',
      calltype: 'direction',
      'call type': 'direction',
      status: '-',
      calldisposition: 'outcome',
      'call result': 'outcome',
      callobject: '-',
      type: 'type',
      tasksubtype: 'type',
      priority: '-',
      assigned: 'user',
    },
  },
  {
    name: 'android',
    label: 'an Android call log',
    signatures: [
      ['number', 'duration', 'date', 'type', 'presentation'],
      ['number', 'duration', 'date', 'type'],
    ],
    columns: {
      date: 'at',
      duration: 'duration',
      type: 'type',
      name: 'name',
      contact_name: 'name',
      readable_date: '-',
      presentation: '-',
      subscription_id: '-',
      post_dial_digits: '-',
      subscription_component_name: '-',
    },
    directions: {
      '1': 'incoming',
      '2': 'outgoing',
      '3': 'missed',
      '4': 'voicemail',
      '5': 'incoming, rejected',
      '6': 'incoming, blocked',
      '7': 'incoming',
    },
  },
];

/** The phone system whose files have such headers; null if none is known. */
export function detectPhoneSystem(headers: readonly string[]): PhoneSystem | null {
  const keys = new Set(headers.flatMap((header) => [headerKey(header), headerKey(innermost(header))]));
  const fits = (set: readonly string[]) => set.every((header) => keys.has(headerKey(header)));
  return PHONE_SYSTEMS.find(({ signatures }) => signatures.some(fits)) ?? null;
}

/** Objects that wrap the values of a call, as in `call_info.direction`. */
const WRAPPERS =
  /^(?:call|call_info|call_duration|callflow|caller_profile|times|variables|channel_data|properties|data|details|info|attributes|fields|payload|record|event|resource|object|result)$/i;

/** A header without what only wraps a value: `properties.hs_call_status` is `hs_call_status`, `data.user.name` a user's. */
export function innermost(header: string): string {
  const parts = header.split('.');
  while (parts.length > 1 && WRAPPERS.test((parts[0] as string).trim())) parts.shift();
  return parts.join('.');
}
