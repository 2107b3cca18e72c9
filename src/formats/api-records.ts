import { isObject, type JsonObject } from '../domain/json-object.ts';

/** What the values of a record are in, beside its id and its type: those of JSON:API, of HubSpot and of Airtable. */
const WRAPPERS = ['attributes', 'properties', 'fields'] as const;
/** What may stand beside them. */
const BESIDE =
  /^(?:id|type|links|relationships|meta|createdAt|updatedAt|createdTime|archived|associations|url|etag)$/;

/**
 * A record that a web service sent, in the columns of the exports of its program as far as that is known: values that are
 * wrapped in it, objects with a name and an id, lists of further values. Other records stay as they are.
 */
export function apiRecord(object: JsonObject): JsonObject {
  const plain = unwrapped(object);
  if (isOfZoho(plain)) return zohoRecord(plain);
  return pipedriveRecord(plain) ?? plain;
}

function unwrapped(object: JsonObject): JsonObject {
  for (const wrapper of WRAPPERS) {
    const inner = object[wrapper];
    if (!isObject(inner) || Object.keys(inner).length === 0) continue;
    const keys = Object.keys(object).filter((key) => key !== wrapper);
    if (keys.length === 0 || !keys.every((key) => BESIDE.test(key))) continue;
    const { id } = object;
    const isHubSpot = wrapper === 'properties' && 'createdAt' in object;
    return isHubSpot ? hubSpotRecord(inner, object) : { ...(id === undefined ? {} : { id }), ...inner };
  }
  return object;
}

/** The labels of HubSpot for its names, where they are no other spelling of these. */
const HUBSPOT: Readonly<Record<string, string>> = {
  hs_object_id: 'Record ID',
  firstname: 'First Name',
  lastname: 'Last Name',
  phone: 'Phone Number',
  mobilephone: 'Mobile Phone Number',
  jobtitle: 'Job Title',
  company: 'Company Name',
  lifecyclestage: 'Lifecycle Stage',
  hs_lead_status: 'Lead Status',
  createdate: 'Create Date',
  lastmodifieddate: 'Last Modified Date',
  hs_lastmodifieddate: 'Last Modified Date',
  hubspot_owner_id: 'Contact owner',
  address: 'Street Address',
  state: 'State/Region',
  zip: 'Postal Code',
  country: 'Country/Region',
  website: 'Website URL',
  numberofemployees: 'Number of Employees',
  annualrevenue: 'Annual Revenue',
  dealname: 'Deal Name',
  dealstage: 'Deal Stage',
  closedate: 'Close Date',
  dealtype: 'Deal Type',
  deal_currency_code: 'Currency',
  hs_deal_stage_probability: 'Deal probability',
  closed_lost_reason: 'Closed Lost Reason',
  hs_next_step: 'Next step',
};

function hubSpotRecord(values: JsonObject, { id }: JsonObject): JsonObject {
  const isDeal = 'dealname' in values || 'dealstage' in values;
  const isCompany = !isDeal && 'name' in values && !('lastname' in values) && !('email' in values);
  const record: Record<string, unknown> = { 'Record ID': id };
  for (const [key, value] of Object.entries(values)) {
    if (key === 'hs_object_id') continue;
    const label = HUBSPOT[key] ?? key;
    if (isDeal && key === 'hubspot_owner_id') record['Deal owner'] = value;
    else if (isCompany && key === 'hubspot_owner_id') record['Company owner'] = value;
    else if (isCompany && key === 'name') record['Company name'] = value;
    else if (isCompany && key === 'domain') record['Company Domain Name'] = value;
    else if (isDeal && key === 'description') record['Deal Description'] = value;
    else record[label] = value;
  }
  return record;
}

/** Records of Zoho have settings with a dollar sign, or an owner beside times with capitals. */
function isOfZoho(object: JsonObject): boolean {
  const hasOwner = isObject(object.Owner) && 'name' in object.Owner && 'Created_Time' in object;
  return hasOwner || '$approval_state' in object || '$currency_symbol' in object;
}

/** What each kind of records in Zoho is called in the header of its owner, by a key that it has. */
const ZOHO_KINDS = [
  ['Deal_Name', 'Deal'],
  ['Potential_Name', 'Potential'],
  ['Lead_Status', 'Lead'],
  ['Company', 'Lead'],
  ['Last_Name', 'Contact'],
  ['Product_Name', 'Product'],
  ['Campaign_Name', 'Campaign'],
  ['Account_Type', 'Account'],
  ['Closing_Date', 'Deal'],
  ['Due_Date', 'Task'],
] as const;

