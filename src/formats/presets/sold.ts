import { ODOO_ORDERS } from '../shop/shop.ts';
import { droppedColumns, forEachHeader, type Layout, link, sameLabels } from './preset.ts';

/** The same field for each of several headers, separated by `|`. */
const as = (field: string, headers: string) => forEachHeader(headers.split('|'), field);

/** The same link for each of several headers, separated by `|`. */
const to = (noun: Parameters<typeof link>[0], headers: string) =>
  forEachHeader(headers.split('|'), link(noun));

const SALESFORCE_BASE = {
  Id: 'external_id',
  Name: 'name',
  Description: 'notes',
  CreatedDate: 'created_at',
  CurrencyIsoCode: 'currency',
  ...droppedColumns(
    'IsDeleted|SystemModstamp|LastModifiedDate|CreatedById|LastModifiedById|LastViewedDate|LastReferencedDate|' +
      'LastActivityDate|RecordTypeId|StatusCode|Pricebook2Id|BillingAddress|ShippingAddress|BillingLatitude|' +
      'BillingLongitude|BillingGeocodeAccuracy|ShippingLatitude|ShippingLongitude|ShippingGeocodeAccuracy|ActivatedDate|' +
      'ActivatedById',
  ),
};

const OWNED = { OwnerId: link('owner', 'user') };

/** Orders, contracts and assets of Salesforce, by their API names. */
export const SALESFORCE_SOLD: readonly Layout[] = [
  {
    subject: 'purchase',
    files: ['order'],
    signatures: [['AccountId', 'OrderNumber']],
    columns: {
      ...SALESFORCE_BASE,
      OrderNumber: 'name',
      EffectiveDate: 'bought_on',
      EndDate: 'ends_on',
      Status: 'status',
      TotalAmount: 'amount',
      ...droppedColumns(
        'IsReductionOrder|CompanyAuthorizedDate|CustomerAuthorizedDate|OriginalOrderId|QuoteId',
      ),
    },
    noted: { ...sameLabels('Type|PoNumber|OrderReferenceNumber'), PoDate: 'PO date' },
    links: {
      ...OWNED,
      AccountId: link('account'),
      BillToContactId: link('contact'),
      OpportunityId: link('opp'),
    },
    words: { status: { draft: 'active', activated: 'active', cancelled: 'ended', expired: 'ended' } },
  },
  {
    subject: 'contract',
    files: ['contract'],
    signatures: [['AccountId', 'ContractNumber']],
    columns: {
      ...SALESFORCE_BASE,
      ContractNumber: 'number',
      Status: 'status',
      StartDate: 'starts_on',
      EndDate: 'ends_on',
      ContractTerm: 'term',
      OwnerExpirationNotice: 'notice_days',
      CustomerSignedDate: 'signed_on',
      SpecialTerms: 'notes',
      ...droppedColumns('CompanySignedId|CompanySignedDate|LastApprovedDate'),
    },
    noted: { CustomerSignedTitle: 'Signed as' },
    links: { ...OWNED, AccountId: link('account'), CustomerSignedId: link('contact') },
  },
  {
    subject: 'asset',
    files: ['asset'],
    signatures: [
      ['AccountId', 'SerialNumber'],
      ['AccountId', 'InstallDate', 'Product2Id'],
    ],
    columns: {
      ...SALESFORCE_BASE,
      CurrencyIsoCode: '-',
      SerialNumber: 'serial',
      Status: 'status',
      Quantity: 'quantity',
      InstallDate: 'installed_on',
      PurchaseDate: 'bought_on',
      UsageEndDate: 'warranty_until',
      ...droppedColumns(
        'IsCompetitorProduct|IsInternal|RootAssetId|ParentId|StockKeepingUnit|AssetLevel|ProductCode',
      ),
    },
    noted: { Price: 'Price', ProductDescription: 'Product', ProductFamily: 'Family' },
    links: { ...OWNED, AccountId: link('account'), ContactId: link('contact'), Product2Id: link('product') },
  },
];

const HUBSPOT_BASE = {
  ...as('external_id', 'Record ID|hs_object_id'),
  ...droppedColumns(
    'Last Modified Date|Object last modified date/time|Object create date/time|Created by user ID|Updated by user ID',
  ),
};
const HUBSPOT_DEAL = to('opp', 'Associated Deal IDs|Associated Deal ID');
const HUBSPOT_LINKS = {
  ...HUBSPOT_DEAL,
  ...to('contact', 'Associated Contact IDs|Associated Contact ID'),
  ...to('account', 'Associated Company IDs|Associated Company ID'),
};
const FREQUENCIES = { monthly: 'month', annually: 'year', annual: 'year', yearly: 'year' };

