import { accountTexts } from './account.js';
import { bonusTexts } from './bonuses.js';
import { cashierTexts } from './cashier.js';
import { gameTexts } from './games.js';
import { inboxTexts } from './inbox.js';
import { rouletteTexts } from './roulette.js';
import { saferTexts } from './safer.js';
import { studioTexts } from './studios.js';
import {
  baccaratTexts,
  blackjackTexts,
  cardTexts,
  decisionTexts,
  diceTexts,
  tableRulesTexts,
  videoPokerTexts,
} from './table-games.js';
import { tableTexts } from './tables.js';
import { verifierTexts } from './verifier.js';

/** Every text of the lobby, in the one language it speaks. A second language is a second such object. */
export const texts = {
  brand: 'Croupier',
  skip: 'Skip to the page',
  sandbox: 'Sandbox: simulated money and identities.',
  nav: {
    label: 'Main',
    games: 'Games',
    cashier: 'Cashier',
    bonuses: 'Bonuses',
    bonus: (amount: string) => `+ ${amount} bonus`,
    inPlay: (amount: string) => `${amount} in play`,
    history: 'History',
    account: 'Account',
    messages: 'Messages',
    safer: 'Safer play',
    signIn: 'Sign in',
    register: 'Join',
    signOut: 'Sign out',
    balance: 'Balance',
    more: 'More',
  },
  footer: {
    adult: '18+',
    words: 'Play is entertainment with a price. Decide the price before you sit down.',
    help: 'National Gambling Helpline: 0808 8020 133, free, day and night.',
    api: 'For developers',
    time: 'Time',
  },
  stream: {
    waiting: 'The live connection dropped. We are calling back; your money and your rounds are safe.',
  },
  verifier: verifierTexts,
  common: {
    loading: 'One moment …',
    again: 'Try again',
    older: 'Show older',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    saved: 'Saved.',
    reference: 'Reference',
    back: 'Back',
  },
  notFound: { title: 'Nothing here', lead: 'This page does not exist. The tables are this way:' },
  account: accountTexts,
  bonuses: bonusTexts,
  cashier: cashierTexts,
  games: gameTexts,
  roulette: rouletteTexts,
  safer: saferTexts,
  tables: tableTexts,
  cards: cardTexts,
  baccarat: baccaratTexts,
  dice: diceTexts,
  decisions: decisionTexts,
  videoPoker: videoPokerTexts,
  blackjack: blackjackTexts,
  tableRules: tableRulesTexts,
  studios: studioTexts,
  inbox: inboxTexts,
} as const;
