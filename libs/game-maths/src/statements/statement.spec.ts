import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { type PlayedRound, playedRound } from '../../test/played-round.js';
import { stacked } from '../../test/stacked-shoe.js';
import { canonicalHash } from '../canonical-json.js';
import { decisionTableOf, type TableAction } from '../decision-tables.js';
import { engineOf } from '../engines.js';
import type { TableDefinition } from '../instant-tables.js';
import type { PlayedRecord } from '../fairness/proven-round.js';
import { replayRound } from '../fairness/replay-round.js';
import type { SlotDefinition } from '../slots/definition.js';
import type { TableBet } from '../table-bets.js';
import { statementOf } from './statement.js';

const settledAt = '2026-11-29T01:05:00.000Z';
const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

const bet = (kind: string, amount: number, ...numbers: number[]): TableBet<string> => ({
  kind,
  numbers,
  amount,
});
const red = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

const tables: [string, TableBet<string>[], string[]][] = [
  [
    'saltmarsh-roulette',
    [bet('red', 100, ...red), bet('straight', 50, 17)],
    [
      '1.50 GBP was staked on Saltmarsh Roulette, version 1.1.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The ball came to rest on 21, red.',
      '1.00 GBP was on red: it won: 2.00 GBP came back, with the stake in it.',
      '0.50 GBP was on number 17: it lost.',
      'In all 2.00 GBP came back, 0.50 GBP more than was staked.',
    ],
  ],
  [
    'heron-baccarat',
    [bet('banker', 100), bet('tie', 20)],
    [
      '1.20 GBP was staked on Heron Baccarat, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The player had three of diamonds and five of spades, a total of 8; the banker had ace of clubs and five of clubs, a total of 6; so the player won.',
      '1.00 GBP was on banker: it lost.',
      '0.20 GBP was on tie: it lost.',
      'In all nothing came back.',
    ],
  ],
  [
    'tideline-dice',
    [bet('under', 10_000, 4900)],
    [
      '100.00 GBP was staked on Tideline Dice, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The number drawn was 1392, counted from 0.',
      '100.00 GBP was on the 4900 lowest numbers: it won: 202.00 GBP came back, with the stake in it.',
      'In all 202.00 GBP came back, 102.00 GBP more than was staked.',
    ],
  ],
  [
    'harbour-keno',
    [bet('spots-3', 100, 3, 17, 44)],
    [
      '1.00 GBP was staked on Harbour Keno, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The numbers drawn were 1, 10, 12, 13, 17, 23, 28, 29, 32, 35, 37, 38, 42, 46, 54, 60, 63, 67, 70 and 75.',
      '1.00 GBP was on a ticket with 3, 17 and 44, of which 1 of 3 were drawn: it lost.',
      'In all nothing came back.',
    ],
  ],
  [
    'lantern-sic-bo',
    [bet('small', 100), bet('total', 100, 9)],
    [
      '2.00 GBP was staked on Lantern Sic Bo, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The dice showed 1, 3 and 4, 8 in all.',
      '1.00 GBP was on small: it won: 2.00 GBP came back, with the stake in it.',
      '1.00 GBP was on total 9: it lost.',
      'In all 2.00 GBP came back, as much as was staked.',
    ],
  ],
  [
    'mill-lane-blackjack',
    [],
    [
      '1.00 GBP was staked on Mill Lane Blackjack, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The decisions were, in this order: stand.',
      'The dealer had four of hearts, ten of spades and jack of diamonds, 24 and so over 21.',
      'Your hand was queen of spades and five of clubs, 15. 1.00 GBP was on it: it won: 2.00 GBP came back, with the stake in it.',
      'In all 2.00 GBP came back, 1.00 GBP more than was staked.',
    ],
  ],
];
/** Rounds whose cards are known, with one decision or none. */
const raised: [string, string, TableAction & { byDefault?: true }, TableBet<string>[], string[]][] = [
  [
    'drift-three',
    '4c 5d 6h Qc 9d 8h',
    { kind: 'raise' },
    [bet('ante', 100), bet('pair-plus', 50)],
    [
      '2.50 GBP was staked on Drift Three, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The decisions were, in this order: raise.',
      'Your hand was four of clubs, five of diamonds and six of hearts: straight.',
      'The dealer had queen of clubs, nine of diamonds and eight of hearts.',
      '1.00 GBP was the ante and 1.00 GBP the raise: it won: 5.00 GBP came back, with the stake in it.',
      '0.50 GBP was on pair plus: it won: 3.50 GBP came back, with the stake in it.',
      'In all 8.50 GBP came back, 6.00 GBP more than was staked.',
    ],
  ],
  [
    'drift-three',
    'Ac Kd 9h',
    { kind: 'fold', byDefault: true },
    [bet('ante', 100)],
    [
      '1.00 GBP was staked on Drift Three, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The decisions were, in this order: fold (by the rules).',
      'Your hand was ace of clubs, king of diamonds and nine of hearts.',
      'No cards were dealt to the dealer.',
      '1.00 GBP was the ante: it lost.',
      'In all nothing came back.',
    ],
  ],
  [
    'high-heath-war',
    'Qc Qd 2c 2d 2h Kc 3c 3d 3h Kd',
    { kind: 'go-to-war' },
    [bet('war', 100), bet('tie', 50)],
    [
      '2.50 GBP was staked on High Heath War, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The decisions were, in this order: go to war.',
      'You had queen of clubs, the dealer queen of diamonds.',
      'In the war you had king of clubs, the dealer king of diamonds.',
      '1.00 GBP was on the war and 1.00 GBP the raise: it won: 4.00 GBP came back, with the stake in it.',
      '0.50 GBP was on a tie: it won: 5.50 GBP came back, with the stake in it.',
      'In all 9.50 GBP came back, 7.00 GBP more than was staked.',
    ],
  ],
  [
    'high-heath-war',
    'Qc Qd',
    { kind: 'surrender', byDefault: true },
    [bet('war', 100)],
    [
      '1.00 GBP was staked on High Heath War, version 1.0.0. The round was settled on 29 November 2026 at 01:05:00 UTC.',
      'The decisions were, in this order: surrender (by the rules).',
      'You had queen of clubs, the dealer queen of diamonds.',
      '1.00 GBP was on the war: 0.50 GBP of it came back.',
      'In all 0.50 GBP came back, 0.50 GBP less than was staked.',
    ],
  ],
];
const slots = [
  ...['lamplight-ledger', 'russet-orchard', 'tideway-beacons', 'tideway-lanterns'],
  ...['marram-picks', 'samphire-clusters', 'ebb-cascade', 'skerry-lights', 'tern-crossing'],
];
const seeds = Array.from({ length: 60 }, (_, seed) => seed);