/** Subscriptions of HubSpot: what is paid again and again. */
const HUBSPOT_SUBSCRIPTION: Layout = {
  subject: 'purchase',
  files: ['subscriptions', 'commercesubscriptions'],
  signatures: [
    ['Subscription name', 'Next payment due amount'],
    ['Subscription name', 'Recurring billing frequency'],
    ['hs_subscription_status', 'hs_recurring_billing_frequency'],
  ],
  columns: {
    ...HUBSPOT_BASE,
    ...as('name', 'Subscription name|hs_name'),
    ...as('status', 'Status|Subscription status|hs_subscription_status'),
    ...as('starts_on', 'Start date|Billing start date|hs_recurring_billing_start_date'),
    ...as('ends_on', 'End date|Cancellation date|Canceled at|hs_recurring_billing_end_date'),
    ...as('recurring_amount', 'Next payment due amount|hs_next_payment_amount'),
    ...as('recurring', 'Recurring billing frequency|Billing frequency|hs_recurring_billing_frequency'),
    ...as('currency', 'Currency|hs_currency_code'),
    ...as('bought_on', 'Create Date|Create date|hs_createdate'),
    ...as('owner', 'Owner|Subscription owner'),
    ...as('contact', 'Associated Contact'),
    ...as('account', 'Associated Company'),
    ...as('opp', 'Associated Deal'),
    ...droppedColumns('MRR|Monthly recurring revenue|Annual recurring revenue|Total collected amount'),
  },
  noted: sameLabels(
    'Next payment due date|Last payment amount|Last payment date|Last payment status|Completed payments|' +
      'Number of payments|Collection process|Payment method|Currently paused',
  ),
  links: HUBSPOT_LINKS,
  words: {
    status: {
      scheduled: 'active',
      past_due: 'active',
      'past due': 'active',
      unpaid: 'active',
      paused: 'active',
      expired: 'ended',
      canceled: 'ended',
    },
    recurring: FREQUENCIES,
  },
};

/** Where they say what comes to a month, paid by the quarter or otherwise, that is the recurring amount. */
const HUBSPOT_MONTHLY: Layout = {
  ...HUBSPOT_SUBSCRIPTION,
  signatures: [
    ['Subscription name', 'MRR'],
    ['Subscription name', 'Monthly recurring revenue'],
  ],
  files: [],
  columns: {
    ...HUBSPOT_SUBSCRIPTION.columns,
    ...as('recurring_amount', 'MRR|Monthly recurring revenue'),
  },
  noted: {
    ...HUBSPOT_SUBSCRIPTION.noted,
    ...sameLabels('Next payment due amount|Recurring billing frequency|Billing frequency'),
  },
  defaults: { recurring: 'month' },
};

