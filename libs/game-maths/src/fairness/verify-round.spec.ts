import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalHash,
  decisionTableOf,
  definitionHash,
  engineOf,
  type Hmac,
  instantTableOf,
  knownDefinition,
  parseRouletteDefinition,
  parseSlotDefinition,
  playRoulette,
  playSlot,
  type ProvenRound,
  randomOfRound,
  RecordingRandom,
  rouletteHash,
  type RoundCheck,
  type SlotDefinition,
  type SlotOutcome,
  type TableAction,
  type TableBet,
  type TableDefinition,
  verifyRound,
} from '@croupier/game-maths';
import { definitionJson } from '../../test/definitions.js';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(
      path.resolve(import.meta.dirname, `../../../../apps/games/definitions/${name}.json`),
      'utf8',
    ),
  );
const serverSeed = Buffer.alloc(32, 7);
const seeds = {
  serverSeedHash: Buffer.from(sha256(serverSeed)).toString('hex'),
  serverSeed: serverSeed.toString('hex'),
  clientSeed: 'seven owls',
  refusals: 2,
};
const roundId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
const random = (refusals = 2) =>
  new RecordingRandom(randomOfRound({ serverSeed, clientSeed: 'seven owls', roundId, refusals }, hmac));

/** The first round after so many refusals of which something holds. */
const spun =
  (id: string, has: (round: SlotOutcome, definition: SlotDefinition) => boolean = () => true) =>
  (): ProvenRound => {
    const definition = parseSlotDefinition(definitionJson(id));
    for (let refusals = 2; ; refusals += 1) {
      const source = random(refusals);
      const played = playSlot(definition, 100, source);
      if (!has(played, definition)) continue;
      const { payout, ...outcome } = played;
      return {
        ...{ roundId, definition, definitionHash: definitionHash(definition), ...seeds, refusals },
        ...{ stake: { amount: 100 }, payout: { amount: payout } },
        outcome: { ...outcome, draws: source.draws },
      };
    }
  };

const spin = spun('lamplight-ledger');
const ways = spun('tideway-lanterns', ({ spins: [first] }) => (first?.wayWins?.length ?? 0) > 1);
const respins = spun('russet-orchard', ({ spins: [first] }) => first?.hold !== undefined);

function wheel(): ProvenRound {
  const definition = parseRouletteDefinition(read('saltmarsh-roulette'));
  const source = random();
  const bets = [
    {
      kind: 'red' as const,
      numbers: [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36],
      amount: 100,
    },
  ];
  const { payout, pocket } = playRoulette(definition, bets, source);
  return {
    ...{ roundId, definition, definitionHash: rouletteHash(definition), ...seeds },
    ...{ stake: { amount: 100 }, bets, payout: { amount: payout } },
    outcome: { pocket, draws: source.draws },
  };
}

/** A round of a table at which nothing is decided, with bets of its kind. */
function table(id: string, bets: readonly TableBet<string>[]): () => ProvenRound {
  return () => {
    const engine = engineOf(definitionJson(id));
    const definition = engine.parse(definitionJson(id)) as TableDefinition;
    const source = random();
    const played = instantTableOf(engine.kind)?.play(definition, bets, source);
    if (!played) throw new Error(`${id} is no instant table`);
    const { payout, stake, ...drawn } = played;
    return {
      ...{ roundId, definition, definitionHash: canonicalHash(definition), ...seeds },
      ...{ stake: { amount: stake }, bets, payout: { amount: payout } },
      outcome: { ...drawn, draws: source.draws },
    };
  };
}

