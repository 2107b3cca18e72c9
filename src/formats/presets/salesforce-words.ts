/** Standard values of Salesforce, in lower case, and ours. */
export const STAGES = {
  'needs analysis': 'qualification',
  'value proposition': 'proposal',
  'id. decision makers': 'proposal',
  'identify decision makers': 'proposal',
  'perception analysis': 'proposal',
  'proposal/price quote': 'proposal',
  'negotiation/review': 'negotiation',
};

export const LEAD_STATUSES = {
  'open - not contacted': 'new',
  'working - contacted': 'attempting',
  'closed - converted': 'converted',
  'closed - not converted': 'disqualified',
};

export const ACCOUNT_TYPES = {
  'customer - direct': 'customer',
  'customer - channel': 'customer',
  'channel partner / reseller': 'partner',
  'installation partner': 'partner',
  'technology partner': 'partner',
  integrator: 'partner',
  reseller: 'partner',
  analyst: 'other',
  competitor: 'other',
  investor: 'other',
  press: 'other',
};

export const FORECASTS = {
  'best case': 'best case',
  bestcase: 'best case',
  'most likely': 'commit',
  closed: 'closed',
  omitted: 'omitted',
};

export const TASK_STATUSES = {
  'not started': 'open',
  'in progress': 'open',
  'waiting on someone else': 'open',
  deferred: 'open',
  completed: 'done',
};

export const TASK_KINDS = {
  task: 'todo',
  call: 'callback',
  email: 'email',
  'list email': 'email',
  listemail: 'email',
  linkedin: 'todo',
  cadence: 'todo',
};
