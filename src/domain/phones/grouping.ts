/** Writes a number as people do: `+14155550128x208` is `+1 415 555 0128 ext 208`. Other text stays as it is. */
export type PhoneGrouping = (text: string) => string;

/** A form that numbers of a calling code have. */
interface Form {
  readonly pattern: RegExp;
  readonly groups: string;
  /** The numbers that it is for; null for all. */
  readonly beginnings: RegExp | null;
}

const STORED = /^\+(\d{5,15})(?:x(\d{1,7}))?$/;
const LONGEST_CALLING_CODE = 3;

/** Loads how the countries of the world group their numbers; those of a calling code are read when one is met. */
export async function loadPhoneGrouping(): Promise<PhoneGrouping> {
  const { PHONE_GROUPS } = await import('./group-table.ts');
  const known = new Map<string, readonly Form[] | null>();
  const formsOf = (code: string): readonly Form[] | null => {
    let forms = known.get(code);
    if (forms === undefined) {
      const line = new RegExp(`^${code}(?:\\t(.*))?$`, 'm').exec(PHONE_GROUPS);
      forms = line && (line[1]?.split('\t').map(readForm) ?? []);
      known.set(code, forms);
    }
    return forms;
  };
  return (text) => {
    const [, digits, extension] = STORED.exec(text) ?? [];
    if (digits === undefined) return text;
    const grouped = groupDigits(digits, formsOf);
    return extension === undefined ? grouped : `${grouped} ext ${extension}`;
  };
}

function groupDigits(digits: string, formsOf: (code: string) => readonly Form[] | null): string {
  for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
    const code = digits.slice(0, length);
    const forms = formsOf(code);
    if (forms === null) continue;
    const own = digits.slice(length);
    const form = forms.find(
      ({ pattern, beginnings }) => (beginnings === null || beginnings.test(own)) && pattern.test(own),
    );
    return `+${code} ${form ? own.replace(form.pattern, form.groups).trim() : own}`;
  }
  return `+${digits}`;
}

/** As the table writes them: `#1_#2` for two groups with a blank between. */
function readForm(text: string): Form {
  const [pattern = '', groups = '', beginnings = ''] = text.split(' ');
  return {
    pattern: new RegExp(`^(?:${pattern})$`),
    groups: groups.replaceAll('#', '$').replaceAll('_', ' '),
    beginnings: beginnings === '' ? null : new RegExp(`^(?:${beginnings})`),
  };
}
