import { droppedColumns, forEachHeader, type Layout, link, sameLabels } from './preset.ts';

/** The same field for each of several headers, separated by `|`. */
const as = (field: string, headers: string) => forEachHeader(headers.split('|'), field);

const SALESFORCE_LINE = {
  Quantity: 'quantity',
  Description: 'notes',
  CurrencyIsoCode: 'currency',
  ...droppedColumns(
    'IsDeleted|SystemModstamp|LastModifiedDate|LastModifiedById|CreatedById|LastViewedDate|LastReferencedDate|ListPrice|' +
      'PricebookEntryId|ProductCode|SortOrder|Subtotal',
  ),
};

/** Lines of the orders and quotes of Salesforce, by their API names. */
export const SALESFORCE_SOLD_LINES: readonly Layout[] = [
  {
    subject: 'order line',
    files: ['orderitem', 'orderproduct'],
    signatures: [['OrderId', 'UnitPrice']],
    ofOrders: { order: ['OrderId'], amount: ['TotalPrice'] },
    columns: {
      ...SALESFORCE_LINE,
      Id: 'external_id',
      ServiceDate: 'starts_on',
      EndDate: 'ends_on',
      CreatedDate: 'created_at',
      TotalPrice: 'amount',
      ...droppedColumns(
        'OrderId|OrderItemNumber|AvailableQuantity|OriginalOrderItemId|QuoteLineItemId|TotalTaxAmount|GrossUnitPrice|' +
          'TotalLineAmount|TotalAdjustmentAmount|Type',
      ),
    },
    noted: { UnitPrice: 'Price' },
    links: { Product2Id: link('product') },
  },
  {
    subject: 'quote line',
    files: ['quotelineitem'],
    signatures: [['QuoteId', 'UnitPrice']],
    columns: {
      ...SALESFORCE_LINE,
      UnitPrice: 'price',
      Discount: 'discount',
      TotalPrice: 'amount',
      ServiceDate: 'starts_on',
      ...droppedColumns('Id|LineNumber|CreatedDate|OpportunityLineItemId|Product2.Name|HasRevenueSchedule'),
    },
    links: { QuoteId: link('quote'), Product2Id: link('product') },
  },
];

const DYNAMICS_LINE = {
  ...as('product', 'Existing Product|Product'),
  ...as('name', 'Write-In Product|Product Name|Name|productdescription|productname'),
  ...as('quantity', 'Quantity|quantity'),
  ...as('notes', 'Description|description'),
  ...droppedColumns(
    '(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Modified On|Created By|Modified By|Owner|Currency|' +
      'Volume Discount|Unit|Sequence Number|Line Item Number|Pricing Error|Pricing|Select Product|Ship To|' +
      'volumediscountamount|uomid|lineitemnumber|sequencenumber|isproductoverridden|ispriceoverridden|pricingerrorcode|' +
      'transactioncurrencyid|producttypecode|propertyconfigurationstatus|salesorderispricelocked|modifiedon',
  ),
};

const DYNAMICS_NOISE = droppedColumns(
  '(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Modified On|Created By|Modified By|Owner|Status Reason|' +
    'statuscode|statecode|modifiedon|versionnumber',
);