function zohoRecord(object: JsonObject): JsonObject {
  const isAccount = typeof object.Account_Name === 'string';
  const kind = isAccount ? 'Account' : (ZOHO_KINDS.find(([key]) => key in object)?.[1] ?? '');
  const record: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    // Settings of the record, which none of its exports has.
    if (key.startsWith('$')) continue;
    const header = key === 'id' ? 'Record Id' : key === 'Owner' ? `${kind} Owner`.trim() : key;
    if (isObject(value) && 'id' in value && 'name' in value) {
      record[header] = value.name;
      record[`${header}.id`] = value.id;
    } else record[header] = isObjects(value) ? linesOf(value) : value;
  }
  return record;
}

/** Names of a list; of objects with more, a line each. */
function linesOf(list: readonly JsonObject[]): unknown {
  const isNames = list.every(
    ({ name, ...others }) => typeof name === 'string' && Object.keys(others).every(isId),
  );
  if (isNames) return list.map(({ name }) => name);
  return list
    .map((each) =>
      Object.entries(each)
        .filter(([key, value]) => !isId(key) && !key.startsWith('$') && value !== null && value !== '')
        .map(([key, value]) => `${key.replaceAll('_', ' ')}: ${isObject(value) ? (value.name ?? '') : value}`)
        .join(', '),
    )
    .join('\n');
}

const isId = (key: string) => /^(?:id|color_code|Parent_Id|parent_id)$/i.test(key);

/** The headers of Pipedrive for the names of its service; what is computed there is left out. */
const PIPEDRIVE: Readonly<Record<'Deal' | 'Person' | 'Organization', Readonly<Record<string, string>>>> = {
  Deal: {
    id: 'ID',
    title: 'Title',
    value: 'Value',
    currency: 'Currency of Value',
    status: 'Status',
    stage_name: 'Stage',
    stage_id: 'Stage',
    owner_name: 'Owner',
    org_name: 'Organization',
    'org_id.value': 'Organization ID',
    person_name: 'Contact person',
    'person_id.value': 'Contact person ID',
    probability: 'Probability',
    add_time: 'Deal created',
    update_time: 'Update time',
    stage_change_time: 'Last stage change',
    won_time: 'Won time',
    lost_time: 'Lost time',
    close_time: 'Deal closed on',
    lost_reason: 'Lost reason',
    expected_close_date: 'Expected close date',
    next_activity_date: 'Next activity date',
    last_activity_date: 'Last activity date',
    visible_to: 'Visible to',
    weighted_value: 'Weighted value',
  },
  Person: {
    id: 'ID',
    name: 'Name',
    first_name: 'First name',
    last_name: 'Last name',
    owner_name: 'Owner',
    org_name: 'Organization',
    'org_id.value': 'Organization ID',
    email: 'Email',
    emails: 'Email',
    phone: 'Phone',
    phones: 'Phone',
    job_title: 'Job title',
    notes: 'Notes',
    postal_address: 'Postal address',
    add_time: 'Person created',
    update_time: 'Update time',
    visible_to: 'Visible to',
    open_deals_count: 'Open deals',
    won_deals_count: 'Won deals',
    lost_deals_count: 'Lost deals',
    closed_deals_count: 'Closed deals',
  },
  Organization: {
    id: 'ID',
    name: 'Name',
    owner_name: 'Owner',
    address: 'Address',
    website: 'Website',
    industry: 'Industry',
    employee_count: 'Number of employees',
    add_time: 'Organization created',
    update_time: 'Update time',
    visible_to: 'Visible to',
    people_count: 'People count',
    open_deals_count: 'Open deals',
    won_deals_count: 'Won deals',
    lost_deals_count: 'Lost deals',
    closed_deals_count: 'Closed deals',
  },
};

function pipedriveRecord(object: JsonObject): JsonObject | null {
  if (!('add_time' in object) || !('org_id' in object || 'owner_id' in object || 'user_id' in object))
    return null;
  const kind =
    'title' in object && 'stage_id' in object
      ? 'Deal'
      : 'first_name' in object
        ? 'Person'
        : 'people_count' in object || 'address' in object
          ? 'Organization'
          : null;
  if (kind === null) return null;
  const names = PIPEDRIVE[kind];
  const record: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value)) {
      const name = names[`${key}.value`];
      if (name) record[`${kind} - ${name}`] = value.value ?? value.id;
      // Their names stand beside them, as `org_name`.
      continue;
    }
    const name = names[key] ?? (/_id$/.test(key) ? names[`${key}.value`] : undefined);
    const header = name === undefined ? key : `${kind} - ${name}`;
    if (record[header] !== undefined && record[header] !== null && record[header] !== '') continue;
    record[header] = isObjects(value) ? value.map((each) => each.value).filter(Boolean) : value;
  }
  return record;
}

function isObjects(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
