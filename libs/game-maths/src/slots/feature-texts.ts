import { fraction } from '../fraction.js';
import { capital, listOf } from '../text-parts.js';
import type {
  BonusFeature,
  CascadeFeature,
  FreeSpinsFeature,
  HoldFeature,
  SlotDefinition,
  SlotSymbol,
} from './definition.js';
import { hitRateOfSpin } from './exact.js';
import { spinsOf } from './free-strips.js';
import { creditsOf, sum } from './model.js';
import { gapText, mostInView } from './pay-texts.js';
import { awardChances, type SpinLaw, type SpinPart, spinLawOf } from './spin-law.js';
import {
  countedIn,
  countText,
  featuresOf,
  nameOf,
  ordinalText,
  prizesText,
  shareText,
  unitsText,
} from './text-words.js';

const none = fraction(0n);

/** Wilds and features by name. */
export function specialTitle(definition: SlotDefinition): string {
  const names = [...wildsOf(definition).map(({ name }) => name), ...featuresOf(definition)];
  if (names.length === 0) return 'Special rules';
  return capital(listOf(names));
}

/** Wilds, cascades, free spins, picks and respins; that there is none of them, if so. */
export function specialTexts(definition: SlotDefinition): string[] {
  const { cascades, freeSpins, bonus, holdAndRespin } = definition;
  const texts = [
    ...wildsOf(definition).map((wild) => wildText(definition, wild)),
    ...(wildsOf(definition).length > 0 && definition.lines.length > 0
      ? [
          definition.bothWays
            ? 'Where a run can be read as of more than one symbol, the higher win is paid.'
            : 'Where a line can be read in two ways, the higher win is paid.',
        ]
      : []),
    ...(cascades ? cascadeTexts(cascades) : []),
    ...(freeSpins ? freeSpinTexts(definition, freeSpins) : []),
    ...(bonus ? bonusTexts(definition, bonus) : []),
    ...(holdAndRespin ? holdTexts(definition, holdAndRespin) : []),
  ];
  return texts.length > 0
    ? texts
    : ['There are no wild symbols and no features: every spin is as the one before.'];
}

const wildsOf = ({ symbols }: SlotDefinition): SlotSymbol[] => symbols.filter(({ kind }) => kind === 'wild');

function wildText(definition: SlotDefinition, { id, name, multiplier = 1 }: SlotSymbol): string {
  const { symbols, pays, ways, clusters } = definition;
  const others = symbols.filter(({ kind }) => ['scatter', 'bonus', 'coin'].includes(kind));
  const but = others.length === 0 ? '' : ` but ${listOf(others.map((symbol) => symbol.name))}`;
  const win = ways ? 'way' : clusters ? 'cluster' : 'line win';
  return [
    clusters
      ? `${name} is wild: it belongs to every cluster that it touches, of every symbol${but}.`
      : `${name} is wild: it stands for every symbol${but}.`,
    ...(id in pays
      ? [`It has pays of its own, too.`]
      : [
          clusters
            ? 'Where it touches nothing else, it pays nothing.'
            : ways
              ? 'A run of wilds alone counts for every symbol that they stand for.'
              : 'A run of wilds alone pays like the symbol that pays the most for it.',
        ]),
    ...reelsText(definition, id),
    ...(multiplier > 1 ? [`Every ${win} is multiplied by ${multiplier} for each ${name} in it.`] : []),
  ].join(' ');
}

/** On which strips a symbol is, if not on all. */
function reelsText(definition: SlotDefinition, id: string): string[] {
  const [base = '', free = base] = spinsOf(definition).map(({ reels }) => {
    const on = reels.flatMap((strip, reel) => (strip.includes(id) ? [ordinalText(reel + 1)] : []));
    if (on.length === 0) return 'on no reel';
    return on.length === reels.length ? 'on every reel' : `on the ${listOf(on)} reel alone`;
  });
  if (base !== free) return [`It is ${base} of the spins that you pay for, and ${free} of free spins.`];
  return base === 'on every reel' ? [] : [`It is ${base}.`];
}

function cascadeTexts({ ladder, maximum }: CascadeFeature): string[] {
  const factors = ladder.slice(0, maximum);
  const steps = factors.flatMap((factor, index) => {
    const isLast = index === factors.length - 1;
    if (factor === 1 && !isLast) return [];
    const follow = isLast && index < maximum - 1 ? ' and all that follow' : '';
    return [`those of the ${ordinalText(index + 1)} window${follow} by ${factor}`];
  });
  const times = factors.some((factor) => factor > 1) ? `. Wins are multiplied: ${listOf(steps)}` : '';
  return [
    `Symbols that have won vanish, those above them fall, and each strip goes on from above; what then stands pays again${times}.`,
    `A spin has at most ${maximum} windows, the first included: the wins of the last are paid, and nothing falls any more.`,
  ];
}

