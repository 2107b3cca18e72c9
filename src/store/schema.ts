/** Marks a column that the database fills for a new row. */
interface Generated<T> {
  readonly value: T;
}

/** The rows of the tables. Column names and types as in the migrations; `*_at` is UTC ISO 8601. */
export interface Schema {
  user: UserTable;
  user_external: UserExternalTable;
  pipeline: PipelineTable;
  stage: StageTable;
  picklist: PicklistTable;
  picklist_value: PicklistValueTable;
  rate: RateTable;
  target: TargetTable;
  forecast_call: ForecastCallTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  queue_member: QueueMemberTable;
  noun: NounTable;
  field: FieldTable;
  account: AccountTable;
  contact: ContactTable;
  contact_account: ContactAccountTable;
  contact_relation: ContactRelationTable;
  account_member: AccountMemberTable;
  account_domain: AccountDomainTable;
  contact_profile: ContactProfileTable;
  lifecycle_history: LifecycleHistoryTable;
  opp: OppTable;
  opp_contact: OppContactTable;
  opp_competitor: OppCompetitorTable;
  opp_split: OppSplitTable;
  stage_history: StageHistoryTable;
  lead: LeadTable;
  email: EmailTable;
  phone: PhoneTable;
  tagging: TaggingTable;
  former: FormerTable;
  distinct_pair: DistinctPairTable;
  case: CaseTable;
  activity: ActivityTable;
  task: TaskTable;
  meeting: MeetingTable;
  meeting_attendee: MeetingAttendeeTable;
  product: ProductTable;
  purchase: PurchaseTable;
  contract: ContractTable;
  asset: AssetTable;
  expense: ExpenseTable;
  line: LineTable;
  tier: TierTable;
  quote: QuoteTable;
  quote_line: QuoteLineTable;
  pricebook: PricebookTable;
  price: PriceTable;
  doc: DocTable;
  doc_version: DocVersionTable;
  campaign: CampaignTable;
  campaign_member: CampaignMemberTable;
  campaign_status: CampaignStatusTable;
  suppression: SuppressionTable;
  outcome: OutcomeTable;
  cadence: CadenceTable;
  sla: SlaTable;
  case_clock: CaseClockTable;
  segment: SegmentTable;
  segment_member: SegmentMemberTable;
  import_map: ImportMapTable;
  board_view: BoardViewTable;
  saved_report: SavedReportTable;
  template: TemplateTable;
  dashboard_tile: DashboardTileTable;
  score_rule: ScoreRuleTable;
  score_cap: ScoreCapTable;
  compliance_rule: ComplianceRuleTable;
  message: MessageTable;
  message_file: MessageFileTable;
  mail_folder: MailFolderTable;
  mailbox_problem: MailboxProblemTable;
  mail_suppression: MailSuppressionTable;
  sequence: SequenceTable;
  sequence_version: SequenceVersionTable;
  sequence_run: SequenceRunTable;
  sequence_touch: SequenceTouchTable;
  call_queue: CallQueueTable;
  call_hold: CallHoldTable;
  search_block: SearchBlockTable;
  derived: DerivedTable;
  review: ReviewTable;
  review_answer: ReviewAnswerTable;
  event_cursor: EventCursorTable;
  rule: RuleTable;
  rule_turn: RuleTurnTable;
  rule_run: RuleRunTable;
  assignment: AssignmentTable;
  rule_clock: RuleClockTable;
  rule_episode: RuleEpisodeTable;
  worker_lease: WorkerLeaseTable;
  webhook: WebhookTable;
  webhook_state: WebhookStateTable;
  outbox: OutboxTable;
  stored_file: StoredFileTable;
  change: ChangeTable;
  change_row: ChangeRowTable;
}

