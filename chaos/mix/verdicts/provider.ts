import { type DataSource } from 'typeorm';

/** A payment in or out in one of the three books; amounts in minor units. */
export interface BookedPayment {
  id: string;
  amount: number;
  /** `in` and `out` are done; `back` is a payout that failed. Everything else is under way, or never came to be. */
  state: string;
}

/** The books of the provider, of payments and of the ledger, of money in and out together. */
export interface PaymentBooks {
  provider: readonly BookedPayment[];
  payments: readonly BookedPayment[];
  ledger: readonly BookedPayment[];
}

const providerSql = `
  SELECT reference AS id, coalesce(captured, amount)::float8 AS amount,
         CASE status WHEN 'captured' THEN 'in' ELSE status END AS state FROM psp_payments
  UNION ALL
  SELECT reference, amount::float8, CASE WHEN settles_at > now() THEN 'submitted' WHEN outcome = 'paid' THEN 'out' ELSE 'back' END
    FROM psp_payouts`;
const paymentsSql = `
  SELECT deposit_id AS id, amount::float8 AS amount, CASE status WHEN 'credited' THEN 'in' ELSE status END AS state FROM deposits
  UNION ALL
  SELECT withdrawal_id, amount::float8, CASE status WHEN 'paid' THEN 'out' WHEN 'failed' THEN 'back' ELSE status END
    FROM withdrawals`;
const ledgerSql = `
  SELECT external_id AS id, coalesce(cash_in, -withdrawing)::float8 AS amount,
         CASE kind WHEN 'deposit' THEN 'in' WHEN 'withdrawal_commit' THEN 'out' ELSE 'back' END AS state
    FROM journal WHERE kind IN ('deposit', 'withdrawal_commit', 'withdrawal_release')`;

export async function readPaymentBooks(
  database: (app: string) => Promise<DataSource>,
): Promise<PaymentBooks> {
  const read = async (app: string, sql: string): Promise<BookedPayment[]> =>
    (await (await database(app)).query(sql)) as BookedPayment[];
  return {
    provider: await read('sandbox', providerSql),
    payments: await read('payments', paymentsSql),
    ledger: await read('wallet', ledgerSql),
  };
}

const isDone = ({ state }: BookedPayment): boolean => ['in', 'out', 'back'].includes(state);

/** C11: what the provider took and paid is what payments and the ledger say of it, payment by payment. */
export function paymentFaults({ provider, payments, ledger }: PaymentBooks): string[] {
  const theirs = new Map(provider.filter(isDone).map((payment) => [payment.id, payment]));
  return [
    ...['payments', 'ledger'].flatMap((name) => {
      const ours = (name === 'ledger' ? ledger : payments).filter(isDone);
      return [
        ...missing(theirs, ours, name),
        ...ours.flatMap((own) => difference(own, theirs.get(own.id), name)),
      ];
    }),
    ...twice(ledger),
  ];
}

function missing(
  theirs: ReadonlyMap<string, BookedPayment>,
  ours: readonly BookedPayment[],
  name: string,
): string[] {
  const known = new Set(ours.map(({ id }) => id));
  return [...theirs.values()]
    .filter(({ id }) => !known.has(id))
    .map(({ id, amount, state }) => `the provider has ${amount} ${state} for ${id}, ${name} nothing`);
}

function difference(own: BookedPayment, their: BookedPayment | undefined, name: string): string[] {
  if (!their) return [`${name} has ${own.amount} ${own.state} for ${own.id}, the provider nothing`];
  return own.amount === their.amount && own.state === their.state
    ? []
    : [`${own.id}: ${name} has ${own.amount} ${own.state}, the provider ${their.amount} ${their.state}`];
}

function twice(ledger: readonly BookedPayment[]): string[] {
  const ids = ledger.map(({ id }) => id);
  return ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `${id} is in the ledger twice`);
}
