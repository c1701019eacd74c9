export const gameTexts = {
  hero: 'A quiet table, and odds you can check.',
  heroLead:
    'Every game here shows its exact return to player, computed from the very definition it is played by. Every round you play can be looked up again, draw by draw.',
  heroJoin: 'Open an account',
  title: 'Games',
  greeting: 'Good evening',
  rtp: (value: string) => `Returns ${value} of stakes on average`,
  from: (low: string, high: string) => `${low} to ${high} a round`,
  play: (name: string) => `Play ${name}`,
  rules: (name: string) => `Rules of ${name}`,
  taglines: {
    'lamplight-ledger': 'The last table has closed. The head croupier balances the night by lamplight.',
    'tideway-lanterns':
      'The last ferry crosses with its lanterns lit. 243 ways, and every lantern doubles its own.',
    'tideway-beacons':
      'Three beacons show the ferry home, and every spin is played for the Three Lights as well.',
    'russet-orchard':
      'Frost has come early, and the apples have turned to copper. Six of them begin the Gathering.',
    'saltmarsh-roulette': 'One wheel, one zero. You set the pace; the marsh keeps its own time.',
    'heron-baccarat':
      'Two hands by the water, and the nearer to nine is fed. Eight decks, dealt fresh every time.',
    'kestrel-draw': 'The patience of a hawk: five cards, one draw, and the full pay table.',
    'mill-lane-blackjack':
      'Six decks by the mill stream. The dealer stands on every 17, and blackjack pays 3 to 2.',
    'tideline-dice':
      'Ten thousand marks on the sand. Say how many are yours, and watch where the wave stops.',
  } as Record<string, string>,
  kinds: {
    slot: 'Slot',
    roulette: 'Roulette',
    baccarat: 'Baccarat',
    dice: 'Dice',
    'video-poker': 'Video poker',
    blackjack: 'Blackjack',
  } as Record<string, string>,
  shapes: {
    'lamplight-ledger': 'Slot, ten lines',
    'tideway-lanterns': 'Slot, 243 ways',
    'tideway-beacons': 'Slot, 243 ways and a jackpot',
    'russet-orchard': 'Slot, ten lines and respins',
  } as Record<string, string>,
  jackpot: {
    name: (name: string) => `${name} jackpot`,
    mustDrop: (amount: string) => `falls at ${amount} at the latest`,
    won: (amount: string) => `You have won the jackpot: ${amount}, in cash.`,
    round: 'Jackpot won',
  },
  changes: {
    short: 'Closed for a while',
    closed: (since: string) =>
      `This game has been closed since ${since}. Nothing can be staked on it until it opens again.`,
    changed: (version: string, since: string, before: string) =>
      `Version ${version} has been played since ${since}; before, it was ${before}.`,
  },
  play1: 'Play',
  demo: {
    tryIt: 'Try it for free',
    tryGame: (name: string) => `Try it for free: ${name}`,
    label:
      'You are trying this game with play money. It is worth nothing: you stake nothing and you win nothing. The odds and the pace are those of the game for money.',
    money: 'Play money',
  },
  notHere: 'This page cannot show this game yet. Its rules are below.',
  offers: {
    title: 'For you',
    consent: 'You see these because you agreed to offers.',
    change: 'Change that',
    playIt: (title: string) => `Play ${title}`,
  },
  slot: {
    stake: 'Stake',
    spin: 'Spin',
    spinning: 'Spinning …',
    wait: 'One moment …',
    reveal: 'Show how it ended',
    balance: 'Balance',
    bonus: 'Bonus money',
    net: 'Net this sitting',
    time: 'Time here',
    lastPayout: 'Last payout',
    reels: 'Reels',
    ready: 'Choose a stake and spin. Every spin is one press; there is no automatic play.',
    nothing: 'No win this time.',
    back: (amount: string) => `${amount} back, no more than the stake.`,
    win: (amount: string) => `You win ${amount}.`,
    winBonus: (amount: string) => `The free round wins ${amount} of bonus money.`,
    features: {
      'lamplight-ledger': 'The Midnight Count',
      'tideway-lanterns': 'The Night Crossing',
      'tideway-beacons': 'The Night Crossing',
    } as Record<string, string>,
    feature: 'Free spins',
    freeSpins: (name: string, count: number, factor: number) =>
      `${name}: ${count} free spins${factor === 1 ? '' : factor === 2 ? ', paying double' : `, paying ${factor} times as much`}.`,
    freeSpin: (now: number, of: number) => `Free spin ${now} of ${of}`,
    total: (amount: string, count: number) => `${count} free spins are over. The round paid ${amount}.`,
    line: (line: number, count: number, symbol: string, amount: string) =>
      `Line ${line}: ${count} × ${symbol}, ${amount}`,
    ways: (count: number, symbol: string, ways: number, amount: string) =>
      `${count} × ${symbol} in ${ways} ${ways === 1 ? 'way' : 'ways'}, ${amount}`,
    cluster: (count: number, symbol: string, amount: string) =>
      `${count} × ${symbol} side by side, ${amount}`,
    cascade: (fall: number, win: string) => `Fall ${fall}: ${win}`,
    picks: (amount: string) => `Bonus, ${amount}`,
    hold: (coins: number, respins: number, amount: string) =>
      `${coins} locked in ${respins} ${respins === 1 ? 'respin' : 'respins'}, ${amount}`,
    times: (multiple: number) => `${multiple}×`,
    scatter: (count: number, symbol: string, amount: string) => `${count} × ${symbol} anywhere, ${amount}`,
    column: (reel: number, symbols: string) => `Reel ${reel}: ${symbols}`,
    proof: 'See this round in detail',
    rules: 'Rules and pay table',
    paytable: 'Pay table',
    paytableLead: (stake: string) => `What a line pays at a stake of ${stake}, from the leftmost reel on.`,
    waysLead: (stake: string) =>
      `What each way pays at a stake of ${stake}, from the leftmost reel on. Wilds multiply it.`,
    symbol: 'Symbol',
    ofAKind: (count: string) => `${count} in a row`,
    anywhere: 'anywhere',
    lines: (count: number) => `The ${count} lines`,
    rtp: 'Return to player',
    rtpLead: (percent: string) =>
      `${percent}, computed exactly from this definition, not estimated. It is an average over very many rounds; one evening can return far more or far less.`,
    hash: 'Fingerprint of the definition',
    closed: 'This game was opened somewhere else, so it is closed here.',
    reopen: 'Go on here',
    opening: 'The croupier is coming …',
    fullRules: 'All rules',
  },
  statement: {
    title: 'In words',
    rederived: {
      agrees: 'All of it was derived again just now from the recorded draws, and agrees.',
      differs: 'It could not be derived again from the recorded draws. Please tell us: something is wrong.',
      not_kept: 'The rules of this table are not kept with the round, so it was not derived again.',
    },
    kept: (until: string) => `Kept until ${until} at least.`,
  },
  history: {
    title: 'History',
    lead: 'Every round you played, newest first.',
    none: 'No rounds yet.',
    game: 'Game',
    stake: 'Stake',
    payout: 'Payout',
    net: 'Net',
    round: 'Round',
    details: 'Details',
    soon: 'The history follows the tables by a moment. This round will be here shortly.',
    outcome: 'What was drawn',
    proof: 'Proof',
    proofLead: 'With the definition of this fingerprint these draws derive the round again, win by win.',
    draws: 'Draws',
    draw: (value: number, of: number) => `${value} of ${of}`,
    spin: (index: number) => (index === 0 ? 'Spin' : `Free spin ${index}`),
    pays: (amount: string) => `pays ${amount}`,
    raw: 'As the ledger holds it',
  },
} as const;