/** The first of the seeds that brings what is looked for. */
function lucky(id: string, words: RegExp): number {
  for (let seed = 0; seed < 5000; seed += 1)
    if (told(playedRound(id, seed)).some((line) => words.test(line))) return seed;
  throw new Error(`no round of ${id} has ${words.source}`);
}

function told({ stake, payout, outcome, definition }: PlayedRound): string[] {
  const round = { stake: gbp(stake.amount), payout: gbp(payout.amount), settledAt, outcome };
  return statementOf(round, { name: definition.name, definition });
}

const failing = (round: PlayedRecord): string[] =>
  replayRound(round).flatMap(({ what, holds }) => (holds ? [] : [what]));

describe('statementOf', () => {
  it.each(tables)('tells a round of %s bet by bet', (id, bets, sentences) => {
    const round = playedRound(id, 5, { bets });
    expect(told(round)).toEqual(sentences);
    expect(failing(round)).toEqual([]);
  });

  it.each(raised)(
    'tells a round of %s with %s by its cards and stakes',
    (id, cards, action, bets, sentences) => {
      const json = definitionJson(id);
      const definition = engineOf(json).parse(json) as TableDefinition;
      const table = decisionTableOf(definition.kind);
      if (!table) throw new Error(`${id} has decisions`);
      const random = stacked(cards);
      const step = table.act(definition, table.begin(definition, bets, random, 'GBP'), action, random);
      if (step.fault) throw new Error(step.fault.detail);
      const { state } = step;
      const round = {
        ...{ stake: gbp(table.staked(state)), payout: gbp(table.payout(state) ?? Number.NaN), settledAt },
        outcome: { ...table.view(definition, state), actions: [action] },
      };
      expect(statementOf(round, { name: definition.name, definition })).toEqual(sentences);
    },
  );

  it('tells a hand of video poker: what was held, what was drawn, the row of the pay table', () => {
    const all = seeds.map((seed) => told(playedRound('kestrel-draw', seed)));
    for (const sentences of all) {
      expect(sentences[1]).toMatch(
        /^(Held: ([a-z]+ of [a-z]+(, | and )?)+|No card was held; all five were replaced)\.$/,
      );
      expect(sentences[2]).toMatch(
        /^The hand at the end was .*(: [a-z ]+|, which is in no row of the pay table)\.$/,
      );
      const paid = sentences[2]?.endsWith('pay table.') === false;
      expect(sentences.at(-1)?.includes('nothing came back')).toBe(!paid);
    }
  });

  it.each(slots)(
    'tells every spin of %s and every amount that it paid, by the names of its symbols',
    (id) => {
      for (const seed of seeds) {
        const round = playedRound(id, seed);
        const text = told(round);
        expect(failing(round)).toEqual([]);
        expect(text.join(' ')).not.toMatch(/undefined|NaN|\[object|[a-z]+-[a-z]+/);
        const spins = round.outcome['spins'] as unknown[];
        const paid = text.flatMap((line) => {
          const match = /^(?:The spin|Free spin \d+) paid (?:nothing|(\d+)\.(\d\d) GBP)\.$/.exec(line);
          return match ? [Number(match[1] ?? 0) * 100 + Number(match[2] ?? 0)] : [];
        });
        expect(paid).toHaveLength(spins.length);
        expect(paid.reduce((sum, amount) => sum + amount, 0)).toBe(round.payout.amount);
      }
    },
  );

  it('has words for free spins, ways, scatters and locked coins', () => {
    const found = (id: string, words: RegExp): string =>
      told(playedRound(id, lucky(id, words))).find((line) => words.test(line)) ?? '';
    expect(found('lamplight-ledger', /gave/)).toMatch(/^\d scatters anywhere .*gave \d+ free spins\.$/);
    expect(found('lamplight-ledger', /Free spin 2,/)).toMatch(/, which pays \d times as much, showed /);
    expect(found('russet-orchard', /locked/)).toMatch(
      /^\d+ coins locked in \d+ respins?( and filled every place)?, which paid \d+\.\d\d GBP\.$/,
    );
    expect(found('tideway-lanterns', /ways/)).toMatch(/× [A-Z][A-Za-z ]+ from the left in \d+ ways paid/);
  });

  it('has words for picks, by what each drew and of what that is a multiple', () => {
    const round = playedRound('marram-picks', lucky('marram-picks', /the bonus/i));
    const spins = round.outcome['spins'] as { bonusWins: { prizes: number[]; payout: number }[] }[];
    const [win] = spins.flatMap(({ bonusWins }) => bonusWins);
    const text = told(round);
    const drew = /^The bonus drew (.*) times the stake and paid (.*)\.$/;
    const [, drawn = '', paid = ''] = text.flatMap((line) => drew.exec(line) ?? []);
    expect(drawn.split(/, | and /).map(Number)).toEqual(win?.prizes);
    const sum = win?.prizes.reduce((all, prize) => all + prize, 0) ?? Number.NaN;
    expect(paid).toBe(sum === 0 ? 'nothing' : `${sum.toFixed(2)} GBP`);
    // Of a line its prizes are multiples of the line bet, and it says of which line.
    const [spin] = spins;
    const record = {
      ...{ stake: gbp(100), payout: gbp(0), settledAt },
      outcome: { spins: [{ ...spin, bonusWins: [{ line: 2, prizes: [4, 0], payout: 40 }] }] },
    };
    const { definition } = round;
    expect(statementOf(record, { name: definition.name, definition })).toContain(
      'The bonus of line 3 drew 4 and 0 times the line bet and paid 0.40 GBP.',
    );
  });

  it('has words for clusters and for symbols that fell, each with its own amount', () => {
    for (const id of ['samphire-clusters', 'ebb-cascade']) {
      const name = id === 'samphire-clusters' ? 'clusterWins' : 'wayWins';
      const words =
        name === 'clusterWins'
          ? /^\d+ × .* side by side paid (\d+\.\d\d) GBP/
          : /^\d+ × .* way.* paid (\d+\.\d\d) GBP/;
      const round = playedRound(id, lucky(id, id === 'ebb-cascade' ? /fell for the second time/ : words));
      interface Wins {
        clusterWins?: { payout: number }[];
        wayWins?: { payout: number }[];
        lineWins: { payout: number }[];
        cascades?: Wins[];
      }
      const spins = round.outcome['spins'] as Wins[];
      const windows = spins.flatMap((spin) => [spin, ...(spin.cascades ?? [])]);
      const due = windows.flatMap((window) => [...(window[name] ?? []), ...window.lineWins]);
      const text = told(round);
      const amounts = text.flatMap((line) => {
        const [, paid] = words.exec(line) ?? /^Line \d+ paid (\d+\.\d\d) GBP/.exec(line) ?? [];
        return paid === undefined ? [] : [Math.round(Number(paid) * 100)];
      });
      expect(amounts).toEqual(due.map(({ payout }) => payout));
      const falls = text.filter((line) => /^Symbols fell for the \w+ time.* and left /.test(line));
      expect(falls).toHaveLength(spins.reduce((sum, { cascades = [] }) => sum + cascades.length, 0));
    }
  });

  it('has words for the end from which a line of two ways is read', () => {
    const round = playedRound('tern-crossing', lucky('tern-crossing', /from the right/));
    const [spin] = round.outcome['spins'] as {
      lineWins: { line: number; count: number; fromRight?: true }[];
    }[];
    const sides = told(round).flatMap((line) => {
      const match = /^Line (\d+) paid .* for (\d+) × .* from the (left|right)/.exec(line);
      return match ? [[Number(match[1]), Number(match[2]), match[3]]] : [];
    });
    expect(sides).toEqual(
      (spin?.lineWins ?? []).map(({ line, count, fromRight }) => [
        line + 1,
        count,
        fromRight ? 'right' : 'left',
      ]),
    );
  });

  it('says of a jackpot what went in, what was drawn and what it paid', () => {
    const round = playedRound('tideway-beacons', 5);
    const drawn = round.outcome['jackpot'] as { draw: { bound: number; value: number } };
    const pot = { contributionMillionths: 1_234_500 };
    const record = { ...round, outcome: { ...round.outcome, pot } };
    expect(told(record).at(-1)).toBe(
      `The round was played for the jackpot Three Lights: 0.012345 GBP of the stake went into it. For it a number below ${drawn.draw.bound} was drawn, ${drawn.draw.value}; one below 100, the stake in its smallest unit, would have won. It was not won.`,
    );
    const { definition } = round;
    const won = {
      ...{ stake: gbp(100), payout: gbp(0), jackpotWin: gbp(50_000), settledAt },
      outcome: { ...record.outcome, jackpot: { ...drawn, wins: true } },
    };
    expect(statementOf(won, { name: definition.name, definition }).at(-1)).toMatch(
      /would win, and did\. It was won: 500\.00 GBP was paid beside everything above\.$/,
    );
  });

  it('says of a free round whose stake it was', () => {
    const { stake, payout, outcome, definition } = playedRound('lamplight-ledger', 5);
    const round = { stake: gbp(stake.amount), payout: gbp(payout.amount), settledAt, outcome };
    const game = { name: definition.name, definition };
    expect(statementOf({ ...round, freeRound: true }, game)[0]).toMatch(
      /^The house staked 1\.00 GBP on .*: it was a free round, and nothing of yours was staked\. The round was settled on /,
    );
    expect(statementOf({ ...round, payout: gbp(250), freeRound: true }, game).at(-1)).toBe(
      'In all 2.50 GBP was won, as bonus money.',
    );
  });

  it.each([
    [
      { corrected: true },
      'The 1.00 GBP that was staked was returned, and the 2.50 GBP that it had paid was taken back.',
    ],
    [
      { corrected: true, jackpotWin: gbp(900) },
      'The 1.00 GBP that was staked was returned, and the 2.50 GBP that it had paid was taken back, and the 9.00 GBP of the jackpot went back into it.',
    ],
    [
      { corrected: true, freeRound: true },
      'The house took its stake back, and the free round is yours again while its bonus lasts, and the 2.50 GBP that it had paid was taken back.',
    ],
    [{ corrected: false }, 'The 1.00 GBP that was staked was returned.'],
  ])('says of a round that is void why, and what became of its money: %j', (what, sentence) => {
    const { corrected, ...over } = what;
    const voided = { reason: 'wrong_payout', at: settledAt, corrected };
    const round = { stake: gbp(100), payout: gbp(250), settledAt, outcome: {}, voided, ...over };
    expect(statementOf(round, { name: 'harbour-table' }).slice(-2)).toEqual([
      'This round is void since 29 November 2026 at 01:05:00 UTC: it paid what its rules do not.',
      sentence,
    ]);
  });

  it('tells a round of a live table from its record alone', () => {
    const { stake, payout, outcome } = playedRound('saltmarsh-roulette', 5, {
      bets: [bet('straight', 50, 21)],
    });
    const round = { stake: gbp(stake.amount), payout: gbp(payout.amount), settledAt, outcome };
    expect(statementOf(round, { name: 'harbour-table' }).slice(1)).toEqual([
      'The ball came to rest on 21, red.',
      '0.50 GBP was on number 21: it won: 18.00 GBP came back, with the stake in it.',
      'In all 18.00 GBP came back, 17.50 GBP more than was staked.',
    ]);
  });
});

describe('replayRound', () => {
  it('derives a record by the version that it was played by, and by no other', () => {
    const seed = seeds.find((each) => playedRound('lamplight-ledger', each).payout.amount > 0) ?? 0;
    const round = playedRound('lamplight-ledger', seed);
    const other = { ...round.definition, version: '2.0.0' };
    expect(failing(round)).toEqual([]);
    expect(failing({ ...round, definition: other })).toEqual(['definition']);
    expect(failing({ ...round, definition: undefined })).toEqual(['definition']);
    // Not even if the record is made to name it: its pays are others.
    const pays = Object.fromEntries(
      Object.entries((round.definition as SlotDefinition).pays).map(([id, table]) => [
        id,
        Object.fromEntries(Object.entries(table).map(([count, pay]) => [count, 2 * pay])),
      ]),
    );
    const richer = { ...round.definition, pays };
    expect(failing({ ...round, definition: richer, definitionHash: canonicalHash(richer) })).toEqual([
      'outcome',
      'payout',
    ]);
  });

  it.each([
    [
      'another payout',
      (round: PlayedRound) => ({ ...round, payout: { amount: round.payout.amount + 1 } }),
      ['payout'],
    ],
    [
      'a draw too many',
      (round: PlayedRound) => ({
        ...round,
        outcome: {
          ...round.outcome,
          draws: [...(round.outcome['draws'] as object[]), { bound: 2, value: 1 }],
        },
      }),
      ['draws'],
    ],
    [
      'a draw that is gone',
      (round: PlayedRound) => ({ ...round, outcome: { ...round.outcome, draws: [] } }),
      ['draws'],
    ],
    [
      'another pocket',
      (round: PlayedRound) => ({ ...round, outcome: { ...round.outcome, pocket: 3 } }),
      ['outcome'],
    ],
  ])('finds %s', (_, damage, faults) => {
    expect(
      failing(damage(playedRound('saltmarsh-roulette', 5, { bets: [bet('straight', 50, 21)] }))),
    ).toEqual(faults);
  });
});
