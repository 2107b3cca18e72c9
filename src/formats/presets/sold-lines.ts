import { droppedColumns, forEachHeader, type Layout, link } from './preset.ts';

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

/** Quotes of Dynamics, and lines of its quotes and orders: of its lists and of its API. */
export const DYNAMICS_SOLD_LINES: readonly Layout[] = [
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
