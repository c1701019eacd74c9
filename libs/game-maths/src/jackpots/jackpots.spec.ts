import { createCipheriv, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Hmac, randomOfKey } from '../fairness/seeded-round.js';
import { fraction } from '../fraction.js';
import { CryptoRandom, RandomSource, RecordingRandom } from '../random.js';
import { checkDefinition } from '../slots/definition-checks.js';
import type { SlotDefinition } from '../slots/definition.js';
import { parseSlotDefinition } from '../slots/parse.js';
import { playSlot, replaySlot } from '../slots/play.js';
import { jackpotFaults } from './certification.js';
import type { JackpotDefinition, MustDropTrigger } from './definition.js';
import { contributionOf, dropOf, playJackpot } from './play.js';
import { jackpotReturn } from './returns.js';
import { jackpotSection } from './texts.js';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const beacons = path.resolve(import.meta.dirname, '../../../../apps/games/definitions/tideway-beacons.json');
const shipped = JSON.parse(readFileSync(beacons, 'utf8')) as SlotDefinition & { jackpot: JackpotDefinition };
const odds: JackpotDefinition = shipped.jackpot;
const by: MustDropTrigger = { kind: 'must-drop', by: 100_000 };
const hidden: JackpotDefinition = { ...odds, trigger: by };

class Fixed extends RandomSource {
  constructor(private readonly value: number) {
    super();
  }

  below(): number {
    return this.value;
  }
}

function seeded(): CryptoRandom {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 61), Buffer.alloc(16));
  return new CryptoRandom((size) => cipher.update(new Uint8Array(size)));
}

describe('what a jackpot returns', () => {
  it('is what is put in: the share of each stake, and the seed as often as it falls', () => {
    // £500 every £125,000 staked.
    expect(jackpotReturn(odds)).toEqual({
      contribution: fraction(1n, 100n),
      seed: fraction(1n, 250n),
      total: fraction(7n, 500n),
      stakedPerFall: fraction(12_500_000n),
      averageFall: fraction(175_000n),
    });
    // From £500 to £750.005 on average, by a hundredth of what is staked.
    const { seed, averageFall, stakedPerFall } = jackpotReturn(hidden);
    expect(averageFall).toEqual(fraction(50_001n + 100_000n, 2n));
    expect(stakedPerFall).toEqual(fraction((100_000n - 50_000n + 1n) * 50n));
    expect(seed).toEqual(fraction(50_000n, 2_500_050n));
  });

  it('is what rounds bring when they are played, by odds and by hidden amounts', () => {
    const random = seeded();
    const stake = 500;
    const small = { ...odds, seed: 2000, trigger: { kind: 'odds' as const, oneIn: 200_000 } };
    const steps = { ...hidden, seed: 2000, trigger: { kind: 'must-drop' as const, by: 4000 } };
    for (const jackpot of [small, steps]) {
      let [pot, paid, cycle, rounds] = [jackpot.seed * 1e6, 0, 1, 0];
      const drops = new Map<number, number>();
      const dropIn = (number: number): number => {
        const known = drops.get(number);
        if (known !== undefined) return known;
        const { trigger } = jackpot;
        const secret = Buffer.alloc(32, number % 251);
        const drop =
          trigger.kind === 'odds' ? Number.POSITIVE_INFINITY : dropOf(jackpot, trigger, secret, hmac);
        drops.set(number, drop);
        return drop;
      };
      for (; rounds < 200_000; rounds += 1) {
        pot += contributionOf(jackpot, stake);
        const { wins } = playJackpot(jackpot, stake, random);
        const drop = dropIn(cycle);
        if (!wins && pot < drop * 1e6) continue;
        const won = wins ? Math.floor(pot / 1e6) : drop;
        [paid, cycle] = [paid + won, cycle + 1];
        pot += (jackpot.seed - won) * 1e6;
      }
      const { total } = jackpotReturn(jackpot);
      const exact = Number(total.numerator) / Number(total.denominator);
      expect(Math.abs(paid / (rounds * stake) / exact - 1)).toBeLessThan(0.12);
    }
  });
});