interface UserTable {
  id: Generated<number>;
  name: string;
  full_name: string | null;
  email: string | null;
  active: Generated<number>;
  /** Days of an absence, the first and the last. */
  away_from: string | null;
  away_until: string | null;
  /** Open leads that rules give them at most. */
  max_leads: number | null;
  /** Whether it is a queue: an owner that nobody can be. */
  is_queue: Generated<number>;
  /** When they work, as `mon-fri 09:00-17:00`; null for always. */
  hours: string | null;
  /** The IANA zone of these hours; null for that of the team. */
  zone: string | null;
  created_at: string;
  updated_at: string;
}

interface UserExternalTable {
  id: Generated<number>;
  user_id: number;
  source: string;
  external_id: string;
}

interface PipelineTable {
  id: Generated<number>;
  name: string;
  position: number;
  archived: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface StageTable {
  id: Generated<number>;
  pipeline_id: number;
  name: string;
  position: number;
  probability: number;
  category: string;
  kind: string;
  rotting_days: number | null;
  created_at: string;
  updated_at: string;
}

interface PicklistTable {
  id: Generated<number>;
  name: string;
  closed: number;
}

interface PicklistValueTable {
  id: Generated<number>;
  list: string;
  name: string;
  name_key: string;
  /** What the value means to the program; null where it means nothing to it. */
  kind: string | null;
  position: number;
  /** The value that this former name stands for. */
  alias_of: number | null;
}

interface RateTable {
  id: Generated<number>;
  currency: string;
  base: string;
  /** The first day it applies to. */
  day: string;
  /** Minor units of the base that are `denominator` minor units of the currency. */
  numerator: number;
  denominator: number;
}

/** A noun that a team has made. */
interface NounTable {
  id: Generated<number>;
  name: string;
  plural: string;
  label: string;
  title: string;
  /** JSON list of nouns. */
  relates: Generated<string>;
  created_at: string;
  updated_at: string;
}

/** What a user expects of a period, each time they said it. */
interface ForecastCallTable {
  id: Generated<number>;
  user_id: number;
  /** Its first and its last day. */
  from_day: string;
  to_day: string;
  commit_minor: number;
  best_minor: number | null;
  currency: string;
  note: string | null;
  at: string;
}

/** A named group of users. */
interface TeamTable {
  id: Generated<number>;
  name: string;
  created_at: string;
  updated_at: string;
}

interface TeamMemberTable {
  id: Generated<number>;
  team_id: number;
  user_id: number;
}

interface QueueMemberTable {
  id: Generated<number>;
  queue_id: number;
  user_id: number;
}

interface TargetTable {
  id: Generated<number>;
  /** The user or the team whose it is; both null for everybody together. */
  user_id: number | null;
  team_id: number | null;
  /** Its first and its last day. */
  from_day: string;
  to_day: string;
  measure: string;
  /** Minor units of the currency, or a count. */
  wanted: number;
  /** Null for counts. */
  currency: string | null;
}

interface FieldTable {
  id: Generated<number>;
  noun: string;
  name: string;
  label: string;
  type: string;
  choices: string | null;
  past: Generated<number>;
  /** The noun that a lookup points to. */
  target: string | null;
  /** Of a formula. */
  expression: string | null;
  /** Type of the values of a formula. */
  result: string | null;
  help: string | null;
  /** The value of new records, as JSON. */
  default_value: string | null;
  required: Generated<number>;
  /** Name of the stage from which a deal needs a value. */
  required_from: string | null;
  is_unique: Generated<number>;
  /** Place among the custom fields. */
  position: number | null;
  listed: Generated<number>;
  indexed: Generated<number>;
  /** Where a conversion takes its value: `opp.seats`. */
  convert_to: string | null;
  created_at: string;
  updated_at: string;
}

interface AccountTable {
  id: Generated<number>;
  lifecycle: string | null;
  lifecycle_since: string | null;
  name: string;
  name_key: string;
  kind: Generated<string>;
  website: string | null;
  website_host: string | null;
  industry: string | null;
  employees: number | null;
  revenue_minor: number | null;
  revenue_currency: string | null;
  shipping_street: string | null;
  shipping_city: string | null;
  shipping_region: string | null;
  shipping_postal_code: string | null;
  shipping_country: string | null;
  street: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  parent_id: number | null;
  source: string | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface ContactTable {
  id: Generated<number>;
  lifecycle: string | null;
  lifecycle_since: string | null;
  salutation: string | null;
  birthdate: string | null;
  language: string | null;
  reports_to_id: number | null;
  first_name: string | null;
  last_name: string | null;
  name: string;
  name_key: string;
  title: string | null;
  department: string | null;
  account_id: number | null;
  linkedin: string | null;
  social: string | null;
  street: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  timezone: string | null;
  source: string | null;
  owner_id: number | null;
  do_not_call: Generated<number>;
  do_not_email: Generated<number>;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface ContactAccountTable {
  id: Generated<number>;
  contact_id: number;
  account_id: number;
  /** Its first and its last day there. */
  from_day: string | null;
  to_day: string | null;
  position: Generated<number>;
}

interface ContactRelationTable {
  id: Generated<number>;
  contact_id: number;
  other_id: number;
  kind: string;
  position: Generated<number>;
}

/** A user who works with an account. */
interface AccountMemberTable {
  id: Generated<number>;
  account_id: number;
  user_id: number;
  role: string | null;
  position: Generated<number>;
}

/** A domain beside that of the website. */
interface ContactProfileTable {
  id: Generated<number>;
  contact_id: number;
  address: string;
  position: Generated<number>;
}

interface AccountDomainTable {
  id: Generated<number>;
  account_id: number;
  domain: string;
  position: Generated<number>;
}

interface LifecycleHistoryTable {
  id: Generated<number>;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  /** A stage that it has left. */
  stage: string;
  reached_on: string | null;
}

interface OppTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  type: string | null;
  account_id: number | null;
  contact_id: number | null;
  pipeline_id: number;
  stage_id: number;
  amount_minor: number | null;
  currency: string;
  has_lines: Generated<number>;
  pricebook_id: number | null;
  probability: number | null;
  forecast: string | null;
  forecast_amount_minor: number | null;
  forecast_amount_currency: string | null;
  close_date: string | null;
  closed_on: string | null;
  next_step: string | null;
  source: string | null;
  campaign: string | null;
  owner_id: number | null;
  lost_reason: string | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface OppContactTable {
  id: Generated<number>;
  opp_id: number;
  contact_id: number;
  role: string | null;
  position: Generated<number>;
}

interface OppCompetitorTable {
  id: Generated<number>;
  opp_id: number;
  name: string;
  position: Generated<number>;
}

/** The part of a deal that counts for a user. */
interface OppSplitTable {
  id: Generated<number>;
  opp_id: number;
  user_id: number;
  /** Hundredths of a percent. */
  share: number;
  position: Generated<number>;
}

interface StageHistoryTable {
  id: Generated<number>;
  opp_id: number;
  stage_id: number;
  entered_at: string;
  user_id: number | null;
  amount_minor: number | null;
  currency: string;
}

interface LeadTable {
  id: Generated<number>;
  lifecycle: string | null;
  lifecycle_since: string | null;
  salutation: string | null;
  language: string | null;
  employees: number | null;
  revenue_minor: number | null;
  revenue_currency: string | null;
  first_name: string | null;
  last_name: string | null;
  name: string;
  name_key: string;
  company: string | null;
  company_key: string | null;
  title: string | null;
  website: string | null;
  website_host: string | null;
  industry: string | null;
  street: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  timezone: string | null;
  source: string | null;
  campaign: string | null;
  status: Generated<string>;
  reason: string | null;
  rating: string | null;
  score: number | null;
  owner_id: number | null;
  do_not_call: Generated<number>;
  do_not_email: Generated<number>;
  notes: string | null;
  attempts: Generated<number>;
  last_attempt_at: string | null;
  next_attempt_at: string | null;
  cadence: string | null;
  converted_at: string | null;
  account_id: number | null;
  contact_id: number | null;
  opp_id: number | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface EmailTable {
  id: Generated<number>;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  address: string;
  address_key: string;
  kind: string | null;
  bad: Generated<number>;
  position: Generated<number>;
}

interface PhoneTable {
  id: Generated<number>;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  e164: string | null;
  typed: string;
  extension: Generated<string | null>;
  kind: string | null;
  bad: Generated<number>;
  position: Generated<number>;
}

interface TaggingTable {
  id: Generated<number>;
  tag: string;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  campaign_id: number | null;
  product_id: number | null;
  pricebook_id: number | null;
  purchase_id: number | null;
  contract_id: number | null;
  asset_id: number | null;
  expense_id: number | null;
  line_id: number | null;
  price_id: number | null;
  quote_id: number | null;
  doc_id: number | null;
  task_id: number | null;
  meeting_id: number | null;
  activity_id: number | null;
}

interface FormerTable {
  id: Generated<number>;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  campaign_id: number | null;
  product_id: number | null;
  pricebook_id: number | null;
  purchase_id: number | null;
  contract_id: number | null;
  asset_id: number | null;
  expense_id: number | null;
  line_id: number | null;
  price_id: number | null;
  quote_id: number | null;
  doc_id: number | null;
  task_id: number | null;
  meeting_id: number | null;
  activity_id: number | null;
  kind: string;
  value: string;
}

interface DistinctPairTable {
  id: Generated<number>;
  one: string;
  other: string;
}

interface ActivityTable {
  id: Generated<number>;
  type: string;
  at: string;
  user_id: number | null;
  direction: string | null;
  disposition: string | null;
  outcome: string | null;
  duration: number | null;
  subject: string | null;
  body: string | null;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface TaskTable {
  id: Generated<number>;
  subject: string;
  kind: Generated<string>;
  due_date: string | null;
  due_at: string | null;
  priority: Generated<string>;
  status: Generated<string>;
  done_at: string | null;
  every: string | null;
  owner_id: number | null;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface MeetingTable {
  id: Generated<number>;
  subject: string;
  status: Generated<string>;
  starts_on: string | null;
  starts_at: string | null;
  ends_at: string | null;
  place: string | null;
  attendees: string | null;
  outcome: string | null;
  owner_id: number | null;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

/** A person or user who takes part in a meeting. */
interface MeetingAttendeeTable {
  id: Generated<number>;
  meeting_id: number;
  contact_id: number | null;
  lead_id: number | null;
  user_id: number | null;
  position: Generated<number>;
}

interface CaseTable {
  id: Generated<number>;
  subject: string;
  name_key: string;
  status: Generated<string>;
  priority: Generated<string>;
  kind: string | null;
  channel: string | null;
  product: string | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  follows_id: number | null;
  owner_id: number | null;
  resolution: string | null;
  notes: string | null;
  first_response_at: string | null;
  solved_at: string | null;
  purchase_id: number | null;
  asset_id: number | null;
  model_id: number | null;
  sla: string | null;
  satisfaction: number | null;
  reopened: Generated<number>;
  response_overdue_at: string | null;
  overdue_at: string | null;
  on_hold: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface ProductTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  code: string | null;
  family: string | null;
  price_minor: number | null;
  currency: string | null;
  unit: string | null;
  recurring: string | null;
  active: Generated<number>;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface CampaignTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  type: string | null;
  status: Generated<string>;
  starts_on: string | null;
  ends_on: string | null;
  cost_minor: number | null;
  currency: string | null;
  budget_minor: number | null;
  budget_currency: string | null;
  parent_id: number | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface CampaignMemberTable {
  id: Generated<number>;
  campaign_id: number;
  lead_id: number | null;
  contact_id: number | null;
  status: string;
  since: string;
  reason: string | null;
  created_at: string;
  updated_at: string;
}

/** What members of campaigns of a type can have done. */
interface CampaignStatusTable {
  id: Generated<number>;
  type: string;
  name: string;
  name_key: string;
  is_response: Generated<number>;
  position: number;
}

/** A tier of customers. */
interface TierTable {
  id: Generated<number>;
  name: string;
  filter: string;
  position: number;
  created_at: string;
  updated_at: string;
}

interface QuoteTable {
  id: Generated<number>;
  name: string;
  opp_id: number;
  account_id: number | null;
  contact_id: number | null;
  status: Generated<string>;
  amount_minor: number | null;
  currency: string | null;
  valid_until: string | null;
  sent_on: string | null;
  answered_on: string | null;
  customer: string | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

/** A line of a quote, as it stood. */
interface QuoteLineTable {
  id: Generated<number>;
  quote_id: number;
  position: number;
  name: string;
  product_id: number | null;
  quantity: number;
  price_minor: number;
  currency: string;
  discount: number | null;
  discount_amount_minor: number | null;
  recurring: string | null;
  term: number | null;
  starts_on: string | null;
  amount_minor: number;
  notes: string | null;
}

interface PricebookTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  currency: string | null;
  active: Generated<number>;
  valid_from: string | null;
  valid_until: string | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface PriceTable {
  id: Generated<number>;
  name: string;
  pricebook_id: number;
  product_id: number;
  price_minor: number;
  currency: string;
  valid_from: string | null;
  valid_until: string | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface LineTable {
  id: Generated<number>;
  opp_id: number;
  name: string;
  product_id: number | null;
  quantity: Generated<number>;
  price_minor: number;
  currency: string;
  discount: number | null;
  discount_amount_minor: number | null;
  discount_currency: string | null;
  recurring: string | null;
  term: number | null;
  starts_on: string | null;
  amount_minor: number;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface PurchaseTable {
  id: Generated<number>;
  name: string;
  product_id: number | null;
  quantity: Generated<number>;
  amount_minor: number | null;
  currency: string | null;
  recurring_amount_minor: number | null;
  recurring_currency: string | null;
  recurring: string | null;
  bought_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  notice_on: string | null;
  status: Generated<string>;
  account_id: number | null;
  contact_id: number | null;
  opp_id: number | null;
  renewal_id: number | null;
  line_id: number | null;
  from_deal: Generated<number>;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface ContractTable {
  id: Generated<number>;
  name: string;
  number: string | null;
  status: Generated<string>;
  account_id: number | null;
  contact_id: number | null;
  opp_id: number | null;
  amount_minor: number | null;
  currency: string | null;
  recurring: string | null;
  signed_on: string | null;
  starts_on: string | null;
  term: number | null;
  ends_on: string | null;
  notice_days: number | null;
  notice_on: string | null;
  auto_renews: Generated<number>;
  renewal_id: number | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface AssetTable {
  id: Generated<number>;
  name: string;
  serial: string | null;
  product_id: number | null;
  quantity: Generated<number>;
  status: Generated<string>;
  account_id: number | null;
  contact_id: number | null;
  purchase_id: number | null;
  bought_on: string | null;
  installed_on: string | null;
  warranty_until: string | null;
  service_months: number | null;
  serviced_on: string | null;
  service_due: string | null;
  /** The service that has a task. */
  service_noted: string | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface ExpenseTable {
  id: Generated<number>;
  name: string;
  kind: string | null;
  amount_minor: number;
  currency: string;
  spent_on: string | null;
  opp_id: number | null;
  campaign_id: number | null;
  owner_id: number | null;
  notes: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

interface DocTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  kind: string | null;
  hash: string | null;
  size: number | null;
  /** The name of its present file, when it was added and by whom. */
  file_name: string | null;
  file_at: string | null;
  file_user_id: number | null;
  version: Generated<number>;
  url: string | null;
  expires: string | null;
  lead_id: number | null;
  contact_id: number | null;
  account_id: number | null;
  opp_id: number | null;
  case_id: number | null;
  product_id: number | null;
  purchase_id: number | null;
  contract_id: number | null;
  asset_id: number | null;
  task_id: number | null;
  meeting_id: number | null;
  line_id: number | null;
  quote_id: number | null;
  campaign_id: number | null;
  pricebook_id: number | null;
  price_id: number | null;
  expense_id: number | null;
  activity_id: number | null;
  owner_id: number | null;
  notes: string | null;
  /** The text of its file, for searches. */
  content: string | null;
  custom: Generated<string>;
  external_source: Generated<string>;
  external_id: string | null;
  created_at: string;
  updated_at: string;
}

/** A former version of a document. */
interface DocVersionTable {
  id: Generated<number>;
  doc_id: number;
  number: number;
  name: string;
  hash: string;
  size: number;
  user_id: number | null;
  at: string;
}

interface SuppressionTable {
  id: Generated<number>;
  e164: string;
  reason: string | null;
  source: string | null;
  user_id: number | null;
  created_at: string;
}

interface OutcomeTable {
  id: Generated<number>;
  word: string;
  disposition: string;
  positive: Generated<number>;
  meeting: Generated<number>;
  callback: Generated<number>;
  stops: Generated<number>;
  do_not_call: Generated<number>;
  bad_number: Generated<number>;
  status: string | null;
  position: number;
  built_in: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface CadenceTable {
  id: Generated<number>;
  name: string;
  attempts: number;
  gaps: string;
  parts: string;
  days: string;
  usual: Generated<number>;
  created_at: string;
  updated_at: string;
}

/** What a team has promised to customers. */
interface SlaTable {
  id: Generated<number>;
  name: string;
  position: number;
  hours: string;
  timezone: string;
  holidays: string | null;
  first_response: number | null;
  resolve: number | null;
  priorities: Generated<string>;
  applies: string | null;
  created_at: string;
  updated_at: string;
}

/** When a case is due. */
interface CaseClockTable {
  case_id: number;
  respond_by: string | null;
  solve_by: string | null;
  due_at: string | null;
  time_left: number | null;
  /** Since when its clocks stand still. */
  still_since: string | null;
}

interface SegmentTable {
  id: Generated<number>;
  name: string;
  noun: string;
  /** Blank for a list. */
  filter: string;
  created_at: string;
  updated_at: string;
}

/** A record in a segment that is a list. */
interface SegmentMemberTable {
  id: Generated<number>;
  segment_id: number;
  record_id: number;
}

interface BoardViewTable {
  id: Generated<number>;
  name: string;
  key: string | null;
  shape: string;
  lanes: string;
  sort: string;
  filter: string | null;
  owner: string | null;
  pipeline_id: number | null;
  columns: string | null;
  collapsed: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface ImportMapTable {
  id: Generated<number>;
  name: string;
  noun: string;
  said: string;
  created_at: string;
  updated_at: string;
}

interface SavedReportTable {
  id: Generated<number>;
  name: string;
  /** What its options say, as JSON. */
  definition: string;
  created_at: string;
  updated_at: string;
}

interface DashboardTileTable {
  id: Generated<number>;
  /** The name of its dashboard. */
  dashboard: string;
  position: number;
  /** Null for the words of its command. */
  title: string | null;
  /** A command line without the program: `report won --by owner`. */
  line: string;
  created_at: string;
  updated_at: string;
}

interface ScoreRuleTable {
  id: Generated<number>;
  name: string;
  /** `lead`: points for a lead that matches. `activity`: points for each activity of a lead that matches. */
  noun: string;
  filter: string;
  points: number;
  part: string;
  /** The most that the rule gives. */
  cap: number | null;
  /** Days in which the points of an activity become half. */
  half_life: number | null;
  created_at: string;
  updated_at: string;
}

interface ScoreCapTable {
  id: Generated<number>;
  part: string;
  /** The most that rules of the part give together. */
  cap: number;
  created_at: string;
  updated_at: string;
}

interface ComplianceRuleTable {
  id: Generated<number>;
  name: string;
  noun: string;
  /** Which records it is about; null for all. */
  scope: string | null;
  /** Which of these break it. */
  filter: string;
  /** 1 is the most severe. */
  severity: number;
  created_at: string;
  updated_at: string;
}

interface CallQueueTable {
  lead_id: number;
  owner_id: number;
  /** Zone and country; see `placeText`. */
  place: string;
  phone: string | null;
  barrier: string | null;
  callback: number;
  due_at: number;
  ready: number;
  score: number;
  last_try: number;
}

interface CallHoldTable {
  lead_id: number;
  user_id: number;
  kind: string;
  since: string;
  until: string;
  /** The terminal that claimed the lead; null for a claim of a screen, and for a skipped lead. */
  terminal: string | null;
}

interface SearchBlockTable {
  id: Generated<number>;
  noun: string;
  page: number;
}

interface DerivedTable {
  name: string;
  rules: number;
}

interface ReviewTable {
  user_id: number;
  pipeline_id: number;
  since: string;
}

interface ReviewAnswerTable {
  user_id: number;
  opp_id: number;
  at: string;
  decided: string;
}

interface AssignmentTable {
  id: Generated<number>;
  noun: string;
  record_id: number;
  /** When the change was made that assigned it. */
  at: string;
  rule_id: number;
  reason: string;
}

interface RuleTable {
  id: Generated<number>;
  position: Generated<number>;
  text: string;
  enabled: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface RuleTurnTable {
  rule_id: number;
  turn: number;
}

interface RuleRunTable {
  id: Generated<number>;
  rule_id: number;
  at: string;
  records: number;
  first_refs: string;
  problem: string | null;
}

/** When a rule for times was applied last, and on which condition. */
interface RuleClockTable {
  rule_id: number;
  moment: string;
  condition: string;
}

/** A record that has met the condition of a rule for times since it was applied to it. */
interface RuleEpisodeTable {
  rule_id: number;
  record_id: number;
}

/** The process that does what is due. */
interface WorkerLeaseTable {
  name: string;
  token: string;
  host: string;
  since: string;
  until: string;
}

/** A program elsewhere that is told of events. */
interface WebhookTable {
  id: Generated<number>;
  url: string;
  /** Types of events, with commas between them. */
  types: string;
  /** The name of the secret that it is signed with. */
  secret: string | null;
  enabled: Generated<number>;
  allow_private: Generated<number>;
  created_at: string;
  updated_at: string;
}

/** How far a webhook has come, and what keeps it from going on. */
interface WebhookStateTable {
  webhook_id: number;
  change_id: number;
  ordinal: number;
  failures: Generated<number>;
  failing_since: string | null;
  retry_at: string | null;
  disabled_at: string | null;
  problem: string | null;
}

/** Something to be done outside of the database, or that was done. */
interface OutboxTable {
  id: Generated<number>;
  kind: string;
  target: number;
  ref: string;
  key: string;
  label: string;
  body: string;
  state: string;
  attempts: Generated<number>;
  due_at: string;
  created_at: string;
  changed_at: string;
  token: string | null;
  problem: string | null;
}

/** The text of a mail, with names of fields in it. */
interface TemplateTable {
  id: Generated<number>;
  name: string;
  subject: string;
  body: string;
  created_at: string;
  updated_at: string;
}

/** A mail that was written here, or received. */
interface MessageTable {
  id: Generated<number>;
  message_id: string;
  thread_id: number | null;
  in_reply_to: string | null;
  refs: Generated<string>;
  account: string;
  state: string;
  sender: string;
  recipient: string;
  cc: Generated<string>;
  bcc: Generated<string>;
  subject: string;
  text: string;
  html: string;
  bulk: Generated<number>;
  send_at: string;
  sent_at: string | null;
  answer: string | null;
  about: string;
  user_id: number | null;
  created_at: string;
  updated_at: string;
  kind: Generated<string>;
  answers_id: number | null;
  their_hours: Generated<number>;
  campaign_id: number | null;
  remaining: string | null;
}

interface MessageFileTable {
  id: Generated<number>;
  message_id: number;
  hash: string;
  name: string;
}

/** How far a folder of a mailbox has been read. */
interface MailFolderTable {
  account: string;
  folder: string;
  uid_validity: number;
  last_uid: number;
}

/** Why the mailbox of an account cannot be read. */
interface MailboxProblemTable {
  account: string;
  problem: string;
  /** When it could not be read for the first time. */
  since: string;
  /** When it could not be read last. */
  last_at: string;
}

/** An address that nobody writes to. */
interface MailSuppressionTable {
  id: Generated<number>;
  address_key: string;
  reason: string;
  created_at: string;
}

/** Mails, calls and tasks that follow each other; its text is that of its versions. */
interface SequenceTable {
  id: Generated<number>;
  name: string;
  /** The version that new people get. */
  version: number;
  /** People who begin on a day at most; null for any number. */
  starts_per_day: number | null;
  created_at: string;
  updated_at: string;
}

interface SequenceVersionTable {
  id: Generated<number>;
  sequence_id: number;
  number: number;
  text: string;
  created_at: string;
}

/** A person in a sequence, at one of its steps. */
interface SequenceRunTable {
  id: Generated<number>;
  sequence_id: number;
  version: number;
  lead_id: number | null;
  contact_id: number | null;
  state: string;
  /** The number of the step that is next, or that waits to be done. */
  step: number;
  /** What kind of step that is. */
  kind: string;
  due_at: string | null;
  /** When a call or task that is not done is skipped. */
  skip_at: string | null;
  /** The open task of a call or task. */
  task_id: number | null;
  /** Why it was stopped or paused. */
  reason: string | null;
  detail: string | null;
  /** The account that its mails are sent from. */
  account: string;
  user_id: number | null;
  started_at: string;
  /** When its first step was due. */
  starts_at: string;
  ended_at: string | null;
  created_at: string;
  updated_at: string;
}

/** What was done with a person of a sequence. */
interface SequenceTouchTable {
  id: Generated<number>;
  run_id: number;
  lead_id: number | null;
  contact_id: number | null;
  step: number;
  kind: string;
  /** The template of a mail. */
  variant: string | null;
  at: string;
  message_id: number | null;
  task_id: number | null;
  version: Generated<number>;
}

/** A file that records have; its bytes are in a folder beside the database. */
interface StoredFileTable {
  /** SHA-256 of its bytes, in hexadecimal digits. */
  hash: string;
  size: number;
  added_at: string;
}

/** How far another program has read the events: after this one. */
interface EventCursorTable {
  name: string;
  change_id: number;
  ordinal: number;
}

interface ChangeTable {
  id: Generated<number>;
  kind: string;
  at: string;
  user_name: string;
  command: string;
  summary: Generated<string>;
  undone_by: number | null;
}

interface ChangeRowTable {
  id: Generated<number>;
  change_id: number;
  tbl: string;
  row_id: number;
  last_id: number;
  op: string;
  before: string | null;
  after: string | null;
}

export type TableName = keyof Schema;

/** A row as it is read. */
export type RowOf<T extends TableName> = {
  [C in keyof Schema[T]]: Schema[T][C] extends Generated<infer V> ? V : Schema[T][C];
};

/** A row to add: nullable columns and columns with a default are optional. */
export type NewRow<T extends TableName> = Omit<RowOf<T>, OptionalColumn<T>> & {
  [C in OptionalColumn<T>]?: RowOf<T>[C] | undefined;
};

/** Columns of a row to change. */
export type Patch<T extends TableName> = { [C in keyof RowOf<T>]?: RowOf<T>[C] | undefined };

type OptionalColumn<T extends TableName> = {
  [C in keyof Schema[T]]: Schema[T][C] extends Generated<unknown> ? C : null extends Schema[T][C] ? C : never;
}[keyof Schema[T]];
