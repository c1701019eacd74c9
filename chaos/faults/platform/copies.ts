import { setTimeout as pause } from 'node:timers/promises';
import { type Player } from '../../../tools/rolling/player.js';

/** Something with an Idempotency-Key. */
export interface Order {
  kind: 'round' | 'deposit' | 'withdrawal';
  path: (player: Player) => string;
  body: object;
  /** Another body for the same key. */
  other: object;
  /** Which effect the answer tells of. */
  idIn: (text: string) => string | undefined;
  /** The bytes of an answer but for what says where the effect has got to meanwhile. */
  unmoved: (text: string) => string;
}

/** The bytes and the status of an answer. */
export interface Heard {
  status: number;
  text: string;
}

interface Copy {
  urlOf: (attempt: number) => string;
  player: Player;
  order: Order;
  key: string;
  onAgain: () => void;
}

const gbp = (amount: number): object => ({ amount, currency: 'GBP' });
const idOf = (member: string) => (text: string) =>
  new RegExp(`"${member}":"([0-9a-f-]{36})"`).exec(text)?.[1];
const asItIs = (text: string): string => text;
/** A payout goes on while its request is answered; nothing else of the answer may. */
const withoutStatus = (text: string): string =>
  text.replace(/"status":"(requested|held|submitted|paid)"/, '"status":"…"');

export const orders: readonly Order[] = [
  {
    kind: 'round',
    path: ({ gameSessionId }) => `/v1/game-sessions/${gameSessionId}/rounds`,
    ...{ body: { stake: gbp(10) }, other: { stake: gbp(20) } },
    ...{ idIn: idOf('roundId'), unmoved: asItIs },
  },
  {
    kind: 'deposit',
    path: () => '/v1/deposits',
    body: { amount: gbp(1500), method: 'card' },
    other: { amount: gbp(1600), method: 'card' },
    ...{ idIn: idOf('depositId'), unmoved: asItIs },
  },
  {
    kind: 'withdrawal',
    path: () => '/v1/withdrawals',
    body: { amount: gbp(1500), method: 'bank' },
    other: { amount: gbp(1600), method: 'bank' },
    ...{ idIn: idOf('withdrawalId'), unmoved: withoutStatus },
  },
];

const attempts = 600;
const againMs = 100;
const boundMs = 10_000;
/** Another copy of it is at work, or nobody knows. */
const undecided = /"code":"(round_open|outcome_unknown|provider_unavailable)"/;

/** Sends one copy until an answer says what became of it. @throws Error if none does */
export async function repeated({ urlOf, player, order, key, onAgain }: Copy): Promise<Heard> {
  let last: Heard | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    last = await once(urlOf(attempt), player, order, key);
    if (last && last.status < 500 && last.status !== 429 && !undecided.test(last.text)) return last;
    onAgain();
    await pause(againMs);
  }
  throw new Error(`a ${order.kind} had no answer after ${attempts} times: ${last?.text ?? ''}`);
}

async function once(url: string, player: Player, order: Order, key: string): Promise<Heard | undefined> {
  try {
    const response = await fetch(`${url}${order.path(player)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        authorization: `Bearer ${player.token}`,
      },
      body: JSON.stringify(order.body),
      signal: AbortSignal.timeout(boundMs),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    // The gateway died under it.
    return undefined;
  }
}
