import type { Check } from '../report.js';
import { answered, says, type Wrong } from './client.js';
import { fresh, type WalletKit } from './world.js';

/** What a wallet must refuse before it looks at anything else, and what it may not take for an amount. */
export const signingChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W1',
    title: 'Signature: only a call that is signed over its very bytes, by a known key, now, moves anything',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      const { client, currency } = kit;
      const members = { ...seat.own, round: fresh(), id: fresh(), requestId: fresh() };
      const bet = client.write('bet', { ...members, amount: '10' });
      const more = client.write('bet', { ...members, amount: '11' });
      const named = Object.entries(JSON.parse(bet.body) as object);
      const backwards = JSON.stringify(Object.fromEntries(named.reverse()));
      const signed = bet.body;
      const send = (body: string, wrong: Wrong) => client.send({ ...bet, body }, currency, wrong);
      const attempts = {
        'one byte changed': send(more.body, { signed }),
        'members in another order': send(backwards, { signed }),
        'blanks added': send(signed.replaceAll(',', ', '), { signed }),
        'another key': send(signed, { key: client.dialect.strangersKey() }),
        'no signature': send(signed, { unsigned: true }),
        'of other bytes': send(signed, { signed: `${signed} ` }),
        ...(kit.has('time in its signature') && {
          'ten minutes old': send(signed, { skewSeconds: -600 }),
          'ten minutes ahead': send(signed, { skewSeconds: 600 }),
        }),
      };
      for (const [what, attempt] of Object.entries(attempts)) {
        const answer = await attempt;
        answered(findings, answer, 'bad_signature', what);
        findings.expect(answer.total === undefined, `${what}: the balance is told to a stranger`);
      }
      findings.equal(await seat.total(), before, 'the balance after it');
    },
  },
  {
    id: 'W13',
    title:
      'Amounts: what is no whole number of minor units, as the dialect writes them, is refused and moves nothing',
    async run(kit, findings) {
      const seat = await kit.seat(100);
      const before = await seat.total();
      const { client, currency } = kit;
      const { dialect } = client;
      const { oddAmounts, greatAmounts = [] } = dialect;
      for (const amount of [...oddAmounts, ...greatAmounts]) {
        const { path, body } = client.write('bet', {
          ...seat.own,
          round: fresh(),
          id: fresh(),
          amount: '10',
        });
        const odd = body.replace(`"amount":${dialect.amount('10', currency)}`, `"amount":${amount}`);
        const answer = await client.send({ path, body: odd }, currency);
        const isTooMuch = greatAmounts.includes(amount) && says(answer, 'insufficient', 'limit');
        if (!isTooMuch) answered(findings, answer, 'malformed', `a bet of ${amount}`);
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
        answered(findings, answer, 'wrong_currency', `a bet in ${currency}`);
      }
      findings.equal(await seat.total(), before, 'the balance after it');
    },
  },
];