/** Line items, products and orders of HubSpot. */
export const HUBSPOT_SOLD: readonly Layout[] = [
  {
    subject: 'line',
    files: ['lineitems', 'lineitem'],
    signatures: [
      ['Quantity', 'Unit price', 'Associated Deal IDs'],
      ['Quantity', 'Unit price', 'Net price'],
      ['Quantity', 'Unit price', 'Associated Deal'],
    ],
    columns: {
      ...HUBSPOT_BASE,
      Name: 'name',
      ...as('product', 'SKU'),
      Quantity: 'quantity',
      'Unit price': 'price',
      ...as('discount', 'Discount percentage|Discount Percentage'),
      ...as('discount_amount', 'Total discount|Total Discount'),
      ...as('term', 'Term (months)|Term'),
      ...as('recurring', 'Billing frequency|Recurring billing frequency'),
      ...as('starts_on', 'Billing start date|Start date'),
      ...as('currency', 'Currency|Line item currency code|Line Item Currency Code'),
      ...as('opp', 'Associated Deal|Deal name'),
      ...as('notes', 'Description|Product description'),
      ...as('created_at', 'Create Date|Create date'),
      ...droppedColumns(
        'Net price|Amount|Unit discount|Unit cost|Margin|Annual contract value|' +
          'Annual recurring revenue|Monthly recurring revenue|Total contract value|Quote IDs|Position on quote|Tax|Price',
      ),
    },
    links: { ...HUBSPOT_DEAL, 'Product ID': link('product') },
    words: { recurring: FREQUENCIES },
  },
  {
    subject: 'product',
    files: ['products'],
    signatures: [['Record ID', 'Unit price', 'SKU']],
    columns: {
      ...HUBSPOT_BASE,
      Name: 'name',
      SKU: 'code',
      'Unit price': 'price',
      ...as('recurring', 'Billing frequency|Recurring billing frequency'),
      ...as('family', 'Product Type|Product type|Folder name'),
      ...as('notes', 'Description|Product description'),
      ...as('created_at', 'Create Date|Create date'),
    },
    noted: { 'Unit cost': 'Unit cost', URL: 'URL', Term: 'Term' },
    words: { recurring: FREQUENCIES },
  },
  {
    subject: 'purchase',
    files: ['orders'],
    signatures: [
      ['Order Name', 'Total Price'],
      ['Order name', 'Total price'],
    ],
    columns: {
      ...HUBSPOT_BASE,
      ...as('name', 'Order Name|Order name'),
      ...as('amount', 'Total Price|Total price'),
      ...as('currency', 'Currency|Currency Code'),
      ...as('bought_on', 'Processed Date|Order Date|Create Date|Create date'),
      ...as('contact', 'Associated Contact'),
      ...as('account', 'Associated Company'),
      ...as('opp', 'Associated Deal'),
      ...droppedColumns('Pipeline|Subtotal|Tax|Shipping Cost|Discount'),
    },
    noted: sameLabels('Status|Fulfillment Status|Payment Status|Source Store|Shipping Tracking Number'),
    links: HUBSPOT_LINKS,
  },
  HUBSPOT_MONTHLY,
  HUBSPOT_SUBSCRIPTION,
];

/** Sales orders of Zoho: a row an order. */
export const ZOHO_ORDER: Omit<Layout, 'links'> = {
  subject: 'purchase',
  files: ['salesorders'],
  signatures: [['Sales Order Owner', 'Subject']],
  columns: {
    'Record Id': 'external_id',
    'Sales Order Owner': 'owner',
    Subject: 'name',
    'Account Name': 'account',
    'Contact Name': 'contact',
    'Deal Name': 'opp',
    'Grand Total': 'amount',
    Currency: 'currency',
    Status: 'status',
    'Created Time': 'bought_on',
    Description: 'notes',
    ...droppedColumns(
      'Created By|Created By.id|Modified By|Modified By.id|Modified Time|Last Activity Time|Sub Total|Discount|Tax|' +
        'Adjustment|Exchange Rate|Sales Commission|Pending|Locked|Currency.id',
    ),
  },
  noted: sameLabels(
    'SO Number|Purchase Order|Due Date|Customer No|Carrier|Excise Duty|Terms and Conditions|Quote Name',
  ),
  words: { status: { created: 'active', approved: 'active', delivered: 'active', cancelled: 'ended' } },
};

const DYNAMICS_BASE = {
  Description: 'notes',
  Owner: 'owner',
  Currency: '-',
  ...droppedColumns(
    '(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Modified On|Created By|Modified By',
  ),
};

