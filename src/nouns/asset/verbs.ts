import type { RecordVerbs } from '../shared/verbs.ts';

export function assetVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'asset add --product MX-1 --serial 4711 --account 3 --installed-on 2026-05-01 --service-months 12',
        'asset add "Old boiler" --account 3 --warranty-until 2027-04-30',
      ],
      description:
        'Records what a customer has standing there. With --service-months it is to be serviced that long after it was serviced ' +
        'last, or installed: crm today reminds of it, and of the end of the warranty, and crm run makes a task of it two weeks before.',
      title: {
        help: 'what it is; or the code of a product; default: the name of the product',
        question: 'what is it?',
        values: (name) => ({ name }),
        isProductCode: true,
      },
      asked: ['name', 'product', 'serial', 'account', 'installed_on', 'warranty_until', 'service_months'],
    },
    list: { examples: ['asset list --account Acme', "asset list --where 'service_due <= +30d'"] },
    show: { shows: 'fields and documents', examples: ['asset show 1', 'asset show 1 --json'] },
    edit: {
      examples: ['asset edit 1 --serviced-on today', 'asset edit 1 --status retired'],
      asked: ['name', 'serial', 'serviced_on', 'warranty_until', 'service_months', 'status'],
    },
    rm: { examples: ['asset rm 1 --yes'] },
    import: { examples: ['asset import assets.csv --create account,product --dry-run'] },
    export: { examples: ['asset export', 'asset export --product MX-1 --format jsonl'] },
  };
}
