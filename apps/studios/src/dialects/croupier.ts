import { type Status, statuses } from './canonical.js';
import type { Dialect, Members, Wording } from './dialect.js';
import { ed25519 } from './signatures.js';
import { signEd25519 } from './signing.js';

const http: Partial<Record<Status, number>> = {
  ok: 200,
  bad_signature: 401,
  malformed: 400,
  conflict: 409,
  retry: 503,
};

/** The code is the status itself; whatever is decided for good and is no success is 422. */
const words = Object.fromEntries(
  statuses.map((status): [Status, Wording] => [status, { http: http[status] ?? 422, code: status }]),
) as Record<Status, Wording>;

const members: Members = {
  token: 'session',
  playerId: 'playerId',
  currency: 'currency',
  gameCode: 'game',
  roundId: 'round',
  closesRound: 'roundClosed',
  cursor: 'cursor',
  id: 'id',
  amount: 'amount',
  betId: 'betId',
  winId: 'winId',
  freeRoundsId: 'freeRoundsId',
  jackpotId: 'jackpotId',
  actions: 'actions',
  kind: 'kind',
};

/** Our own: the one a studio that may choose should choose. */
export const croupier: Dialect = {
  name: 'croupier',
  verify: ed25519,
  signedBy: ['croupier-signature'],
  money: { scale: 'minor', as: 'text' },
  members,
  routes: {
    'open-session': { operation: 'open-session', members: { token: 'launchToken' } },
    balance: { operation: 'balance' },
    bet: { operation: 'actions', action: 'bet' },
    win: { operation: 'actions', action: 'win' },
    play: {
      operation: 'actions',
      action: 'listed',
      kinds: { bet: 'bet', win: 'win', rollback: 'rollback' },
    },
    rollback: { operation: 'actions', action: 'rollback' },
    'reverse-win': { operation: 'actions', action: 'reverse-win' },
    adjustment: { operation: 'actions', action: 'adjustment' },
    'end-round': { operation: 'actions', ends: true },
    'promo-win': { operation: 'actions', action: 'promo-win' },
    'jackpot-win': { operation: 'actions', action: 'promo-win' },
    transactions: { operation: 'transactions' },
    'open-rounds': { operation: 'open-rounds' },
    'transaction-status': { operation: 'transaction-status' },
  },
  policy: {
    token: 'exchanged',
    winNames: 'bet',
    gameCodeMayChange: false,
    unknownRollback: 'ok',
    winOnClosedRound: 'accept',
    closeAfterHours: 24,
    freeRoundStyle: 'per-round',
  },
  words,
  answers: 'croupier',
  sign: signEd25519,
  calls: {
    'create-free-rounds': {
      path: 'free-rounds/create',
      members: {
        ...{ freeRoundsId: 'id', playerId: 'playerId', game: 'game', rounds: 'rounds' },
        ...{ currency: 'currency', stake: 'stake', until: 'until' },
      },
    },
    'cancel-free-rounds': { path: 'free-rounds/cancel', members: { freeRoundsId: 'id' } },
    'read-free-rounds': { path: 'free-rounds/read', members: { freeRoundsId: 'id' } },
    'list-free-rounds': { path: 'free-rounds/list', members: { cursor: 'cursor' } },
    'end-session': { path: 'sessions/end', members: { sessionId: 'id', playerId: 'playerId' } },
  },
  callAnswers: {
    ...{ code: 'status', detail: 'field', done: ['ok'], again: ['retry', 'bad_signature'] },
    failed: /^/,
    instants: 'zone',
  },
};
