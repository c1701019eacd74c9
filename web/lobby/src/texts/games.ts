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
    'three-card-poker': 'Three card poker',
    'casino-war': 'Casino war',
    keno: 'Keno',
    'sic-bo': 'Sic bo',
    craps: 'Craps',
    crash: 'Crash',
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
    lineFromRight: (line: number, count: number, symbol: string, amount: string) =>
      `Line ${line}, from the right: ${count} × ${symbol}, ${amount}`,
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
    bothWaysLead: (stake: string) =>
      `What a line pays at a stake of ${stake}, from the leftmost reel on and from the rightmost; once where all of it is one run.`,
    waysLead: (stake: string) =>
      `What each way pays at a stake of ${stake}, from the leftmost reel on. Wilds multiply it.`,
    clustersLead: (stake: string) =>
      `What symbols pay at a stake of ${stake} that touch side by side or one above the other, by how many they are.`,
    wildFactor: (name: string, factor: number) =>
      `Every ${name} that is part of a win makes it ${factor} times as much.`,
    symbol: 'Symbol',
    inARow: (count: string) => `${count} in a row`,
    together: (count: string) => `${count} together`,
    anywhere: (count: string) => `${count} anywhere`,
    scatterLead: (stake: string) =>
      `Wherever they are in view, at a stake of ${stake}, beside what everything else pays.`,
    pays: 'Pays',
    awards: (factor: number) => (factor === 1 ? 'Free spins' : `Free spins, paying ${factor} times as much`),
    bonusTitle: 'Bonus picks',
    bonusLead: (bonus: { count: number; name: string; anywhere: boolean; picks: number; blank: boolean }) =>
      `${bonus.count} × ${bonus.name} or more ${bonus.anywhere ? 'anywhere' : 'from the left of a line'} win up to ${bonus.picks} picks${bonus.blank ? ', until one has no prize' : ''}. Each pick draws one of these anew; where you touch changes nothing.`,
    prize: 'Prize',
    chance: 'Chance of a pick',
    chanceOf: (weight: number, total: number) => `${weight} in ${total}`,
    noPrize: 'Nothing',
    holdTitle: 'Respins',
    holdLead: (hold: { count: number; name: string; respins: number; chance: string }) =>
      `${hold.count} × ${hold.name} or more lock, and the free cells are drawn again until ${hold.respins} respins in a row have locked none. In each a free cell locks one with a chance of ${hold.chance}. It is worth one of these.`,
    coinChance: 'Chance of its value',
    full: 'Every cell, in addition',
    cascadeTitle: 'Falling symbols',
    cascadeLead: (maximum: number) =>
      `Symbols that have won vanish, those above fall, and what then stands pays again: up to ${maximum} windows of a spin.`,
    window: 'Window',
    lines: (count: number) => `The ${count} lines`,
    rtp: 'Return to player',
    rtpLead: (percent: string) =>
      `${percent}, computed exactly from this definition, not estimated. It is an average over very many rounds; one evening can return far more or far less.`,
    hash: 'Fingerprint of the definition',
    closed: 'Another game was opened since, and one is played at a time: this one is closed.',
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
    void: 'Void: it does not count.',
    free: 'Free round',
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
