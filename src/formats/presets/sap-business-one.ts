import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

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
    ...forEachHeader(['Web Site', 'Website', 'IntrntSite'], 'website'),
    ...forEachHeader(['Remarks', 'Notes', 'Free_Text'], 'notes'),
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
  noted: {
    ...forEachHeader(['CntctPrsn', 'ContactPerson'], 'Contact person'),
    ...forEachHeader(['LicTradNum', 'FederalTaxID', 'UnifiedFederalTaxID'], 'Tax ID'),
    Fax: 'Fax',
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

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['CardCode', 'FirstName', 'LastName'],
    ['ParentKey', 'FirstName', 'LastName'],
    ['BP Code', 'First Name', 'Last Name'],
  ],
  columns: {
    ...forEachHeader(['FirstName', 'First Name'], 'first_name'),
    ...forEachHeader(['MiddleName', 'Middle Name'], 'first_name'),
    ...forEachHeader(['LastName', 'Last Name'], 'last_name'),
    ...forEachHeader(['Position', 'Title'], 'title'),
    ...forEachHeader(
      ['Phone1', 'Phone2', 'MobilePhone', 'Telephone 1', 'Telephone 2', 'Mobile Phone'],
      'phone',
    ),
    ...forEachHeader(['E_Mail', 'E_MailL', 'E-Mail'], 'email'),
    ...forEachHeader(['Remarks1', 'Remarks', 'Notes1'], 'notes'),
    ...droppedColumns('LineNum|InternalCode|Active'),
  },
  links: forEachHeader(['CardCode', 'ParentKey', 'BP Code'], link('account')),
  continued: { MiddleName: ' ', 'Middle Name': ' ' },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['SequentialNo', 'CardCode'],
    ['OpportunityName', 'CardCode'],
    ['Opportunity Name', 'BP Code'],
  ],
  columns: {
    ...forEachHeader(['SequentialNo', 'Opportunity No.'], 'external_id'),
    ...forEachHeader(['OpportunityName', 'Opportunity Name'], 'name'),
    ...forEachHeader(['Status'], 'stage'),
    ...forEachHeader(['StageKey', 'Stage Name', 'Stage', 'CurrentStageName'], 'stage'),
    ...forEachHeader(['MaxLocalTotal', 'Potential Amount'], 'amount'),
    ...forEachHeader(['ClosingDate', 'Closing Date', 'Closed Date'], 'closed_on'),
    ...forEachHeader(['PredictedClosingDate', 'Predicted Closing Date'], 'close_date'),
    ...forEachHeader(['ClosingPercentage', 'Closing %'], 'probability'),
    ...forEachHeader(['SalesPersonName', 'Sales Employee'], 'owner'),
    Remarks: 'notes',
    'BP Name': '-',
    CardName: '-',
    ...droppedColumns('StartDate|Start Date|WeightedSumLC|WeightedSumSC|Weighted Amount|MaxSystemTotal'),
  },
  links: forEachHeader(['CardCode', 'BP Code'], link('account')),
  columnWords: {
    Status: {
      open: '',
      sos_open: '',
      sos_missed: 'closed lost',
      sos_sold: 'closed won',
      won: 'closed won',
      lost: 'closed lost',
      o: '',
      w: 'closed won',
      l: 'closed lost',
    },
  },
  words: {
    stage: {
      lead: 'prospecting',
      '1st meeting': 'qualification',
      '2nd meeting': 'qualification',
      quote: 'proposal',
      quotation: 'proposal',
      order: 'negotiation',
    },
  },
};

/** Columns of its import sheet, transfer workbench and service layer. */
export const SAP_BUSINESS_ONE: Preset = {
  name: 'sap-business-one',
  label: 'SAP Business One',
  proven: 'headers',
  layouts: [PARTNER, CONTACT, OPPORTUNITY],
};
