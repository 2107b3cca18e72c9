import type { DemoCompany } from '../../domain/demo/company.ts';
import { decimalText, type Money } from '../../domain/money.ts';
import type { Engine } from '../engine.ts';
import type { KeptFile } from '../files/file-folder.ts';
import { recordFile } from '../files/stored-files.ts';
import type { Tx } from '../tx.ts';
import { insertRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';

/** The price list of a made-up company, on the disk. */
interface PriceList extends KeptFile {
  readonly content: string;
}

const NAME = 'Price list.txt';

/** Keeps the price list of a made-up company, before the change that refers to it. */
export async function keepPriceList(engine: Engine, { products }: DemoCompany): Promise<PriceList> {
  const lines = products.map(({ name, price }) => {
    const { currency } = price as Money;
    return `${name}: ${decimalText(price as Money)} ${currency}`;
  });
  const content = `Price list\n\n${lines.join('\n')}\n`;
  return { ...(await engine.files.keep([Buffer.from(content)], { name: NAME })), content };
}

/** Writes the documents of a made-up company: its price list, and a link. */
export async function writeDocs(
  tx: Tx,
  engine: Engine,
  { hash, size, content }: PriceList,
  env: WriteEnv,
): Promise<void> {
  await recordFile(tx, engine.files, { hash, size });
  const file = { hash, size, content, file_name: NAME, file_at: tx.now, file_user_id: tx.userId };
  await insertRecord(tx, 'doc', { name: NAME, ...file, opp_id: 7, owner_id: tx.userId }, env);
  const link = {
    name: 'Frame contract.pdf',
    kind: 'contract',
    url: 'https://files.example.com/contract.pdf',
  };
  await insertRecord(tx, 'doc', { ...link, account_id: 3, owner_id: tx.userId }, env);
}
