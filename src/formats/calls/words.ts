import { lazy } from '../../domain/lazy.ts';
import { TRANSLATED_CALL_WORDS } from './translated-fields.ts';

/**
 * What a word means for a call: one of the results that every database has. `by-talk`: the call is over, and whether
 * somebody answered has to be known from elsewhere. `bad-number`: the number does not exist. The others say that
 * a row is no call that took place.
 */
export type CallMeaning =
  | 'connected'
  | 'no-answer'
  | 'busy'
  | 'voicemail'
  | 'gatekeeper'
  | 'failed'
  | 'wrong-number'
  | 'bad-number'
  | 'callback'
  | 'interested'
  | 'not-interested'
  | 'meeting-set'
  | 'qualified'
  | 'do-not-call'
  | 'by-talk'
  | 'no-call'
  | 'unfinished';

/** The spelling of words in these lists: `No Answer`, `NO_ANSWER` and `no answer.` are the same. */
export function callWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Words of phone systems and agents, as `callWord` spells them. */
const WORDS: Readonly<Record<CallMeaning, string>> = {
  connected:
    'answered answer connected call-connected accepted success successful talked spoke contacted reached human ' +
    'answered-by-human left-live-message live-answer answered-externally auto-recorded recorded conversation ' +
    'language-barrier existing-customer hung-up-on transferred warm-transfer answered-call call-answered completed-call',
  'no-answer':
    'no-answer noanswer no-response not-answered unanswered missed missed-call ring-no-answer ring-timeout ringout ' +
    'timeout abandoned abandon cancel canceled cancelled call-cancel call-cancelled originator-cancel rejected reject ' +
    'call-rejected declined decline ignored no-user-response did-not-answer not-reached unreachable lose-race blocked ' +
    'no-pick-up no-pickup out-of-opening-hours short-abandoned no-available-agent agents-did-not-answer ' +
    'abandoned-in-ivr abandoned-in-classic abandoned-before-ringing out-of-business-hours caller-hung-up ' +
    'call-dropped user-not-registered alloted-timeout queue-timeout ended-by-caller not-available not-in reply ' +
    'no-answer-autodial no-answer-auto-dial attempted-to-call abandoned-call unanswered-call call-missed',
  busy: 'busy line-busy user-busy busy-auto busy-signal',
  voicemail:
    'voicemail voice-mail left-voicemail left-vm vm machine answering-machine answering-machine-auto ' +
    'answering-machine-sent-to-mesg answermachine voicemail-left left-message message-left left-a-message leftmessage ' +
    'voicemail-drop vm-drop mailbox sent-to-voicemail machine-start machine-end-beep machine-end-silence ' +
    'machine-end-other went-to-voicemail left-a-voicemail',
  gatekeeper: 'gatekeeper gate-keeper receptionist left-message-with-gatekeeper secretary assistant',
  failed:
    'failed failure fail call-failed call-failure congestion chanunavail channel-unavailable error network-error ' +
    'system-error internal-error normal-temporary-failure recovery-on-timer-expire network-out-of-order ' +
    'normal-circuit-congestion switch-congestion requested-chan-unavail service-unavailable carrier-failure ' +
    'ip-phone-offline exchange-routing-error destination-out-of-order subscriber-absent incompatible-destination ' +
    'mandatory-ie-missing progress-timeout media-timeout bearercapability-notavail facility-not-subscribed ' +
    'outgoing-call-barred incoming-call-barred call-barred no-route-destination restricted-number ' +
    'international-disabled suspended-account stopped not-allowed service-not-implemented no-credit',
  'wrong-number': 'wrong-number wrong-contact wrong-person wrong-party incorrect-number',
  'bad-number':
    'unallocated-number invalid-number invalid-number-format disconnected-number number-disconnected number-changed ' +
    'number-not-in-service not-in-service out-of-service bad-number number-does-not-exist no-such-number ' +
    'disconnected-number-auto dead-number fake-number',
  callback:
    'callback call-back callback-requested callback-scheduled callback-later call-back-later call-later call-me-later ' +
    'follow-up followup follow-up-call reschedule rescheduled call-again requested-callback',
  interested:
    'interested very-interested follow-up-interested sale sale-made sold deal positive hot hot-lead warm-lead ' +
    'information-requested send-information sent-information wants-quote',
  'not-interested': 'not-interested no-interest no-sale uninterested no-longer-interested no-pitch-no-price',
  'meeting-set':
    'meeting-set meeting-booked meeting-scheduled appointment appointment-set appointment-booked ' +
    'appointment-scheduled appt-set demo-scheduled demo-booked demo-set booked meeting',
  qualified: 'qualified',
  'do-not-call':
    'do-not-call dnc donotcall do-not-contact remove-from-list remove-me opt-out opted-out optout unsubscribed ' +
    'stop-calling do-not-call-hopper-match',
  'by-talk':
    'completed complete done ended call-ended finished hangup hang-up hung-up call-finished normal-clearing ' +
    'normal-call-clearing none normal-unspecified terminated disconnected released normal success-unknown ' +
    'terminatedbysrc terminatedbydst replacedsrc replaceddst src-participant-terminated dst-participant-terminated ' +
    'redirected call-closed closed attended-transfer blind-transfer manager-request allotted-timeout unknown inbound ' +
    'outbound incoming outgoing picked-off internal-call call',
  'no-call':
    'fax sent received sms mms text message chat email no-fax-machine fax-machine outgoing-fax video-meeting',
  unfinished:
    'queued queue ringing initiated in-progress initial pending scheduled calling dialing dialling connecting hold ' +
    'on-hold created started incall preanswer not-started in-queue canceled-before-dial calling-crm-user',
};

