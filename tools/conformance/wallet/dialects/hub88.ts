import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { minorOf, unitsPerMinor } from './amounts.js';
import { derOf } from './croupier.js';
import type { Members, Status, WalletDialect } from './dialect.js';

const paths: Readonly<Record<string, string>> = {
  balance: 'user/balance',
  bet: 'transaction/bet',
  win: 'transaction/win',
  rollback: 'transaction/rollback',
  transactions: 'transactions',
  'open-rounds': 'open-rounds',
};

const scale = 100_000;

/** Of the shape of Hub88: RSA-SHA256 over the body, every answer HTTP 200 with a status. */
export const hub88: WalletDialect = {
  name: 'hub88',
  lacks: [
    'message that ends a round',
    'message that takes a win back',
    'message that adjusts a round',
    'call of several actions',
    'promotion that no bet is behind',
    'jackpot that no bet is behind',
    'contribution to a jackpot',
    // It may change within the session of a live lobby.
    'game that is part of what a bet is',
    'time in its signature',
    'id that is no UUID',
  ],
  mayHaveNoFeed: true,
  mayTakeLateRollbacks: true,
  // 1500 is no whole number of minor units, of the currencies that have cents; 1e4 is ten, as JSON has it.
  oddAmounts: ['0', '-1000', '1500', '1000.5', '"10000"', '""', 'null', 'true', '[]'],
  greatAmounts: ['1'.repeat(40)],
  amount: (minor, currency) => String(Number(minor) * unitsPerMinor(scale, currency)),
  write: (operation, members) => {
    const path = paths[operation];
    return path === undefined ? undefined : { path, body: JSON.stringify(bodyOf(members)) };
  },
  signer: ({ privateKey }) => {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    return ({ body }) => ({
      'x-hub88-signature': sign('sha256', Buffer.from(body), key).toString('base64'),
    });
  },
  strangersKey: () => derOf(generateKeyPairSync('rsa', { modulusLength: 2048 })),
  read: (http, body, currency) => {
    const word = http === 200 && typeof body['status'] === 'string' ? body['status'] : '';
    const data = (body['data'] ?? []) as Members[];
    return {
      ...{ word, means: means[word] ?? [] },
      total: minorOf(body['balance'], unitsPerMinor(scale, currency)),
      page: {
        rows: data.map(({ transaction_uuid: id, round, state }) => ({
          ...{ id: String(id), round: String(round), state: String(state) },
        })),
        ...(typeof body['next'] === 'string' ? { next: body['next'] } : {}),
      },
    };
  },
};

function bodyOf({ session, playerId, currency, game, round, id, betId, ...more }: Members): object {
  const { amount, freeRoundsId, roundClosed, cursor, requestId } = more;
  return {
    ...{ request_uuid: requestId ?? randomUUID(), token: session, user: playerId, currency },
    ...{ game_code: game, round, transaction_uuid: id, reference_transaction_uuid: betId },
    ...{ reward_uuid: freeRoundsId, round_closed: roundClosed, cursor },
    ...(amount === undefined ? {} : { amount: Number(amount) * unitsPerMinor(scale, currency) }),
  };
}

const means: Readonly<Record<string, readonly Status[]>> = {
  RS_OK: ['ok'],
  RS_ERROR_NOT_ENOUGH_MONEY: ['insufficient'],
  RS_ERROR_INVALID_TOKEN: ['bad_token'],
  RS_ERROR_TOKEN_EXPIRED: ['bad_token'],
  RS_ERROR_USER_DISABLED: ['blocked'],
  RS_ERROR_LIMIT_REACHED: ['limit', 'free_rounds_spent'],
  RS_ERROR_INVALID_SIGNATURE: ['bad_signature'],
  RS_ERROR_WRONG_CURRENCY: ['wrong_currency'],
  RS_ERROR_INVALID_GAME: ['unknown_game'],
  RS_ERROR_DUPLICATE_TRANSACTION: ['conflict'],
  RS_ERROR_TRANSACTION_DOES_NOT_EXIST: ['bet_unknown'],
  RS_ERROR_TRANSACTION_ROLLED_BACK: ['rolled_back', 'settled'],
  RS_ERROR_UNKNOWN: ['round_closed', 'retry'],
  RS_ERROR_TIMEOUT: ['retry'],
  RS_ERROR_WRONG_SYNTAX: ['malformed'],
  RS_ERROR_WRONG_TYPES: ['malformed'],
};
