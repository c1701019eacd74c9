import { capital, groupBy, listOf, type TextWriter } from '../text-parts.js';
import { type RouletteDefinition, zerosOf } from './definition.js';
import { isEvenMoney, rouletteBetKinds, spotsOf } from './layout.js';

const zeroNames = ['0', '00', '000'];

export const rouletteWriter: TextWriter<RouletteDefinition> = {
  stages: (definition) => [
    `Place chips on the layout and press spin. All bets of the round are taken together; then one of the ${definition.wheel.length} pockets, ${zeroNames.slice(0, zerosOf(definition)).join(', ')} and 1 to 36, is drawn, each equally likely, and every bet is settled by it at once.`,
    'A winning bet returns its chips and what it pays; a losing one returns nothing.',
  ],

  special: (definition) => {
    const even = listOf(rouletteBetKinds.filter(isEvenMoney), 'or');
    const zero = listOf(['zero', 'double zero', 'triple zero'].slice(0, zerosOf(definition)), 'or');
    const half =
      zerosOf(definition) === 1 ? 'half of it comes back (la partage)' : 'half of it comes back (surrender)';
    return [
      definition.zero === 'lose'
        ? `When ${zero} comes, bets that do not cover it lose, those on ${even} as well.`
        : `When ${zero} comes and a bet is on ${even}, ${half}; other bets that do not cover it lose.`,
    ];
  },

  pays: (definition) => {
    const spots = spotsOf(zerosOf(definition));
    const offers = rouletteBetKinds.flatMap((kind) => {
      const [spot] = spots.filter((each) => each.kind === kind);
      return spot ? [{ kind, covers: spot.numbers.length, pays: definition.pays[kind] ?? 0 }] : [];
    });
    const groups = groupBy(offers, ({ covers, pays }) => `${covers} ${pays}`);
    return [...groups.values()].map((group) => {
      const { covers = 0, pays = 0 } = group[0] ?? {};
      const kinds = listOf(
        group.map(({ kind }) => kind.replaceAll('-', ' ')),
        'or',
      );
      return `${capital(kinds)} covers ${covers === 1 ? 'one number' : `${covers} numbers`} and pays ${pays} to 1.`;
    });
  },

  interruption: () => [
    'The pocket is drawn and the round settled in the moment in which your bets are taken. If you are cut off then, your balance and your history show the result when you return.',
  ],
};
