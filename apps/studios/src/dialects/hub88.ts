import type { Dialect } from './dialect.js';
import { rsaSha256 } from './signatures.js';
import { signRsaSha256 } from './signing.js';

const ok = (code: string) => ({ http: 200, code });

/** Of the shape of Hub88: RSA-SHA256, 100000 units to one of the currency, every answer HTTP 200 with a status. */
export const hub88: Dialect = {
  name: 'hub88',
  verify: rsaSha256('x-hub88-signature'),
  signedBy: ['x-hub88-signature'],
  money: { scale: 100_000, as: 'integer' },
  members: {
    requestId: 'request_uuid',
    token: 'token',
    playerId: 'user',
    currency: 'currency',
    gameCode: 'game_code',
    roundId: 'round',
    closesRound: 'round_closed',
    id: 'transaction_uuid',
    amount: 'amount',
    betId: 'reference_transaction_uuid',
    freeRoundsId: 'reward_uuid',
    cursor: 'cursor',
  },
  routes: {
    'user/info': { operation: 'player' },
    'user/balance': { operation: 'balance' },
    'transaction/bet': { operation: 'actions', action: 'bet' },
    'transaction/win': { operation: 'actions', action: 'win' },
    'transaction/rollback': { operation: 'actions', action: 'rollback' },
    transactions: { operation: 'transactions' },
    'open-rounds': { operation: 'open-rounds' },
  },
  policy: {
    token: 'same',
    winNames: 'bet',
    gameCodeMayChange: true,
    unknownRollback: 'ok',
    winOnClosedRound: 'accept',
    closeAfterHours: 48,
    freeRoundStyle: 'per-round',
  },
  words: {
    ok: ok('RS_OK'),
    insufficient: ok('RS_ERROR_NOT_ENOUGH_MONEY'),
    bad_token: ok('RS_ERROR_INVALID_TOKEN'),
    blocked: ok('RS_ERROR_USER_DISABLED'),
    limit: ok('RS_ERROR_LIMIT_REACHED'),
    bad_signature: ok('RS_ERROR_INVALID_SIGNATURE'),
    wrong_currency: ok('RS_ERROR_WRONG_CURRENCY'),
    unknown_game: ok('RS_ERROR_INVALID_GAME'),
    conflict: ok('RS_ERROR_DUPLICATE_TRANSACTION'),
    bet_unknown: ok('RS_ERROR_TRANSACTION_DOES_NOT_EXIST'),
    rolled_back: ok('RS_ERROR_TRANSACTION_ROLLED_BACK'),
    reversed: ok('RS_ERROR_TRANSACTION_ROLLED_BACK'),
    settled: ok('RS_ERROR_TRANSACTION_ROLLED_BACK'),
    round_closed: ok('RS_ERROR_UNKNOWN'),
    not_a_table: ok('RS_ERROR_INVALID_GAME'),
    free_rounds_spent: ok('RS_ERROR_LIMIT_REACHED'),
    retry: ok('RS_ERROR_TIMEOUT'),
    malformed: ok('RS_ERROR_WRONG_SYNTAX'),
  },
  answers: 'hub88',
  sign: signRsaSha256('x-hub88-signature'),
  // Of its freebets for suppliers; they have no reading and no listing of rewards.
  calls: {
    'create-free-rounds': {
      path: 'freebet/rewards/create',
      members: {
        ...{ operator: 'operator_id', freeRoundsId: 'reward_uuid', playerId: 'user', currency: 'currency' },
        ...{ game: 'game_code', prepaid: 'prepaid_uuid', rounds: 'bet_count', stake: 'bet_value' },
        until: 'end_time',
      },
      needs: ['prepaid'],
      echo: 'reward_uuid',
    },
    'cancel-free-rounds': {
      path: 'freebet/rewards/cancel',
      members: { operator: 'operator_id', freeRoundsId: 'reward_uuid' },
      settleSeconds: 60,
    },
  },
  callAnswers: {
    code: 'status',
    detail: 'message',
    done: ['RS_OK'],
    failed: /^RS_ERROR_|^FRS_FAILED$/,
    bare: true,
    again: ['RS_ERROR_TIMEOUT', 'RS_ERROR_UNKNOWN', 'RS_ERROR_INVALID_SIGNATURE'],
    instants: 'plain',
  },
};
