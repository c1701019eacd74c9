import { createHmac, randomBytes } from 'node:crypto';
import { minorOf } from './amounts.js';
import type { Members, Status, WalletDialect, Written } from './dialect.js';

/** Of the shape of SOFTSWISS: HMAC-SHA-256 over the body, several actions in a call, refusals by number. */
export const softswiss: WalletDialect = {
  name: 'softswiss',
  lacks: [
    ...['session in its calls', 'bet that a win names', 'bet of a free round'],
    ...['contribution to a jackpot', 'time in its signature', 'message that takes a win back'],
    'message that adjusts a round',
  ] as const,
  mayHaveNoFeed: true,
  // 1e1 is ten, as JSON has it.
  oddAmounts: ['0', '-1', '1.5', '"10"', '""', 'null', 'true', '[]'],
  greatAmounts: ['9007199254740993', '1'.repeat(40)],
  amount: (minor) => String(Number(minor)),
  write,
  signer:
    ({ privateKey }) =>
    ({ body }) => ({ 'x-request-sign': createHmac('sha256', privateKey).update(body).digest('hex') }),
  strangersKey: () => randomBytes(32).toString('hex'),
  read: (http, body) => {
    const total = minorOf(body['balance'], 1);
    const [done, data] = [listOf(body['transactions']), listOf(body['data'])];
    // A page of an edge is no answer of the wallet: every call is told a balance or a list.
    const isTold = total !== undefined || Array.isArray(body['data']);
    const code = http !== 200 ? body['code'] : isTold ? 200 : undefined;
    return {
      word: typeof code === 'number' ? String(code) : '',
      means: (typeof code === 'number' && means[code]) || [],
      total,
      each: done.map(() => 'ok'),
      page: {
        rows: data.map(({ action_id: id, game_id: round, state }) => ({
          ...{ id: String(id), round: String(round), state: String(state) },
        })),
        ...(typeof body['next'] === 'string' ? { next: body['next'] } : {}),
      },
    };
  },
};

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? (value as Members[]) : [];
}

function write(operation: string, members: Members): Written | undefined {
  const { playerId: user_id, currency, game, round: game_id, roundClosed: finished, cursor } = members;
  const written = (path: string, more: object): Written => ({
    path,
    body: JSON.stringify({ user_id, currency, game, game_id, finished, ...more }),
  });
  if (operation === 'balance') return written('play', { actions: [] });
  if (operation === 'end-round') return written('play', { actions: [], finished: true });
  if (operation === 'promo-win')
    return written('freespins', { issue_id: members['id'], total_amount: Number(members['amount']) });
  // It belongs to no round that was played, and a copy is to be the same call.
  if (operation === 'jackpot-win')
    return written('play', {
      game_id: `jackpot-${String(members['id'])}`,
      actions: [actionOf({ ...members, kind: 'win' })],
    });
  if (operation === 'transactions' || operation === 'open-rounds') return written(operation, { cursor });
  const actions =
    operation === 'play' ? (members['actions'] as Members[]) : [{ ...members, kind: operation }];
  const path = actions.every(({ kind }) => kind === 'rollback') ? 'rollback' : 'play';
  return written(path, { actions: actions.map(actionOf) });
}

/** A win is one of the round; which bet it is of is not said. */
function actionOf({ kind, id, amount, betId, jackpotId }: Members): object {
  return {
    ...{ action: kind, action_id: id, jackpot_id: jackpotId },
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    ...(kind === 'rollback' ? { original_action_id: betId } : {}),
  };
}

const means: Readonly<Record<number, readonly Status[]>> = {
  100: ['insufficient'],
  101: ['bad_token', 'blocked'],
  105: ['limit', 'free_rounds_spent'],
  106: ['unknown_game'],
  107: ['unknown_game'],
  153: ['wrong_currency'],
  154: ['wrong_currency'],
  200: ['ok'],
  400: ['malformed'],
  403: ['bad_signature'],
  500: ['conflict', 'bet_unknown', 'rolled_back', 'settled', 'round_closed', 'retry'],
};
