export const cardTexts = {
  of: (rank: string, suit: string) => `${rank} of ${suit}`,
  joker: 'joker',
  ranks: {
    ...{ '2': 'two', '3': 'three', '4': 'four', '5': 'five', '6': 'six', '7': 'seven', '8': 'eight' },
    ...{ '9': 'nine', T: 'ten', J: 'jack', Q: 'queen', K: 'king', A: 'ace' },
  } as Record<string, string>,
  suits: { c: 'clubs', d: 'diamonds', h: 'hearts', s: 'spades' } as Record<string, string>,
} as const;

const winners = { player: 'Player wins', banker: 'Banker wins', tie: 'A tie' };

export const baccaratTexts = {
  player: 'Player',
  banker: 'Banker',
  places: 'Places to bet on',
  deal: 'Deal',
  dealing: 'No more bets …',
  empty: 'Put your chips on a place, then deal. Nothing is decided after that.',
  placed: (total: string) => `${total} on the table. Deal when you are ready.`,
  pays: (odds: string) => odds.replace(':', ' to '),
  ends: (winner: 'player' | 'banker' | 'tie', player: number, banker: number) =>
    `${winners[winner]}, player ${player}, banker ${banker}.`,
  bets: {
    player: 'Player',
    banker: 'Banker',
    tie: 'Tie',
    'player-pair': 'Player pair',
    'banker-pair': 'Banker pair',
    'either-pair': 'Either pair',
    'perfect-pair': 'Perfect pair',
  } as Record<string, string>,
} as const;

export const diceTexts = {
  roll: 'Roll',
  rolling: 'Rolling …',
  end: 'Win on',
  ends: { under: 'the lowest', over: 'the highest' },
  target: (count: number, chance: string) => `${count} numbers, a chance of ${chance}`,
  returns: (amount: string) => `A win returns ${amount}.`,
  empty: 'Choose your numbers and a stake, then roll. Every roll is one press.',
  drawn: (number: number) => `${number} was drawn.`,
} as const;

export const tableRulesTexts = {
  returns: 'What each bet returns',
  ratio: 'Returns',
  names: { ...baccaratTexts.bets, under: 'On the lowest', over: 'On the highest' } as Record<string, string>,
} as const;
