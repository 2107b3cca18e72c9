import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const ADDRESS = {
  ...forEachHeader(['address1', 'address2', 'Address Line 1', 'Address Line 2'], 'street'),
  city: 'city',
  state: 'region',
  ...forEachHeader(['zipcode', 'Zip Code'], 'postal_code'),
  country: 'country',
};

const continued = { address2: ', ', 'Address Line 2': ', ' };

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['firstname', 'lastname', 'points'],
    ['firstname', 'lastname', 'attribution'],
    ['firstname', 'lastname', 'preferred_locale'],
    ['firstname', 'lastname', 'address1', 'zipcode'],
    ['firstname', 'lastname', 'date_identified'],
    ['First Name', 'Last Name', 'Attribution', 'Preferred Locale'],
  ],
  columns: {
    ...ADDRESS,
    id: 'external_id',
    firstname: 'first_name',
    lastname: 'last_name',
    company: 'account',
    ...forEachHeader(['companyname', 'primary company'], 'account'),
    position: 'title',
    title: 'salutation',
    preferred_locale: 'language',
    email: 'email',
    ...forEachHeader(['mobile', 'phone'], 'phone'),
    ...forEachHeader(['owner', 'owner_name', 'ownerByUser', 'Contact Owner'], 'owner'),
    timezone: 'timezone',
    tags: 'tags',
    linkedin: 'linkedin',
    twitter: 'social',
    ...forEachHeader(['dateAdded', 'Date Added', 'date_added'], 'created_at'),
    ...droppedColumns(
      'isPublished|is_published|dateModified|date_modified|createdBy|createdByUser|modifiedBy|modifiedByUser|' +
        'dateIdentified|date_identified|last_active|lastActive|Last active|color|preferredProfileImage|' +
        'companyId|attribution_date|generated_email_domain|internal|color|social_cache',
    ),
  },
  continued,
  noted: {
    points: 'Points in Mautic',
    stage: 'Stage in Mautic',
    website: 'Website',
    facebook: 'Facebook',
    instagram: 'Instagram',
    skype: 'Skype',
    foursquare: 'Foursquare',
    fax: 'Fax',
    attribution: 'Attribution',
  },
};

const COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['companyname', 'companyemail'],
    ['companyname', 'companyaddress1'],
    ['companyname', 'companycity'],
  ],
  columns: {
    id: 'external_id',
    companyname: 'name',
    companyemail: 'email',
    companyphone: 'phone',
    companywebsite: 'website',
    companyindustry: 'industry',
    companynumber_of_employees: 'employees',
    companydescription: 'notes',
    ...forEachHeader(['companyaddress1', 'companyaddress2'], 'street'),
    companycity: 'city',
    companystate: 'region',
    companyzipcode: 'postal_code',
    companycountry: 'country',
    owner: 'owner',
    ...droppedColumns('score|date_added|date_modified|is_published|social_cache'),
  },
  continued: { companyaddress2: ', ' },
};

/** Exports write the aliases of its fields. */
export const MAUTIC: Preset = {
  name: 'mautic',
  label: 'Mautic',
  proven: 'names',
  layouts: [COMPANY, CONTACT].map((layout) => ({ ...layout, spelled: true })),
};
