import { lineOf } from '../runtime/line-editor.ts';
import { openPicker, type Picker } from '../runtime/picker.ts';
import type { CallCard, LeadChoice } from './port.ts';
import type { CallCmd } from './state.ts';

/** The leads that fit what is typed; they are looked up anew as it changes. */
export function openLeadPicker(
  leads: readonly LeadChoice[],
  typed: string,
  current: CallCard | null,
  { isAsked }: { readonly isAsked: boolean },
): Picker<CallCmd> {
  const picker = openPicker<CallCmd>({
    title: 'Which lead',
    about: isAsked ? `several fit "${typed}"` : '',
    verb: 'goes there',
    none: 'no lead fits',
    isLookedUp: true,
    choices: leads.map(({ leadId, name, about }) => ({
      text: name,
      note: [`lead ${leadId}`, about].filter(Boolean).join(' · '),
      value: { type: 'find', reference: `lead:${leadId}`, current },
    })),
  });
  return { ...picker, editor: lineOf(typed) };
}

/** The segments to call from, and the whole queue. */
export function openSegmentPicker(
  names: readonly string[],
  typed: string,
  current: CallCard | null,
): Picker<CallCmd> {
  const choice = (name: string, text: string, note: string) =>
    ({ text, note, value: { type: 'segment', name, current } }) as const;
  const picker = openPicker<CallCmd>({
    title: 'Call from',
    about: 'segments',
    verb: 'calls from it',
    none: 'no segment is there yet: crm segment add warm --where …',
    choices: [
      ...names.map((name) => choice(name, name, 'segment')),
      choice('', 'all leads', 'the whole queue'),
    ],
  });
  return { ...picker, editor: lineOf(typed) };
}