/** Products and price lists of Dynamics, and what they cost there. */
const DYNAMICS_OFFERS: readonly Layout[] = [
  {
    subject: 'product',
    files: ['products', 'product'],
    signatures: [
      ['(Do Not Modify) Product'],
      ['Product ID', 'Product Structure', 'Unit Group'],
      ['productid', 'productnumber', 'productstructure'],
    ],
    columns: {
      ...DYNAMICS_NOISE,
      ...as('external_id', '(Do Not Modify) Product|productid'),
      ...as('name', 'Name|Product Name|name'),
      ...as('code', 'Product ID|productnumber'),
      ...as('price', 'List Price|price'),
      ...as('family', 'Parent|Parent Product|Product Family'),
      ...as('unit', 'Default Unit'),
      ...as('active', 'Status'),
      ...as('notes', 'Description|description'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        'Product Structure|productstructure|Unit Group|defaultuomscheduleid|defaultuomid|Decimals Supported|quantitydecimal|' +
          'Default Price List|pricelevelid|Hierarchy Path|Currency|transactioncurrencyid',
      ),
    },
    noted: {
      ...sameLabels(
        'Standard Cost|Current Cost|Valid From|Valid To|Product Type|Size|Vendor|Vendor Name|URL',
      ),
    },
    columnWords: { Status: { active: 'true', 'under revision': 'true', retired: 'false', draft: 'false' } },
  },
  {
    subject: 'pricebook',
    files: ['pricelists', 'pricelist', 'pricelevels', 'pricelevel'],
    signatures: [['(Do Not Modify) Price List'], ['pricelevelid', 'begindate']],
    columns: {
      ...DYNAMICS_NOISE,
      ...as('external_id', '(Do Not Modify) Price List|pricelevelid'),
      ...as('name', 'Name|name'),
      ...as('valid_from', 'Start Date|begindate'),
      ...as('valid_until', 'End Date|enddate'),
      ...as('currency', 'Currency'),
      ...as('active', 'Status'),
      ...as('notes', 'Description|description'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns('Context|Access'),
    },
    columnWords: { Status: { active: 'true', inactive: 'false' } },
  },
  {
    subject: 'price',
    files: ['pricelistitems', 'pricelistitem', 'productpricelevels', 'productpricelevel'],
    signatures: [['(Do Not Modify) Price List Item'], ['productpricelevelid', 'amount']],
    columns: {
      ...DYNAMICS_NOISE,
      ...as('external_id', '(Do Not Modify) Price List Item|productpricelevelid'),
      ...as('pricebook', 'Price List'),
      ...as('product', 'Product'),
      ...as('price', 'Amount|amount'),
      ...as('currency', 'Currency'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        'Unit|Pricing Method|Quantity Selling Option|Percentage|Discount List|Rounding Policy|Rounding Option|Rounding Amount|' +
          'Product ID|Unit Schedule ID|uomid|pricingmethodcode|quantitysellingcode|roundingpolicycode|transactioncurrencyid',
      ),
    },
    links: { pricelevelid: link('pricebook'), productid: link('product') },
  },
];

/** What Dynamics sells, its quotes, and lines of its quotes and orders: of its lists and of its API. */
export const DYNAMICS_SOLD_LINES: readonly Layout[] = [
  ...DYNAMICS_OFFERS,
  {
    subject: 'quote',
    files: ['quotes', 'quote'],
    signatures: [
      ['(Do Not Modify) Quote'],
      ['Quote ID', 'Total Amount', 'Potential Customer'],
      ['quoteid', 'quotenumber', 'totalamount'],
    ],
    columns: {
      ...as('external_id', '(Do Not Modify) Quote|quoteid'),
      ...as('name', 'Name|name'),
      ...as('status', 'Status|statecode'),
      ...as('amount', 'Total Amount|totalamount'),
      ...as('valid_until', 'Effective To|effectiveto'),
      ...as('account', 'Potential Customer|Customer|Account'),
      ...as('contact', 'Contact'),
      ...as('opp', 'Opportunity'),
      ...as('notes', 'Description|description'),
      ...as('owner', 'Owner'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns(
        '(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Modified On|Created By|Modified By|Currency|Status Reason|' +
          'statuscode|Price List|Quote ID|quotenumber|Revision ID|revisionnumber|Effective From|effectivefrom|Total Tax|' +
          'totaltax|Detail Amount|Total Detail Amount|totallineitemamount|Freight Amount|freightamount|' +
          'Total Pre-Freight Amount|totalamountlessfreight|pricelevelid|transactioncurrencyid|modifiedon',
      ),
    },
    links: {
      opportunityid: link('opp'),
      customerid: [...link('account'), ...link('contact')],
      ownerid: link('owner', 'user'),
    },
    words: { status: { active: 'sent', won: 'accepted', closed: 'declined' } },
  },
  {
    subject: 'quote line',
    files: ['quoteproducts', 'quoteproduct', 'quotedetails', 'quotedetail'],
    signatures: [
      ['(Do Not Modify) Quote Product'],
      ['Quote', 'Price Per Unit', 'Quantity'],
      ['quoteid', 'priceperunit'],
    ],
    columns: {
      ...DYNAMICS_LINE,
      Quote: 'quote',
      ...as('price', 'Price Per Unit|priceperunit'),
      ...as('discount_amount', 'Manual Discount|manualdiscountamount'),
      ...droppedColumns(
        '(Do Not Modify) Quote Product|quotedetailid|Extended Amount|extendedamount|Amount|baseamount|Tax|tax|Created On|createdon',
      ),
    },
    links: { quoteid: link('quote'), productid: link('product') },
  },
  {
    subject: 'order line',
    files: ['orderproducts', 'orderproduct', 'salesorderdetails', 'salesorderdetail'],
    signatures: [
      ['(Do Not Modify) Order Product'],
      ['Order', 'Price Per Unit', 'Quantity'],
      ['salesorderid', 'priceperunit'],
    ],
    ofOrders: {
      order: ['salesorderid', 'Order'],
      amount: ['Extended Amount', 'extendedamount', 'Amount', 'baseamount'],
    },
    columns: {
      ...DYNAMICS_LINE,
      ...as('external_id', '(Do Not Modify) Order Product|salesorderdetailid'),
      ...as('created_at', 'Created On|createdon'),
      ...droppedColumns('Order|salesorderid|Extended Amount|extendedamount|Amount|baseamount|Tax|tax'),
    },
    noted: {
      'Price Per Unit': 'Price',
      priceperunit: 'Price',
      'Manual Discount': 'Discount',
      manualdiscountamount: 'Discount',
    },
    links: { productid: link('product') },
  },
];

const ZOHO_LINE = {
  ...as('product', 'Product Name'),
  ...as('quantity', 'Quantity'),
  ...as('notes', 'Description|Product Description'),
  ...droppedColumns(
    'Parent Id|Parent Id.id|Parent ID|Parent ID.id|Created By|Created By.id|Modified By|Modified By.id|Modified Time|Sequence Number|' +
      'Tax|Line Tax|Net Total|Currency|Exchange Rate|Product Name.id',
  ),
};
const ZOHO_PARENT = ['Parent Id.id', 'Parent ID.id', 'Parent Id', 'Parent ID'];

/** Lines of the orders of Zoho. Those of its quotes and invoices have the same columns: its name tells the file. */
export const ZOHO_ORDER_LINE: Layout = {
  subject: 'order line',
  files: ['ordereditems', 'ordereditemsc'],
  signatures: [['Ordered Items']],
  ofOrders: { order: ZOHO_PARENT, amount: ['Total', 'Total After Discount', 'Amount'] },
  columns: {
    ...ZOHO_LINE,
    'Record Id': 'external_id',
    'Created Time': 'created_at',
    ...droppedColumns('Total|Total After Discount|Amount'),
  },
  noted: { 'List Price': 'Price', 'Unit Price': 'Price', Discount: 'Discount' },
};
