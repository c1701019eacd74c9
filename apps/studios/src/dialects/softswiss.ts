import type { Dialect } from './dialect.js';
import { hmacSha256 } from './signatures.js';
import { signHmacSha256 } from './signing.js';

const refusal = (code: number) => ({ http: 412, code });

/** Of the shape of SOFTSWISS: HMAC-SHA-256, minor units, several actions in a call, refusals as HTTP 412. */
export const softswiss: Dialect = {
  name: 'softswiss',
  verify: hmacSha256('x-request-sign'),
  signedBy: ['x-request-sign'],
  money: { scale: 'minor', as: 'integer' },
  members: {
    playerId: 'user_id',
    currency: 'currency',
    gameCode: 'game',
    roundId: 'game_id',
    closesRound: 'finished',
    id: 'action_id',
    amount: 'amount',
    betId: 'original_action_id',
    jackpotId: 'jackpot_id',
    cursor: 'cursor',
    actions: 'actions',
    kind: 'action',
  },
  routes: {
    play: { operation: 'actions', action: 'listed', kinds: { bet: 'bet', win: 'win' }, jackpots: true },
    rollback: { operation: 'actions', action: 'listed', kinds: { rollback: 'rollback' } },
    freespins: {
      operation: 'actions',
      action: 'promo-win',
      members: { id: 'issue_id', amount: 'total_amount' },
    },
    transactions: { operation: 'transactions' },
    'open-rounds': { operation: 'open-rounds' },
  },
  policy: {
    token: 'none',
    winNames: 'round',
    gameCodeMayChange: false,
    unknownRollback: 'ok',
    winOnClosedRound: 'accept',
    closeAfterHours: 24,
    freeRoundStyle: 'total',
  },
  words: {
    ok: { http: 200, code: 200 },
    insufficient: refusal(100),
    bad_token: refusal(101),
    blocked: refusal(101),
    limit: refusal(105),
    bad_signature: { http: 403, code: 403 },
    wrong_currency: refusal(154),
    unknown_game: refusal(107),
    conflict: { http: 500, code: 500 },
    bet_unknown: { http: 500, code: 500 },
    rolled_back: { http: 500, code: 500 },
    reversed: { http: 500, code: 500 },
    settled: { http: 500, code: 500 },
    round_closed: { http: 500, code: 500 },
    not_a_table: refusal(107),
    free_rounds_spent: refusal(105),
    retry: { http: 500, code: 500 },
    malformed: { http: 400, code: 400 },
  },
  answers: 'softswiss',
  sign: signHmacSha256('x-request-sign'),
  // No reading and no listing of issues. Of the player no more is told than our id.
  calls: {
    'create-free-rounds': {
      path: 'freespins/issue',
      members: {
        ...{ operator: 'casino_id', freeRoundsId: 'issue_id', currency: 'currency', game: 'games.0' },
        ...{ rounds: 'freespins_quantity', level: 'bet_level', until: 'valid_until', playerId: 'user.id' },
      },
      // "shouldn't be active for more than 1 month"
      mostDays: 28,
    },
    'cancel-free-rounds': {
      path: 'freespins/cancel',
      members: { operator: 'casino_id', freeRoundsId: 'issue_id' },
      settleSeconds: 60,
    },
  },
  // A change that is not synchronised yet (606) may be taken later.
  callAnswers: {
    ...{ code: 'code', detail: 'message', done: [], again: [403, 500, 502, 503, 504, 606] },
    failed: /^/,
    bare: true,
    instants: 'zone',
  },
};
