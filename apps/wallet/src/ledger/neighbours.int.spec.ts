import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerBench } from '../../test/ledger-bench.js';
import { commandOf, depositOf, type Step } from '../../test/steps.js';
import { type PostCommand } from './post-call.js';

const at = '2026-11-29T12:00:00.000Z';
const game = { gameId: 'a-game', gameSessionId: newId(), minimumCycleMs: 0 };

describe('a command beside others', () => {
  let bench: LedgerBench;

  beforeAll(async () => {
    bench = await LedgerBench.open();
  });

  afterAll(async () => {
    expect(await checkLedger(bench.database.admin)).toEqual([]);
    await bench.close();
  });

  function step(kind: Step['kind'], source: string, movement: Step['movement'], externalId = newId()): Step {
    return { kind, source, externalId, at, movement };
  }

  const bet = (stake: number): Step => step('round', 'round', { ...game, stake, payout: 0 });
  const inEuros = ({ posting, ...rest }: PostCommand): PostCommand => ({
    ...rest,
    posting: { ...posting, currency: 'EUR' },
  });
  const answersTo = async (commands: PostCommand[]): Promise<[string, number][]> =>
    (await bench.post(commands)).map(({ verdict, cash }) => [verdict, cash]);

  it('takes no other account where its own is not there', async () => {
    const made = await Promise.all([bench.player(false), bench.player(false)]);
    const [one = '', other = ''] = made.map(({ playerId }) => playerId).sort();
    await bench.post([commandOf(depositOf(100), one), commandOf(depositOf(200), other)]);
    const nobody = `${one.slice(0, -1)}${one.endsWith('f') ? 'e' : 'f'}`;
    const commands = [one, nobody, other].map((playerId) => commandOf(bet(10), playerId));
    expect(await answersTo(commands)).toEqual([
      ['posted', 90],
      ['no_account', 0],
      ['posted', 190],
    ]);
  });

  it('takes no other currency of its player, before it or after it', async () => {
    const { playerId } = await bench.player(false);
    await bench.post([commandOf(depositOf(100), playerId)]);
    const pounds = commandOf(bet(10), playerId);
    const euros = inEuros(commandOf(bet(10), playerId));
    expect(await answersTo([euros, pounds])).toEqual([
      ['no_account', 0],
      ['posted', 90],
    ]);
    await bench.service.query('SELECT open_account($1, $2)', [playerId, 'EUR']);
    await bench.post([inEuros(commandOf(depositOf(50), playerId))]);
    const again = [commandOf(bet(10), playerId), inEuros(commandOf(bet(10), playerId))];
    expect(await answersTo(again)).toEqual([
      ['posted', 80],
      ['posted', 40],
    ]);
  });

  it('shares its key with the player’s other currencies, in one batch, too', async () => {
    const { playerId } = await bench.player(false);
    await bench.service.query('SELECT open_account($1, $2)', [playerId, 'EUR']);
    const deposit = commandOf(depositOf(100), playerId);
    expect(await answersTo([deposit, inEuros(deposit)])).toEqual([
      ['replayed', 100],
      ['posted', 100],
    ]);
  });

  it('is held against its own award, and not against one that is over', async () => {
    const { playerId } = await bench.player(false);
    const [first, second] = [newId(), newId()];
    const grant = (awardId: string, maximumStake: number): Step =>
      step('bonus_grant', 'award', { awardId, amount: 100, maximumStake }, awardId);
    const rounds = (awardId: string, freeStake: number): Step =>
      step(
        'free_rounds_grant',
        'award',
        { awardId, maximumStake: 9, freeRounds: 1, freeStake, gameId: 'a-game' },
        awardId,
      );
    const forfeit = (awardId: string): Step => step('bonus_forfeit', 'award_end', { awardId }, awardId);
    const [third, fourth] = [newId(), newId()];
    const free = (awardId: string, stake: number): Step =>
      step('free_round', 'round', { ...game, awardId, stake, payout: 0 });
    const answers = await bench.oneByOne(playerId, [
      ...[grant(first, 50), bet(51), forfeit(first), grant(second, 20), bet(21), bet(20), forfeit(second)],
      ...[
        rounds(third, 5),
        free(third, 5),
        forfeit(third),
        rounds(fourth, 7),
        free(fourth, 5),
        free(fourth, 7),
      ],
    ]);
    expect(answers.map(({ verdict }) => verdict)).toEqual([
      ...['posted', 'bonus_stake_too_high', 'posted', 'posted', 'bonus_stake_too_high', 'posted', 'posted'],
      ...['posted', 'posted', 'posted', 'posted', 'no_free_round', 'posted'],
    ]);
  });

  it.each(['round', 'free_round'] as const)('starts the shortest cycle anew with each %s', async (kind) => {
    const { playerId } = await bench.player(false);
    const awardId = newId();
    const later = (ms: number): Step => ({
      ...step(kind, 'round', { ...game, minimumCycleMs: 500, stake: 5, payout: 0, awardId }),
      at: new Date(Date.parse(at) + ms).toISOString(),
    });
    const terms = { awardId, maximumStake: 9, freeRounds: 5, freeStake: 5, gameId: 'a-game' };
    const answers = await bench.oneByOne(playerId, [
      depositOf(100),
      step('free_rounds_grant', 'award', terms, awardId),
      ...[later(0), later(1000), later(1400), later(1499), later(1500)],
    ]);
    expect(answers.slice(2).map(({ verdict }) => verdict)).toEqual([
      ...['posted', 'posted', 'round_too_soon', 'round_too_soon', 'posted'],
    ]);
  });
});
