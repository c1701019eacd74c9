import { fraction, multiply, toDecimal } from '../fraction.js';
import { multipleText, type TextWriter } from '../text-parts.js';
import { type DiceDefinition, dicePays, targetsOf } from './definition.js';

export const diceWriter: TextWriter<DiceDefinition> = {
  stages: ({ outcomes }) => [
    `Choose on how many of the ${outcomes} numbers from 0 to ${outcomes - 1} you want to win, and whether on the lowest or on the highest of them; then press roll. One number is drawn, each equally likely, and the bet is settled by it.`,
    'A bet under wins if the number drawn is below as many as you chose; a bet over wins if it is among as many at the other end.',
  ],

  special: ({ targets, grid }) => [
    `You can win on ${targets.from} up to ${targets.to} numbers, in steps of ${targets.step}. What a win returns is rounded down to ${grid === 1 ? 'whole multiples' : `1/${grid}`} of the stake; amounts of money are never rounded.`,
  ],

  pays: (definition) =>
    targetsOf(definition).map(
      (target) =>
        `A win on ${target} numbers (${chance(definition, target)} of them) returns ${multipleText(dicePays(definition, target), definition.grid)} times the stake.`,
    ),

  interruption: () => [
    'The number is drawn and the round settled in the moment in which your bet is taken. If you are cut off then, your balance and your history show the result when you return.',
  ],

  label: (_, bet) =>
    bet.startsWith('win-on-')
      ? { head: 'a bet on', number: bet.replace('win-on-', ''), tail: 'numbers' }
      : `a bet ${bet}`,
};

function chance({ outcomes }: DiceDefinition, target: number): string {
  return `${toDecimal(multiply(fraction(BigInt(target), BigInt(outcomes)), fraction(100n)), 6)} %`;
}
