import { call, must, type Player } from '../../tools/rolling/player.js';
import { type Act, type ActKind, payoutFails } from './acts.js';

/** Whose command it was: asks how it ended, and complains if it is not as it was said. */
interface Customer {
  readonly player: Player;
  complain(about: string): void;
}

/** How each kind of command that was taken ends. True once it has, with its change in the guest's books. */
export const ends: Record<ActKind, (guest: Customer, act: Act) => Promise<boolean>> = {
  bet: () => Promise.resolve(true),
  'table bet': endOfTableBet,
  deposit: endOfDeposit,
  withdrawal: endOfWithdrawal,
  bonus: endOfClaim,
};

async function read(guest: Customer, act: Act, path: string): Promise<Record<string, unknown> | undefined> {
  const answer = await guest.player.call('GET', path).catch(() => undefined);
  act.seen = `${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body)}`;
  if (answer?.status === 401) await guest.player.signIn().catch(() => undefined);
  return answer?.status === 200 ? answer.body : undefined;
}

/** Guests bet on red alone: a round pays double or nothing of all that one of them has in it. */
async function endOfTableBet(guest: Customer, act: Act): Promise<boolean> {
  const round = await read(guest, act, `/v1/rounds/${act.roundId}`);
  if (round) {
    const [stake, payout] = [round['stake'], round['payout']].map(
      (money) => (money as { amount: number }).amount,
    );
    const { pocket } = round['outcome'] as { pocket: number };
    const due = reds.has(pocket) ? 2 * (stake ?? 0) : 0;
    if (payout !== due)
      guest.complain(`round ${act.roundId} paid ${String(payout)} on ${pocket}, not ${due}`);
    act.change = reds.has(pocket) ? act.amount : -act.amount;
    return true;
  }
  if (!(await wasVoided(guest, act))) return false;
  act.change = 0;
  return true;
}

/** A void round is in the statement alone. */
async function wasVoided(guest: Customer, act: Act): Promise<boolean> {
  for (let query = ''; ;) {
    const page = await read(guest, act, `/v1/wallet/transactions?limit=50${query}`);
    const lines = (page?.['data'] ?? []) as { kind: string; reference: string }[];
    if (lines.some(({ kind, reference }) => kind === 'void' && reference === act.roundId)) return true;
    const next = page?.['next'];
    if (typeof next !== 'string') return false;
    query = `&cursor=${encodeURIComponent(next)}`;
  }
}

const reds = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

async function endOfDeposit(guest: Customer, act: Act): Promise<boolean> {
  const deposit = await read(guest, act, `/v1/deposits/${act.id}`);
  const [status, url] = [deposit?.['status'], deposit?.['redirectUrl']];
  // Nobody may have answered at the bank's page; there is no harm in paying once more.
  if (status === 'pending' && typeof url === 'string') await payAt(url).catch(() => undefined);
  if (!['credited', 'failed', 'expired', 'in_review'].includes(String(status))) return false;
  if (status !== 'credited') guest.complain(`deposit ${act.id} was paid and is ${String(status)}`);
  act.change = act.amount;
  return true;
}

async function endOfWithdrawal(guest: Customer, act: Act): Promise<boolean> {
  const status = (await read(guest, act, `/v1/withdrawals/${act.id}`))?.['status'];
  if (!['paid', 'failed', 'refused'].includes(String(status))) return false;
  const due = payoutFails(act.amount) ? 'failed' : 'paid';
  if (status !== due) guest.complain(`withdrawal ${act.id} is ${String(status)}, not ${due}`);
  act.change = payoutFails(act.amount) ? 0 : -act.amount;
  return true;
}

async function endOfClaim(guest: Customer, act: Act): Promise<boolean> {
  const award = await read(guest, act, `/v1/bonuses/${act.id}`);
  const status = String(award?.['status']);
  if (!['active', 'completed', 'ended'].includes(status)) return false;
  const { amount } = award?.['bonus'] as { amount: number };
  if (amount !== act.amount) guest.complain(`award ${act.id} gave ${amount}, not ${act.amount}`);
  return true;
}

/** Pays by card. Whoever has paid already is told so. @throws Error if nobody answers */
export async function payAt(url: string): Promise<void> {
  const body = { cardNumber: '4242424242424242', expiry: '12/30', cvc: '123' };
  must(await call(url, 'POST', { body }), 200, 409);
}