/** A round that goes the first way that is offered: a hand of blackjack is stood through, others are raised. */
const decided = (id: string) => (): ProvenRound => {
  const engine = engineOf(definitionJson(id));
  const definition = engine.parse(definitionJson(id)) as TableDefinition;
  const deciding = decisionTableOf(engine.kind);
  if (!deciding) throw new Error(`${id} has decisions`);
  const [source, bets] = [random(), [{ kind: deciding.mainBet, numbers: [], amount: 200 }]];
  const actions: TableAction[] = [];
  let state = deciding.begin(definition, bets, source, 'GBP');
  while (deciding.payout(state) === undefined) {
    const [{ kind } = { kind: 'none' }] = deciding.actions(definition, state);
    const action = {
      kind,
      ...(deciding.course ? { elapsedMs: 1600 } : {}),
      ...(kind === 'hold' ? { positions: [0, 3] } : {}),
    };
    const step = deciding.act(definition, state, action, source);
    if (step.fault) throw new Error(step.fault.detail);
    actions.push(action);
    state = step.state;
  }
  return {
    ...{ roundId, definition, definitionHash: canonicalHash(definition), ...seeds, bets, actions },
    ...{ stake: { amount: deciding.staked(state) }, payout: { amount: deciding.payout(state) ?? 0 } },
    outcome: { ...deciding.view(definition, state), draws: source.draws },
  };
};

const stood = decided('mill-lane-blackjack');

const baccarat = table('heron-baccarat', [
  { kind: 'banker', numbers: [], amount: 100 },
  { kind: 'perfect-pair', numbers: [], amount: 20 },
]);

/** A line of three wilds, which pays as four quinces with them do. */
const paysAlike = ({ spins: [first] }: SlotOutcome, { lines }: SlotDefinition): boolean =>
  first?.lineWins.some(
    ({ line, symbol, count }) =>
      symbol === 'bee-skep' && count === 3 && first.window[lines[line]?.[3] ?? 0]?.[3] === 'quince',
  ) ?? false;

const broken = (checks: readonly RoundCheck[]): string[] =>
  checks.filter(({ holds }) => !holds).map(({ what }) => what);
const verified = (round: ProvenRound): string[] => broken(verifyRound(round, { hmac, sha256 }));

describe('the numbers of a round', () => {
  it('are the bytes of HMAC-SHA256 over the seeds, as a client in another language has them', () => {
    const source = randomOfRound({ serverSeed, clientSeed: 'owl', roundId, refusals: 0 }, hmac);
    const bytes = createHmac('sha256', serverSeed).update(`owl:${roundId}:0:0`).digest();
    expect(Array.from({ length: 32 }, () => source.below(256))).toEqual([...bytes]);
    const second = createHmac('sha256', serverSeed).update(`owl:${roundId}:0:1`).digest();
    expect(source.below(2 ** 16)).toBe(second.readUInt16BE());
  });

  it.each([
    ['server seed', { serverSeed: Buffer.alloc(32, 8) }],
    ['client seed', { clientSeed: 'other' }],
    ['round', { roundId: '01a20a46-f71b-7904-908a-daa2e0b5fc69' }],
    ['refusal', { refusals: 1 }],
  ])('are others with another %s', (_, change) => {
    const base = { serverSeed, clientSeed: 'owl', roundId, refusals: 0 };
    const drawn = (of: object): number[] => {
      const source = randomOfRound({ ...base, ...of }, hmac);
      return Array.from({ length: 8 }, () => source.below(2 ** 32));
    };
    expect(drawn({})).toEqual(drawn({}));
    expect(drawn({})).not.toEqual(drawn(change));
  });
});

