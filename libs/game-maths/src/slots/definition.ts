import type { Currency } from '@croupier/kernel';
import type { PublishedDefinition } from '../engine.js';
import type { JackpotDefinition } from '../jackpots/definition.js';

/** A regular pays on lines, a wild stands for every regular, a scatter counts anywhere, a bonus wins picks, a coin locks. */
export type SymbolKind = 'regular' | 'wild' | 'scatter' | 'bonus' | 'coin';

export interface SlotSymbol {
  readonly id: string;
  /** As shown to players. */
  readonly name: string;
  readonly kind: SymbolKind;
  /** Of a wild: factor on every win that it is part of; several wilds of one win multiply. 1 if absent. */
  readonly multiplier?: number;
}

/** Regulars that also pay together, mixed in any order: any three bars. Named in `pays` like a symbol. */
export interface SymbolGroup {
  readonly id: string;
  readonly name: string;
  readonly symbols: readonly string[];
}

/** Count -> value. A count that is not listed takes the value of the next lower one, or none. */
export type CountTable = Readonly<Record<string, number>>;

export interface FreeSpinsFeature {
  /** Scatters in the window -> free spins, 1 or more each. */
  readonly awards: CountTable;
  /** Factor on everything a free spin pays, 1 or more. */
  readonly multiplier: number;
  /** True if scatters in a free spin award more free spins. */
  readonly retrigger: boolean;
  /** Free spins in one round at most; what an award would add beyond it is not given. 1 to 500. */
  readonly maximumTotal: number;
  /** Strips of the free spins, as many as the base spin has; those of the base spin if left out. */
  readonly reels?: readonly (readonly string[])[];
  /** Of `reels`, as those of the base spin. */
  readonly stopWeights?: readonly (readonly number[])[];
}

/** A prize and how often it is drawn: with a probability of `weight` over the weights of all. */
export interface Prize {
  readonly multiple: number;
  readonly weight: number;
}

/**
 * Picks, won by symbols of kind `bonus`, for which no wild stands. Every pick draws one of all prizes by their weights
 * when it is made, so that what a player touches changes nothing.
 */
export interface BonusFeature {
  /**
   * `line`: won by a run from the leftmost reel of a line, for each such line, its prizes in line bets. `anywhere`: won
   * once by symbols anywhere in the window (the last one of a cascade), its prizes in total stakes.
   */
  readonly trigger: 'line' | 'anywhere';
  /** Symbols that it takes; more win the same. */
  readonly count: number;
  /** Picks at most, 1 to 50. */
  readonly picks: number;
  /** True if a prize of nothing ends the picks. */
  readonly untilBlank: boolean;
  readonly prizes: readonly Prize[];
}

/** Pays without lines: the stake is shared in credits, and every pay of `pays` is a multiple of one of them. */
export interface CreditFeature {
  /** 1 to 1000; every stake is a multiple of it. */
  readonly credits: number;
}

/** Symbols that have won vanish, those above them fall, and the strips feed from above; what then stands pays again. */
export interface CascadeFeature {
  /** Factor on the wins of the first window, of the second and so on; the last holds for all that follow. */
  readonly ladder: readonly number[];
  /** Windows of one spin at most, the first included, 2 to 50: the wins of the last are paid and nothing falls. */
  readonly maximum: number;
}

/**
 * Coins in view lock, and the free cells of the window are drawn again and again, each for itself. A respin that locks a
 * coin sets the respins back to their full number; it is over when none is left or no cell is free.
 */
export interface HoldFeature {
  /** Coins in view that begin it. */
  readonly count: number;
  /** Respins without a new coin until it is over, 1 to 10. */
  readonly respins: number;
  /** How often a free cell stays free, beside the weights of the values. */
  readonly blankWeight: number;
  /** What a coin is worth in line bets or credits; every coin draws it when it locks, those in view at first. */
  readonly values: readonly Prize[];
  /** Paid in addition if every cell holds a coin, in line bets or credits. */
  readonly full: number;
}

/** A slot game as data: everything that decides an outcome, what it pays and what players are told. */
export interface SlotDefinition extends PublishedDefinition {
  /** A definition without a kind is a slot. */
  readonly kind?: 'slot';
  /** Rows of the window, top to bottom. */
  readonly rows: number;
  /** One strip of symbol ids per reel, left to right. A strip is a ring. */
  readonly reels: readonly (readonly string[])[];
  /** Per reel and stop, how often it is drawn; without them each stop of a reel is equally likely. */
  readonly stopWeights?: readonly (readonly number[])[];
  /** Per line, the row (0 is the top) of each reel. All lines are played in every round. Empty with ways or clusters. */
  readonly lines: readonly (readonly number[])[];
  /**
   * Lines pay a run from the rightmost reel as well, beside the one from the leftmost; a line that is one run from end to
   * end pays its highest win once. Bonuses of lines are won from the left alone.
   */
  readonly bothWays?: true;
  /**
   * A run from the leftmost reel pays in every way that it can be read, wherever its symbols stand on their reels: its
   * pay for each way, and for a way with wilds times their multipliers. Every symbol and group pays its longest run.
   */
  readonly ways?: CreditFeature;
  /**
   * Symbols that touch side by side or one above the other pay by how many they are. Wilds belong to every cluster that
   * they touch; among themselves they are one only for what `pays` has for a wild.
   */
  readonly clusters?: CreditFeature;
  readonly symbols: readonly SlotSymbol[];
  readonly groups?: readonly SymbolGroup[];
  /** Symbol or group -> run length from the leftmost reel, or size of the cluster -> multiple of the line bet or credit. */
  readonly pays: Readonly<Record<string, CountTable>>;
  /** Scatters anywhere in the window -> multiple of the total stake. */
  readonly scatterPays?: CountTable;
  readonly freeSpins?: FreeSpinsFeature;
  readonly bonus?: BonusFeature;
  readonly cascades?: CascadeFeature;
  readonly holdAndRespin?: HoldFeature;
  /** The progressive jackpot that every paid round is played for, too; its return is told apart from the game's own. */
  readonly jackpot?: JackpotDefinition;
  /** Total stakes on offer in minor units, ascending, each a multiple of the number of lines or credits. */
  readonly stakes: Readonly<Partial<Record<Currency, readonly number[]>>>;
}
