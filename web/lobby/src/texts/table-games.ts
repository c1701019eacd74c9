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

export const decisionTexts = {
  asking: 'The cards are coming …',
  movedOn: 'This round has gone on since you saw it, perhaps on another device of yours.',
  look: 'Look again',
  taken: 'Your decisions',
  byRules: (action: string) => `${action} (by the rules: you were away)`,
  waits: 'A round of another game waits for your decision. Its cards are kept for you.',
  goOn: 'Go on with it',
  actions: {
    raise: 'Raise',
    fold: 'Fold',
    'go-to-war': 'Go to war',
    'war-without-raise': 'War without a raise',
  } as Record<string, string>,
} as const;

export const videoPokerTexts = {
  cards: 'Your cards',
  deal: 'Deal',
  draw: 'Draw',
  held: 'Held',
  empty: 'Choose a stake and deal. Then hold the cards you want to keep.',
  choose: 'Hold what you want to keep, then draw. The others are replaced once.',
} as const;

export const blackjackTexts = {
  dealer: 'Dealer',
  you: 'You',
  handOf: (index: number, of: number) => `Hand ${index} of ${of}`,
  deal: 'Deal',
  decide: 'Your decision',
  total: (total: number, soft: boolean) => (soft ? `${total}, soft` : String(total)),
  more: (amount: string) => `+ ${amount}`,
  empty: 'Choose a stake and deal.',
  yourTurn: (mine: number, dealer: number) =>
    `You have ${mine}, the dealer shows ${dealer}. What will you do?`,
  ends: (dealer: number) => `The dealer has ${dealer}.`,
  actions: {
    'go-on': 'Go on without insurance',
    insure: 'Insure',
    hit: 'Hit',
    stand: 'Stand',
    double: 'Double',
    split: 'Split',
    surrender: 'Surrender',
    hold: 'Hold',
  } as Record<string, string>,
} as const;

export const tableRulesTexts = {
  returns: 'What each bet returns',
  ratio: 'Returns',
  names: {
    ...baccaratTexts.bets,
    ...{ under: 'On the lowest', over: 'On the highest', deal: 'The deal', insurance: 'Insurance' },
  } as Record<string, string>,
} as const;