function freeSpinTexts(definition: SlotDefinition, feature: FreeSpinsFeature): string[] {
  const { awards, multiplier, retrigger, maximumTotal } = feature;
  const scatter = nameOf(definition, 'scatter');
  const law = spinLawOf(definition);
  const table = listOf(
    Object.entries(awards).map(
      ([count, award], index) => `${count}${index === 0 ? ' in view' : ''} award ${award}`,
    ),
  );
  const gap = gapText(awards, mostInView(definition, 'scatter'), 'awards');
  const times = multiplier === 1 ? '' : ` Everything that they pay is multiplied by ${multiplier}.`;
  const bound = maximumTotal === 1 ? '1 free spin' : `${maximumTotal} free spins`;
  const awardsMore = retrigger && [...(law.free ?? law).byAward.keys()].some((award) => award > 0);
  return [
    `${scatter} begins free spins, counted${countedIn(definition) || ' wherever it stands'}: ${table}.${gap} They begin with ${shareText(awardChances(law).at(-1) ?? none, law)} of the spins that you pay for.`,
    `Free spins cost nothing and use ${law.free ? 'reels of their own' : 'the same reels'} and the stake of the spin that awarded them.${times}`,
    ...(law.free ? [ownReelsText(definition, law.free, law)] : []),
    awardsMore
      ? `${scatter} in a free spin awards more free spins by the same table. One round has at most ${bound}; what an award would add beyond is not given.`
      : `${scatter} in a free spin awards no more of them. One round has at most ${bound}.`,
  ];
}

/** What else is on the reels of free spins, and how often they pay. */
function ownReelsText(definition: SlotDefinition, free: NonNullable<SpinLaw['free']>, law: SpinLaw): string {
  const [base = new Set<string>(), own = base] = spinsOf(definition).map(
    ({ reels }) => new Set(reels.flat()),
  );
  const without = (there: ReadonlySet<string>, here: ReadonlySet<string>): string[] =>
    definition.symbols.filter(({ id }) => there.has(id) && !here.has(id)).map(({ name }) => name);
  const [fewer, more] = [without(base, own), without(own, base)];
  const are = (names: readonly string[]): string => `${listOf(names)} ${names.length === 1 ? 'is' : 'are'}`;
  return [
    'On the reels of free spins symbols stand in other places than on those of the spins that you pay for.',
    ...(more.length > 0 ? [`${are(more)} on these reels alone.`] : []),
    ...(fewer.length > 0 ? [`${are(fewer)} not on them.`] : []),
    `${shareText(hitRateOfSpin(free), law)} of free spins pay something.`,
  ].join(' ');
}

function bonusTexts(definition: SlotDefinition, bonus: BonusFeature): string[] {
  const { trigger, count, picks, untilBlank, prizes } = bonus;
  const symbol = nameOf(definition, 'bonus');
  const more = count === definition.reels.length && trigger === 'line' ? `${count}` : `${count} or more`;
  const where =
    trigger === 'line'
      ? `${more} of it on neighbouring reels of a line, counted from the leftmost reel, win them, once for each such line`
      : `${more} of it anywhere in view${countedIn(definition)} win them, once`;
  const perStake = trigger === 'line' ? 1 : creditsOf(definition);
  const draws = prizesText(prizes, (multiple) => unitsText(definition, multiple * perStake));
  const isOne = picks === 1;
  const most = isOne
    ? 'There is one pick.'
    : `There are ${untilBlank ? 'up to ' : ''}${countText(picks)} picks.`;
  const end = untilBlank && !isOne ? ' The first pick that draws nothing is the last.' : '';
  return [
    `${symbol} wins picks: ${where}, with ${eventText(definition, 'bonus')}. No wild stands for it.`,
    `${most} Each draws, by chances that no pick changes, ${draws}.${end}`,
    'What the picks have drawn is added up and paid. Whatever you touch changes nothing.',
  ];
}

function holdTexts(definition: SlotDefinition, hold: HoldFeature): string[] {
  const { count, respins, blankWeight, values, full } = hold;
  const coin = nameOf(definition, 'coin');
  const cells = definition.rows * definition.reels.length;
  const weight = sum(values.map((value) => value.weight));
  const worth = prizesText(values, (multiple) => unitsText(definition, multiple));
  const there = respins === 1 ? 'There is one respin' : `There are ${countText(respins)} respins`;
  const filled =
    full === 0
      ? ''
      : ` If they fill all ${cells} places, ${unitsText(definition, full)} is paid in addition.`;
  return [
    `${coin} begins respins: ${count} or more of it in view${countedIn(definition)}, with ${eventText(definition, 'hold-and-respin')}. They stay where they are, and each draws what it is worth: ${worth}.`,
    `Then the empty places are drawn again, each for itself and not from the strips: with a chance of ${weight} in ${weight + blankWeight} one more comes to stay, and draws what it is worth by the same chances. ${there}; every one that brings more sets them back to ${countText(respins)}. They are over when none is left or every place is taken.`,
    `All that have come to stay are paid together at the end.${filled}`,
  ];
}

/** How many spins begin it: `1.5 % of spins`. */
function eventText(definition: SlotDefinition, part: SpinPart): string {
  const law = spinLawOf(definition);
  const share = ({ events }: Pick<SpinLaw, 'events'>): string => shareText(events.get(part) ?? none, law);
  if (law.free === undefined) return `${share(law)} of spins`;
  return `${share(law)} of the spins that you pay for and ${share(law.free)} of free spins`;
}
