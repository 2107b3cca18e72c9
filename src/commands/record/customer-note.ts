import type { NewCustomer } from '../../store/customers.ts';

/** What is said of a prospect that has bought something. */
export function customerNote({ id, name }: NewCustomer): string {
  return `account ${id}  ${name} is now a customer`;
}
