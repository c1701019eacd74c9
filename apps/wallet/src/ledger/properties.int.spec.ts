import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerBench } from '../../test/ledger-bench.js';
import { type Answer } from '../../test/model-state.js';
import { atOnce, holds, longMs, type Rule } from '../../test/sequences.js';
import { commandOf, type Step } from '../../test/steps.js';
import { type PostCommand } from './post-call.js';

describe('the ledger, whatever it is asked', () => {
  let bench: LedgerBench;

  beforeAll(async () => {
    bench = await LedgerBench.open(2 * atOnce);
  });

  afterAll(async () => {
    expect(await checkLedger(bench.database.admin)).toEqual([]);
    await bench.close();
  });

  const always = (rule: Rule) => holds(bench, rule);
  const commands = (playerId: string, steps: readonly Step[]): PostCommand[] =>
    steps.map((step) => commandOf(step, playerId));
  const accountOf = async (playerId: string): Promise<unknown> =>
    (
      await bench.rows(
        `SELECT cash, bonus, in_play, withdrawing, version FROM accounts WHERE player_id = $1`,
        playerId,
      )
    )[0];

  it(
    'model: answers and balances are those of the reference model',
    () =>
      always(async ({ playerId, model }, steps, { cut }) => {
        const all = commands(playerId, steps);
        const expected = (some: PostCommand[]): Answer[] => some.map((command) => model.carryOut(command));
        expect(await bench.post(all.slice(0, cut))).toEqual(expected(all.slice(0, cut)));
        // Another game is launched in between, or the same again.
        model.launched = steps[cut]?.movement.gameSessionId ?? newId();
        await bench.launch(playerId, model.launched);
        expect(await bench.post(all.slice(cut))).toEqual(expected(all.slice(cut)));
        const { cash, bonus, inPlay, withdrawing, version } = model;
        const stored = { cash, bonus, in_play: inPlay, withdrawing, version };
        expect(await accountOf(playerId)).toEqual(
          Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value)])),
        );
      }),
    longMs,
  );

  it(
    'conservation: every transaction sums to zero, balances and the net of the session are the sums of their entries',
    () =>
      always(async ({ playerId }, steps) => {
        await bench.post(commands(playerId, steps));
        const sums = await bench.rows(
          `SELECT transaction_id FROM entries WHERE player_id = $1 GROUP BY transaction_id HAVING sum(amount) <> 0`,
          playerId,
        );
        expect(sums).toEqual([]);
        const [held] = await bench.rows(
          `SELECT sum(amount) FILTER (WHERE account = 'player_cash') AS cash,
                sum(amount) FILTER (WHERE account = 'player_bonus') AS bonus,
                sum(amount) FILTER (WHERE account = 'stakes_in_play') AS in_play,
                sum(amount) FILTER (WHERE account = 'withdrawals_in_flight') AS withdrawing
           FROM entries WHERE player_id = $1`,
          playerId,
        );
        const filled = Object.fromEntries(
          Object.entries(held ?? {}).map(([name, value]) => [name, (value as string | null) ?? '0']),
        );
        expect(await accountOf(playerId)).toMatchObject(filled);
        const strays = await bench.rows(
          `SELECT a.session_net, s.net
             FROM accounts a
            CROSS JOIN LATERAL (SELECT sum(coalesce(cash_in, 0) + coalesce(cash_out, 0)
                                         + coalesce(bonus_in, 0) + coalesce(bonus_out, 0)) AS net
                                  FROM journal j
                                 WHERE j.player_id = a.player_id AND j.game_session_id = a.game_session_id) AS s
            WHERE a.player_id = $1 AND a.session_net IS DISTINCT FROM s.net`,
          playerId,
        );
        expect(strays).toEqual([]);
      }),
    longMs,
  );

  it(
    'floor: no balance is below zero at any version',
    () =>
      always(async ({ playerId }, steps) => {
        await bench.post(commands(playerId, steps));
        const below = await bench.rows(
          `SELECT version FROM journal
          WHERE player_id = $1 AND least(cash_after, bonus_after, in_play_after, withdrawing_after) < 0`,
          playerId,
        );
        expect(below).toEqual([]);
      }),
    longMs,
  );

  it(
    'idempotency: everything once more changes nothing and is answered as before',
    () =>
      always(async ({ playerId }, steps, { cut }) => {
        const all = commands(playerId, steps);
        const first = await bench.post(all);
        const posted = all.filter((_, index) => first[index]?.verdict === 'posted');
        const rolledBack = new Set(
          posted
            .filter(({ posting }) => posting.kind === 'rollback')
            .map(({ posting }) => posting.externalId),
        );
        const again = [...posted.slice(cut), ...posted.slice(0, cut)];
        const before = await bench.stored(playerId);
        const answers = await bench.post(again);
        expect(await bench.stored(playerId)).toEqual(before);
        again.forEach(({ posting }, index) => {
          const was = first[all.findIndex((one) => one.posting === posting)];
          const gone = posting.kind === 'stake' && rolledBack.has(posting.externalId);
          if (gone) expect(answers[index]?.verdict).toBe('stake_rolled_back');
          else expect(answers[index]).toEqual({ ...was, verdict: 'replayed' });
        });
      }),
    longMs,
  );

  it(
    'altered replay: a known key with another intent is refused and changes nothing',
    () =>
      always(async ({ playerId }, steps) => {
        const all = commands(playerId, steps);
        const first = await bench.post(all);
        const altered = all
          .filter((_, index) => first[index]?.verdict === 'posted')
          .map((command) => ({ ...command, posting: { ...command.posting, fingerprint: '0'.repeat(32) } }));
        const before = await bench.stored(playerId);
        const verdicts = (await bench.post(altered)).map(({ verdict }) => verdict);
        expect(
          verdicts.filter(
            (verdict) => verdict !== 'idempotency_key_reused' && verdict !== 'stake_rolled_back',
          ),
        ).toEqual([]);
        expect(await bench.stored(playerId)).toEqual(before);
      }),
    longMs,
  );

  it(
    'tombstone: no stake stands after its rollback, known before or not',
    () =>
      always(async ({ playerId }, steps) => {
        const answers = await bench.oneByOne(playerId, steps);
        const gone = new Set<string>();
        steps.forEach(({ kind, externalId }, index) => {
          const verdict = answers[index]?.verdict ?? '';
          if (kind === 'stake' && gone.has(externalId)) expect(verdict).toBe('stake_rolled_back');
          if (kind === 'rollback' && ['posted', 'replayed'].includes(verdict)) gone.add(externalId);
        });
        const standing = await bench.rows<{ id: string }>(
          `SELECT s.external_id AS id FROM journal s JOIN journal r USING (player_id, external_id)
          WHERE player_id = $1 AND s.kind = 'stake' AND r.kind = 'rollback' AND s.version > r.version`,
          playerId,
        );
        expect(standing).toEqual([]);
      }),
    longMs,
  );

  it(
    'split: a rollback gives back what its stake took, of cash and of bonus money each',
    () =>
      always(async ({ playerId }, steps) => {
        await bench.post(commands(playerId, steps));
        const wrong = await bench.rows(
          `SELECT r.version FROM journal r JOIN journal s USING (player_id, external_id)
          WHERE player_id = $1 AND r.kind = 'rollback' AND s.kind = 'stake'
            AND (coalesce(r.cash_in, 0), coalesce(r.bonus_in, 0), r.in_play)
                IS DISTINCT FROM (-coalesce(s.cash_out, 0), -coalesce(s.bonus_out, 0), -s.in_play)`,
          playerId,
        );
        expect(wrong).toEqual([]);
      }),
    longMs,
  );

  it(
    'limits: what passes is within them, and what they refuse would have been above',
    () =>
      always(async (_, steps) => {
        const { playerId, model } = await bench.player(true);
        const real = await bench.post(commands(playerId, steps));
        const expected = commands(playerId, steps).map((command) => model.carryOut(command));
        const limited = (answers: Answer[]): number[] =>
          answers.flatMap(({ verdict }, index) => (verdict.endsWith('_limit_reached') ? [index] : []));
        expect(limited(real)).toEqual(limited(expected));
        const days = new Map<string, number>();
        for (const { change, countedOn } of model.entries) {
          days.set(countedOn, (days.get(countedOn) ?? 0) + (change.staked ?? 0));
        }
        expect(Math.max(0, ...days.values())).toBeLessThanOrEqual(300);
      }),
    longMs,
  );

  it(
    'order: each command sees what the earlier ones of its player did, in the order in which they came',
    () =>
      always(async ({ playerId }, steps, { steps: others }) => {
        const { playerId: beside } = await bench.player(false);
        const mine = commands(playerId, steps);
        const theirs = commands(beside, others);
        const mixed = Array.from({ length: Math.max(mine.length, theirs.length) }, (_, n) => [
          mine[n],
          theirs[n],
        ]).flat();
        const answers = await bench.post(mixed.filter((command) => command !== undefined));
        const versions = (of: string): number[] =>
          mixed
            .filter((command) => command !== undefined)
            .flatMap(({ posting }, index) =>
              posting.playerId === of && answers[index]?.verdict === 'posted' ? [answers[index].version] : [],
            );
        for (const versioned of [versions(playerId), versions(beside)])
          expect(versioned).toEqual(versioned.map((_, n) => n + 1));
      }),
    longMs,
  );

  it(
    'dry run: it answers as the real run does, and leaves nothing',
    () =>
      always(async ({ playerId }, steps, { cut }) => {
        await bench.post(commands(playerId, steps.slice(0, cut)));
        const rest = commands(playerId, steps.slice(cut));
        const before = await bench.stored(playerId);
        const runner = bench.service.createQueryRunner();
        await runner.startTransaction();
        const rehearsed = await bench.post(rest, runner);
        await runner.rollbackTransaction();
        await runner.release();
        expect(await bench.stored(playerId)).toEqual(before);
        expect(await bench.post(rest)).toEqual(rehearsed);
      }),
    longMs,
  );

  it(
    'refusal: what is refused leaves no trace',
    () =>
      always(async ({ playerId, model }, steps) => {
        for (const command of commands(playerId, steps)) {
          const { verdict } = model.carryOut(command);
          if (verdict === 'posted' || verdict === 'replayed') await bench.post([command]);
          else {
            const before = await bench.stored(playerId);
            expect((await bench.post([command]))[0]?.verdict).toBe(verdict);
            expect(await bench.stored(playerId)).toEqual(before);
          }
        }
      }),
    longMs,
  );

  it(
    'concurrency: several at once end as their commands do in the order in which they were recorded',
    () =>
      always(async ({ playerId, model }, steps, { steps: others, cut }) => {
        const all = commands(playerId, [...steps, ...others]);
        const workers = [all.slice(0, cut), all.slice(cut, steps.length), all.slice(steps.length)];
        const answers = (await Promise.all(workers.map((share) => bench.post(share)))).flat();
        const carried = all
          .map((command, index) => ({ command, answer: answers[index] as Answer }))
          .filter(({ answer }) => answer.verdict === 'posted')
          .sort((a, b) => a.answer.version - b.answer.version);
        expect(carried.map(({ command }) => model.carryOut(command))).toEqual(
          carried.map(({ answer }) => answer),
        );
        expect(await accountOf(playerId)).toMatchObject({
          cash: String(model.cash),
          version: String(carried.length),
        });
      }),
    longMs,
  );

  it(
    'kills: a connection that dies under a batch loses or keeps it whole, and the repeat tells which',
    () =>
      always(async ({ playerId, model }, steps, { cut }) => {
        const all = commands(playerId, steps);
        const once = all.map((command) => model.carryOut(command));
        const victim = await bench.connection();
        const first = bench.post(all, victim).catch(() => undefined);
        if (cut % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
        await bench.rows('SELECT pg_terminate_backend($1)', victim.pid);
        const heard = await first;
        if (heard) expect(heard).toEqual(once);
        const { version } = (await accountOf(playerId)) as { version: string };
        expect(['0', String(model.version)]).toContain(version);
        // A refusal is not remembered: what was refused may pass once it comes after all that was kept.
        const kept = version !== '0';
        expect(await bench.post(all)).toEqual(kept ? all.map((command) => model.carryOut(command)) : once);
        expect(await accountOf(playerId)).toMatchObject({
          cash: String(model.cash),
          version: String(model.version),
        });
      }),
    longMs,
  );
});
