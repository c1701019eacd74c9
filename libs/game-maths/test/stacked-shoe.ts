import { cardAt, type Place } from '../src/cards/shoe.js';
import { cardOf } from '../src/cards/cards.js';
import { RandomSource } from '../src/random.js';

/** Gives the draws by which these cards are dealt, in this order, from a shoe: `stacked('Th Th 2c')`. */
export function stacked(names: string): RandomSource {
  return new StackedShoe(names.split(' '));
}

class StackedShoe extends RandomSource {
  private readonly dealt: Place[] = [];

  constructor(private readonly names: readonly string[]) {
    super();
  }

  below(bound: number): number {
    const name = this.names[this.dealt.length];
    const size = bound + this.dealt.length;
    const left = Array.from({ length: size }, (_, place) => place).filter(
      (place) => !this.dealt.includes(place),
    );
    const at = left.findIndex((place) => cardAt(place) === cardOf(name ?? ''));
    if (at < 0) throw new Error(`the shoe has no ${name ?? 'further card'} left`);
    this.dealt.push(left[at] ?? 0);
    return at;
  }
}