describe('verifyRound', () => {
  it.each([
    ['a spin', spin],
    ['a spin that pays in ways', ways],
    ['a spin with respins', respins],
    ['a hand of five cards', decided('kestrel-draw')],
    ['a wheel', wheel],
    ['a coup', baccarat],
    ['a hand', stood],
    ['a hand of three cards', decided('drift-three')],
    ['a card against the dealer', decided('high-heath-war')],
    ['a roll of dice until all is settled', decided('quayside-craps')],
    ['a kite', decided('cliff-kite')],
    ['a roll', table('tideline-dice', [{ kind: 'under', numbers: [4900], amount: 100 }])],
    ['a draw of balls', table('harbour-keno', [{ kind: 'spots-3', numbers: [4, 9, 80], amount: 100 }])],
    ['a throw', table('lantern-sic-bo', [{ kind: 'total', numbers: [9], amount: 100 }])],
  ])('derives %s again from its seeds', (_, round) => {
    const checks = verifyRound(round(), { hmac, sha256 });
    expect(checks.map(({ what }) => what)).toEqual(['seed', 'definition', 'draws', 'outcome', 'payout']);
    expect(broken(checks)).toEqual([]);
  });

  it.each<[string, Partial<ProvenRound>, string[]]>([
    ['a seed that was not committed to', { serverSeed: '09'.repeat(32) }, ['seed']],
    ['a seed that is none', { serverSeed: 'owl' }, ['seed']],
    ['another client seed', { clientSeed: 'eight owls' }, ['draws', 'outcome']],
    ['another count of refusals', { refusals: 3 }, ['draws', 'outcome']],
    ['a definition of another game', { definition: read('saltmarsh-roulette') }, ['definition']],
    ['a payout that is one penny less', { payout: { amount: -1 } }, ['payout']],
  ])('sees %s', (_, change, wrong) => {
    expect(verified({ ...spin(), ...change })).toEqual(expect.arrayContaining(wrong));
  });

  it('sees a pocket that the seeds do not give', () => {
    const round = wheel();
    const { pocket } = round.outcome as { pocket: number };
    expect(verified({ ...round, outcome: { ...round.outcome, pocket: (pocket + 1) % 37 } })).toEqual([
      'outcome',
    ]);
  });

  it('reads a definition of many rounds once, and lets nobody change it then', () => {
    const definition = knownDefinition(read('lamplight-ledger') as { pays: Record<string, object> });
    expect(verified({ ...spin(), definition })).toEqual([]);
    expect(() => Object.assign(definition.pays, { teacup: { 3: 1000 } })).toThrow(TypeError);
    expect(() => Object.assign(definition.pays['teacup'] ?? {}, { 3: 1000 })).toThrow(TypeError);
    expect(verified({ ...spin(), definition, payout: { amount: -1 } })).toEqual(['payout']);
    expect(verified({ ...wheel(), definition })).toEqual(['definition']);
  });

  it.each([
    ['a table', wheel],
    ['a game with decisions', decided('kestrel-draw')],
  ])('sees a stake of %s to which its bets do not come', (_, round) => {
    const { stake } = round();
    expect(verified({ ...round(), stake: { ...stake, amount: stake.amount + 100 } })).toEqual(['draws']);
  });

  it.each([
    ['ways', ways],
    ['lines, of which two runs pay the same', spun('russet-orchard', paysAlike)],
  ])('reads a definition of %s whatever the order of its members', (_, round) => {
    const { definition, ...proof } = round();
    const { pays } = definition as { pays: object };
    const turned = { ...(definition as object), pays: Object.fromEntries(Object.entries(pays).reverse()) };
    expect(verified({ ...proof, definition: turned })).toEqual([]);
  });

  it('sees a decision that was not taken', () => {
    const round = stood();
    const actions = [{ kind: 'hit' }, ...(round.actions ?? [])];
    expect(verified({ ...round, actions })).toEqual(expect.arrayContaining(['draws']));
  });

  it('sees a card that the seeds do not give', () => {
    const round = baccarat();
    expect(verified({ ...round, outcome: { ...round.outcome, banker: ['Ah', '2c'] } })).toEqual(['outcome']);
  });

  it('waits for the seed, and for the definition, to be shown', () => {
    const { serverSeed: _, ...hidden } = spin();
    expect(verified(hidden)).toEqual(['seed']);
    const { definition: __, ...without } = spin();
    expect(verified(without)).toEqual(['definition']);
  });

  it('takes bets that no layout has for a forgery, not for a mistake of its own', () => {
    const bets = [{ kind: 'five-number' as const, numbers: [0], amount: 100 }];
    expect(verified({ ...wheel(), bets })).toEqual(['draws']);
  });
});