const meanings = lazy(
  () =>
    new Map(
      [...Object.entries(TRANSLATED_CALL_WORDS), ...Object.entries(WORDS)].flatMap(([meaning, words]) =>
        words.split(' ').map((word) => [word, meaning as CallMeaning] as const),
      ),
    ),
);

/** What a word of another program means; undefined if that is not known. Of a list the first known word counts. */
export function meaningOf(text: string): CallMeaning | undefined {
  const whole = meanings().get(callWord(text));
  if (whole !== undefined || !/[,;|]/.test(text)) return whole;
  const parts = text.split(/[,;|]/).map((part) => meanings().get(callWord(part)));
  return (
    parts.find((part) => part !== undefined && part !== 'by-talk') ?? parts.find((part) => part !== undefined)
  );
}

/** Where a call came from. */
export type CallDirection = 'in' | 'out' | 'internal';

const DIRECTIONS: Readonly<Record<CallDirection, RegExp>> = {
  internal: /\b(?:internal|intern[aeo]?|intercom|extension to extension|ext to ext|station to station)\b/,
  out: /\b(?:out|outbound\w*|outgoing|outward|dialed|dialled|placed|originating|made|o|ausgehend\w*|abgehend\w*|sortant\w*|emise?|saliente\w*|uscita|uscente|uitgaand\w*|saida|efetuad[ao]|efectuad[ao]|effettuat[ao])\b/,
  in: /\b(?:in|inbound\w*|incoming|inward|received|terminating|i|eingehend\w*|ankommend\w*|entrant\w*|recue?s?|entrata|ricevut[ao]|inkomend\w*|entrada|recebid[ao]|recibid[ao]|verpasst\w*|manquee?|perdid[ao]|pers[ao]|gemiste?|missed|rejected|declined|blocked|voicemail)\b/,
};

/** The direction that a text names; undefined for none. */
export function directionOf(text: string): CallDirection | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z]+/g, ' ');
  for (const direction of ['internal', 'out', 'in'] as const)
    if (DIRECTIONS[direction].test(words)) return direction;
  return undefined;
}
