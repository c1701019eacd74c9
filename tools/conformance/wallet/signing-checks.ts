import { generateKeyPairSync } from 'node:crypto';
import type { Check } from '../report.js';
import { fresh, type WalletKit } from './world.js';

/** What a wallet must refuse before it looks at anything else, and what it may not take for an amount. */
export const signingChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W1',
    title: 'Signature: only a call that is signed over its very bytes, by a known key, now, moves anything',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      const { session, playerId, game } = seat.player;
      const members = {
        session,
        playerId,
        currency: kit.currency,
        game,
        round: fresh(),
        id: fresh(),
        amount: '10',
      };
      const body = JSON.stringify(members);
      const backwards = JSON.stringify(Object.fromEntries(Object.entries(members).reverse()));
      const stranger = generateKeyPairSync('ed25519').privateKey;
      const attempts = {
        'one byte changed': kit.client.send('bet', body.replace('"10"', '"11"'), { signed: body }),
        'members in another order': kit.client.send('bet', backwards, { signed: body }),
        'blanks added': kit.client.send('bet', body.replaceAll(',', ', '), { signed: body }),
        'another key': kit.client.send('bet', body, { key: stranger }),
        'no signature': kit.client.send('bet', body, { unsigned: true }),
        'ten minutes old': kit.client.send('bet', body, { skewSeconds: -600 }),
        'ten minutes ahead': kit.client.send('bet', body, { skewSeconds: 600 }),
        'of another operation': kit.client.send('bet', body, { signed: `${body} ` }),
      };
      for (const [what, attempt] of Object.entries(attempts)) {
        const answer = await attempt;
        findings.equal(answer.status, 'bad_signature', what);
        findings.expect(answer.total === undefined, `${what}: the balance is told to a stranger`);
      }
      findings.equal(await seat.total(), before, 'the balance after it');
    },
  },
  {
    id: 'W13',
    title: 'Amounts: what is no whole number of minor units as text is refused and moves nothing',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      const odd: unknown[] = [
        '0',
        '-1',
        '1.5',
        '1e1',
        '0x1',
        ' 1',
        '',
        '9007199254740993',
        '1'.repeat(40),
        1,
        null,
        true,
        [],
      ];
      for (const amount of odd) {
        const round = fresh();
        const answer = await seat.call('bet', { game: seat.player.game, round, id: fresh(), amount });
        findings.equal(answer.status, 'malformed', `a bet of ${JSON.stringify(amount)}`);
      }
      findings.equal(await seat.total(), before, 'the balance after it');
    },
  },
  {
    id: 'W14',
    title: 'Currency: a bet in another currency than the session’s is refused',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      for (const currency of [kit.currency === 'EUR' ? 'USD' : 'EUR', 'XXX']) {
        const answer = await seat.bet(fresh(), fresh(), 10, { currency });
        findings.equal(answer.status, 'wrong_currency', `a bet in ${currency}`);
      }
      findings.equal(await seat.total(), before, 'the balance after it');
    },
  },
];
