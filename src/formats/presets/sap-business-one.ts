import { forEachHeader, type Layout, type Preset } from './preset.ts';

const PARTNER: Layout = {
  subject: 'account',
  signatures: [
    ['BP Code', 'BP Name'],
    ['CardCode', 'CardName'],
  ],
  columns: {
    'BP Code': 'external_id',
    CardCode: 'external_id',
    'BP Name': 'name',
    CardName: 'name',
    'BP Type': 'kind',
    CardType: 'kind',
    ...forEachHeader(['Telephone 1', 'Telephone 2', 'Mobile', 'Phone1', 'Phone2', 'Cellular'], 'phone'),
    ...forEachHeader(['E-Mail', 'EmailAddress'], 'email'),
    'Web Site': 'website',
    Website: 'website',
    Remarks: 'notes',
    'Bill-to Street (Address)': 'street',
    'Bill-to City (Address)': 'city',
    'Bill-to State (Address)': 'region',
    'Bill-to Zip Code (Address)': 'postal_code',
    'Bill-to Country (Address)': 'country',
    'BP Currency': '-',
    Currency: '-',
    Frozen: '-',
    Valid: '-',
  },
  words: {
    kind: {
      c: 'customer',
      s: 'vendor',
      l: 'prospect',
      ccustomer: 'customer',
      csupplier: 'vendor',
      clid: 'prospect',
      lead: 'prospect',
      supplier: 'vendor',
    },
  },
};

/** Columns of its import sheet, transfer workbench and service layer. */
export const SAP_BUSINESS_ONE: Preset = {
  name: 'sap-business-one',
  label: 'SAP Business One',
  proven: 'headers',
  layouts: [PARTNER],
};