describe('the draw of a round', () => {
  it('wins with the stake as its chance, by every penny alike', () => {
    const won = (value: number, stake: number): boolean | undefined =>
      playJackpot(odds, stake, new Fixed(value)).wins;
    expect([won(0, 1), won(1, 1), won(499, 500), won(500, 500)]).toEqual([true, false, true, false]);
    expect(playJackpot(hidden, 500, new Fixed(0))).toEqual({ jackpotId: 'three-lights' });
  });

  it('puts a share of the stake in that is never rounded', () => {
    expect(contributionOf({ ...odds, contributionPpm: 12_345 }, 3)).toBe(37_035);
  });

  it('is replayed with the round from the record, and nothing beyond it', () => {
    const definition = parseSlotDefinition(shipped);
    const random = new RecordingRandom(seeded());
    const played = playSlot(definition, 100, random);
    const without = [...random.draws];
    playJackpot(odds, 100, random);
    expect(replaySlot(definition, 100, random.draws)).toEqual(played);
    expect(replaySlot(definition, 100, without)).toEqual(played);
    const more = [...random.draws, { bound: 2, value: 0 }];
    expect(() => replaySlot(definition, 100, more)).toThrow('1 draws too many');
  });

  it('hides an amount above the seed and up to the highest, each as likely', () => {
    const few: JackpotDefinition = { ...hidden, seed: 5 };
    const trigger: MustDropTrigger = { kind: 'must-drop', by: 10 };
    const counts = new Map<number, number>();
    for (let number = 0; number < 5000; number += 1) {
      const secret = Buffer.alloc(32);
      secret.writeUInt32BE(number);
      const amount = dropOf(few, trigger, secret, hmac);
      counts.set(amount, (counts.get(amount) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(dropOf(few, trigger, Buffer.alloc(32, 1), hmac)).toBe(
      6 + randomOfKey(Buffer.alloc(32, 1), 'drop', hmac).below(5),
    );
  });
});

describe('a definition with a jackpot', () => {
  const faults = (change: Partial<SlotDefinition>): string[] => {
    const json = { ...shipped, ...change };
    const found = checkDefinition(json);
    if (found.length > 0) return found.map(({ path: where, message }) => `${where} ${message}`);
    return jackpotFaults(parseSlotDefinition(json)).map(
      ({ path: where, message }) => `${where} ${message.split('\n')[0] ?? ''}`,
    );
  };
  const sections = (change: (text: string) => string): SlotDefinition['rules'] =>
    shipped.rules.map((section) =>
      section.id === 'jackpot' ? { ...section, paragraphs: section.paragraphs.map(change) } : section,
    );

  it('is certified with the text that is made of it, and with no other', () => {
    expect(faults({})).toEqual([]);
    expect(shipped.rules.find(({ id }) => id === 'jackpot')).toEqual(jackpotSection(odds));
    const silent = shipped.rules.filter(({ id }) => id !== 'jackpot');
    expect(faults({ rules: silent })).toEqual([
      expect.stringContaining('rules have no section "jackpot": the jackpot would be hidden'),
    ]);
    const other = sections((text) => text.replace('twice the chance', 'a far better chance'));
    expect(faults({ rules: other })).toEqual([
      expect.stringContaining('do not tell of the jackpot what the maths gives'),
    ]);
    const { jackpot: _jackpot, ...without } = shipped;
    expect(jackpotFaults(parseSlotDefinition(without)).map(({ message }) => message)).toEqual([
      expect.stringContaining('tells of a jackpot that the game does not have'),
    ]);
  });

  it.each<[string, Partial<JackpotDefinition>, string]>([
    ['more than is staked', { seed: 1_000_000 }, 'more than is staked'],
    ['an id of no form', { id: 'Three Lights' }, 'jackpot.id'],
    ['a pot in another currency', { currency: 'EUR' }, 'a pot has one currency'],
    ['a chance above one', { trigger: { kind: 'odds', oneIn: 499 } }, 'jackpot.trigger.oneIn'],
    ['hardly room for a hidden amount', { trigger: { kind: 'must-drop', by: 50_100 } }, 'jackpot.trigger.by'],
    ['a part of a millionth', { contributionPpm: 0.5 }, 'jackpot.contributionPpm'],
    ['another trigger', { trigger: { kind: 'sometimes' } as never }, 'give odds or must-drop'],
  ])('is refused with %s', (_, change, message) => {
    const jackpot = { ...odds, ...change };
    const rules = message.startsWith('more') ? sectionsFor(jackpot) : shipped.rules;
    expect(faults({ jackpot, rules }).join('\n')).toContain(message);
  });

  function sectionsFor(jackpot: JackpotDefinition): SlotDefinition['rules'] {
    return shipped.rules.map((section) => (section.id === 'jackpot' ? jackpotSection(jackpot) : section));
  }
});