/** Opportunity products, orders, contracts and customer assets of Dynamics. */
export const DYNAMICS_SOLD: readonly Layout[] = [
  {
    subject: 'line',
    files: ['opportunityproducts', 'opportunityproduct'],
    signatures: [
      ['(Do Not Modify) Opportunity Product'],
      ['Existing Product', 'Price Per Unit', 'Quantity'],
      ['Opportunity', 'Price Per Unit', 'Quantity'],
      ['opportunityid', 'priceperunit'],
    ],
    columns: {
      ...DYNAMICS_BASE,
      ...as('external_id', '(Do Not Modify) Opportunity Product|opportunityproductid'),
      ...as('product', 'Existing Product|Product|Product Name'),
      ...as('name', 'Write-In Product|Name|productdescription|opportunityproductname'),
      ...as('price', 'Price Per Unit|priceperunit'),
      ...as('quantity', 'Quantity|quantity'),
      ...as('discount_amount', 'Manual Discount|manualdiscountamount'),
      ...as('opp', 'Opportunity'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        'Extended Amount|Amount|Tax|Volume Discount|Unit|Sequence Number|Line Item Number|Pricing Error|Pricing|' +
          'Select Product|Bundle ID|extendedamount|baseamount|tax|uomid|lineitemnumber|sequencenumber|isproductoverridden',
      ),
    },
    links: { opportunityid: link('opp'), productid: link('product') },
  },
  {
    subject: 'purchase',
    files: ['orders', 'salesorders', 'salesorder'],
    signatures: [
      ['(Do Not Modify) Order'],
      ['Order ID', 'Total Amount', 'Customer'],
      ['Order ID', 'Total Amount', 'Potential Customer'],
      ['salesorderid', 'totalamount'],
    ],
    columns: {
      ...DYNAMICS_BASE,
      ...as('external_id', '(Do Not Modify) Order|salesorderid'),
      ...as('name', 'Name|name'),
      ...as('account', 'Customer|Potential Customer|Account'),
      ...as('contact', 'Contact'),
      ...as('opp', 'Opportunity'),
      ...as('amount', 'Total Amount|totalamount'),
      ...as('bought_on', 'Date Submitted|Created On|createdon'),
      ...as('status', 'Status|statecode'),
      ...droppedColumns(
        'Status Reason|statuscode|Price List|Quote|Prices Locked|Total Tax|Total Detail Amount|Detail Amount|Freight Amount|' +
          'Total Pre-Freight Amount|totaltax|Priority',
      ),
    },
    noted: {
      ...forEachHeader(['Order ID', 'ordernumber'], 'Order'),
      ...sameLabels('Date Fulfilled|Requested Delivery Date|Shipping Method|Payment Terms'),
    },
    links: { opportunityid: link('opp'), customerid: [...link('account'), ...link('contact')] },
    words: { status: { submitted: 'active', fulfilled: 'active', invoiced: 'active', canceled: 'ended' } },
  },
  {
    subject: 'contract',
    files: ['contracts', 'contract'],
    signatures: [
      ['(Do Not Modify) Contract'],
      ['Contract Name', 'Contract Start Date'],
      ['Contract ID', 'Contract Name'],
      ['contractnumber', 'activeon'],
    ],
    columns: {
      ...DYNAMICS_BASE,
      ...as('external_id', '(Do Not Modify) Contract|contractid'),
      ...as('number', 'Contract ID|Contract Number|contractnumber'),
      ...as('name', 'Contract Name|title'),
      ...as('account', 'Customer'),
      ...as('contact', 'Contact'),
      ...as('starts_on', 'Contract Start Date|activeon'),
      ...as('ends_on', 'Contract End Date|expireson'),
      ...as('amount', 'Net Price|Total Price|netprice'),
      ...as('status', 'Status|Contract Status|statecode'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        'Status Reason|statuscode|Duration in Days|Duration|Total Discount|Contract Template',
      ),
    },
    noted: sameLabels(
      'Billing Frequency|Billing Start Date|Billing End Date|Bill To Customer|Cancellation Date|Service Level',
    ),
    links: { customerid: [...link('account'), ...link('contact')] },
  },
  {
    subject: 'asset',
    files: ['customerassets', 'msdyncustomerassets', 'msdyncustomerasset'],
    signatures: [
      ['(Do Not Modify) Customer Asset'],
      ['Account', 'Product', 'Asset Tag'],
      ['msdyn_name', 'msdyn_account', 'msdyn_product'],
    ],
    columns: {
      ...DYNAMICS_BASE,
      ...as('external_id', '(Do Not Modify) Customer Asset|msdyn_customerassetid'),
      ...as('name', 'Name|msdyn_name'),
      ...as('account', 'Account'),
      ...as('product', 'Product'),
      ...as('serial', 'Asset Tag|Serial Number|msdyn_assettag'),
      ...as('created_at', 'Created On|createdon'),
      ...as('status', 'Status|statecode'),
      ...droppedColumns('Status Reason|statuscode'),
    },
    noted: sameLabels(
      'Registration Status|Parent Asset|Master Asset|Category|Functional Location|Device ID|Work Order Product',
    ),
    links: { msdyn_account: link('account'), msdyn_product: link('product') },
  },
];

