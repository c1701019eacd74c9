import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseOfferRules } from './offer-rules.js';
import { type GameCandidate, rank } from './rank.js';

const file = path.resolve(import.meta.dirname, '../../rules/offers.json');
const rules = parseOfferRules(JSON.parse(readFileSync(file, 'utf8')));

function game(gameId: string, facts: Partial<GameCandidate> = {}): GameCandidate {
  return {
    gameId,
    title: gameId.toUpperCase(),
    rounds30: 0,
    rounds90: 0,
    daysSince: null,
    everybody7: 0,
    ...facts,
  };
}

const played = (gameId: string, rounds: number): GameCandidate =>
  game(gameId, { rounds30: rounds, rounds90: rounds, daysSince: 1 });

describe('rank', () => {
  it('puts what is played most first, and says how much it is played', () => {
    const [first, second] = rank([played('b', 10), played('a', 30)], [], rules);
    expect([first?.reference, second?.reference]).toEqual(['a', 'b']);
    expect(first).toMatchObject({
      why: 'You played 30 rounds of it in the last 30 days.',
      figures: { rounds30: 30, shareOfOwnRoundsPerMille: 750, daysSince: 1 },
      score: 500 * 750 + 200 * 1000,
    });
    expect(rank([played('a', 1)], [], rules)[0]?.why).toBe('You played 1 round of it in the last 30 days.');
  });

  it('keeps one of three places for something new', () => {
    const known = ['a', 'b', 'c', 'd', 'e'].map((id, index) => played(id, 50 - index));
    const order = rank([...known, game('new-1'), game('new-2')], [], rules).map(({ reference }) => reference);
    expect(order).toEqual(['a', 'b', 'new-1', 'c', 'd', 'new-2']);
  });

  it('shows a new player what others play, with the share', () => {
    const offers = rank([game('rare', { everybody7: 1 }), game('often', { everybody7: 299 })], [], rules);
    expect(offers.map(({ reference }) => reference)).toEqual(['often', 'rare']);
    expect(offers[0]?.why).toBe(
      'You have not played it in the last 90 days. 99 of 100 rounds of all players in the last 7 days were played in it.',
    );
    expect(offers[1]?.why).toBe('You have not played it in the last 90 days.');
  });

  it('says when a game was played last', () => {
    const [offer] = rank([game('a', { rounds90: 4, daysSince: 41 })], [], rules);
    expect(offer?.why).toBe('You last played it 41 days ago.');
  });

  it('ranks a programme by how much of what the player plays would count', () => {
    const programme = (programmeId: string, weight: number) => ({
      ...{ programmeId, version: 2, title: programmeId },
      weightOf: (gameId: string) => (gameId === 'a' ? weight : 0),
    });
    const offers = rank(
      [played('a', 30), played('b', 10)],
      [programme('half', 5000), programme('whole', 10_000)],
      rules,
    );
    const programmes = offers.filter(({ kind }) => kind === 'programme');
    expect(
      programmes.map(({ reference, figures }) => [reference, figures['countingShareOfOwnRoundsPerMille']]),
    ).toEqual([
      ['whole', 750],
      ['half', 375],
    ]);
    expect(programmes[0]?.why).toBe(
      'You can opt in to it now, and 75 of 100 rounds you played in the last 30 days were in games that count.',
    );
  });

  it('shows no more than the rules say', () => {
    const games = Array.from({ length: 30 }, (_, index) => game(`g${index}`));
    expect(rank(games, [], rules)).toHaveLength(rules.most);
    expect(rank([], [], rules)).toEqual([]);
  });
});

describe('parseOfferRules', () => {
  it('names every fault', () => {
    const broken = { ...rules, version: '', most: 0, game: { ...rules.game, repeat: 0.5 } };
    expect(() => parseOfferRules(broken)).toThrow(/most: .*game\.repeat: .*version: /);
    expect(() => parseOfferRules(null)).toThrow('most');
  });
});