/** Products of deals, and products, of Pipedrive: of its lists and of its API. */
export const PIPEDRIVE_SOLD: readonly Layout[] = [
  {
    subject: 'line',
    files: ['dealsproducts', 'dealproducts'],
    signatures: [
      ['Deal - Title', 'Product - Name', 'Product - Quantity'],
      ['Deal - ID', 'Product - Name', 'Product - Quantity'],
      ['deal_id', 'product_id', 'item_price'],
    ],
    columns: {
      id: 'external_id',
      ...as('opp', 'Deal - Title'),
      ...as('product', 'Product - Product code'),
      ...as('name', 'Product - Name|name'),
      ...as('quantity', 'Product - Quantity|quantity'),
      ...as('price', 'Product - Price|Product - Item price|Product - Unit price|item_price'),
      ...as('currency', 'Product - Currency|currency'),
      ...as('discount', 'Product - Discount|Product - Discount %|discount_percentage|discount'),
      ...as('notes', 'Product - Comments|Product - Description|comments'),
      ...as('created_at', 'add_time'),
      ...droppedColumns(
        'Product - Amount|Product - Sum|Product - Total price|Product - Tax|Product - Variation|Deal - Value|Deal - Currency of Value|' +
          'sum|sum_formatted|tax|tax_method|enabled_flag|active_flag|last_edit|order_nr|quantity_formatted|duration|duration_unit|' +
          'product_variation_id|deal_name|discount_type|sum_no_discount',
      ),
    },
    links: { ...to('opp', 'Deal - ID|deal_id'), ...to('product', 'Product - ID|product_id') },
  },
  {
    subject: 'product',
    files: ['products'],
    signatures: [
      ['Product - ID', 'Product - Name'],
      ['Product - Name', 'Product - Product code'],
    ],
    columns: {
      'Product - ID': 'external_id',
      'Product - Name': 'name',
      'Product - Product code': 'code',
      'Product - Category': 'family',
      'Product - Unit': 'unit',
      'Product - Description': 'notes',
      'Product - Owner': 'owner',
      'Product - Active': 'active',
      ...as('price', 'Product - Unit price|Product - Price|Product - Unit prices'),
      ...as('currency', 'Product - Currency'),
      ...as('created_at', 'Product - Add time|Product - Product created'),
      ...droppedColumns(
        'Product - Update time|Product - Visible to|Product - Tax|Product - Tax %|Product - Cost|Product - Direct cost',
      ),
    },
  },
];

/** Orders and quotations of Odoo, with their lines below them, and products. */
export const ODOO_SOLD: readonly Layout[] = [
  {
    subject: 'purchase',
    files: ['saleorder', 'salesorder'],
    shop: ODOO_ORDERS,
    signatures: [
      ['Order Reference', 'Customer', 'Total'],
      ['Order Reference', 'Order Lines/Product'],
      ['name', 'partner_id', 'amount_total'],
      ['name', 'order_line/product_id'],
    ],
    columns: droppedColumns(
      'External ID|id|Order Reference|name|Customer|partner_id|Salesperson|user_id|Creation Date|Order Date|date_order|Total|' +
        'amount_total|Untaxed Amount|amount_untaxed|Taxes|amount_tax|Status|state|Invoice Status|Currency|currency_id|' +
        'Order Lines/Product|Order Lines/Description|Order Lines/Quantity|Order Lines/Unit Price|Order Lines/Subtotal|' +
        'order_line/product_id|order_line/name|order_line/product_uom_qty|order_line/price_unit|order_line/price_subtotal',
    ),
  },
  {
    subject: 'product',
    files: ['producttemplate', 'productproduct', 'producttemplates'],
    signatures: [
      ['Internal Reference', 'Sales Price'],
      ['default_code', 'list_price'],
    ],
    columns: {
      ...as('external_id', 'External ID|id'),
      ...as('name', 'Name|name'),
      ...as('code', 'Internal Reference|default_code'),
      ...as('price', 'Sales Price|list_price'),
      ...as('family', 'Product Category|categ_id'),
      ...as('unit', 'Unit of Measure|uom_id'),
      ...as('notes', 'Sales Description|description_sale'),
      ...as('currency', 'Currency|currency_id'),
      ...droppedColumns(
        'Quantity On Hand|Forecasted Quantity|qty_available|Favorite|Responsible|Can be Sold|Can be Purchased|sale_ok|purchase_ok',
      ),
    },
    noted: {
      ...sameLabels('Product Type'),
      type: 'Product type',
      Cost: 'Cost',
      standard_price: 'Cost',
      Barcode: 'Barcode',
      barcode: 'Barcode',
    },
  },
];
