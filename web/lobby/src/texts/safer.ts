/** How long, as the platform counts it, and in words. */
type Lengths = readonly (readonly [number, string])[];

export const saferTexts = {
  title: 'Safer play',
  lead: 'You are in charge here. What you set on this page holds in every game, at once, and no offer of ours can change it.',
  pending: 'Your decision is stored and is being put in force. This takes a moment.',
  until: (moment: string) => `until ${moment}.`,
  endsAt: (moment: string) => `ends ${moment}.`,
  cashStaysYours: 'Your money stays yours: you can withdraw it at the cashier at any time.',
  kinds: {
    time_out: 'You are taking a break',
    self_exclusion: 'You have excluded yourself',
    scheme_exclusion: 'The national exclusion scheme lists you.',
    staff_block: 'Play and deposits are stopped while we look into something. Please write to us.',
  },
  limits: {
    title: 'Limits',
    lead: 'A new or lower limit holds the moment you save it. A higher one, or none, waits for 24 hours and for your word.',
    kinds: { deposit: 'Deposits', loss: 'Losses', stake: 'Stakes' },
    explained: {
      deposit: 'What you can pay in.',
      loss: 'What you can lose: stakes less payouts.',
      stake: 'What you can stake in all.',
    },
    periods: { day: 'A day', week: 'A week', month: 'A month' },
    none: 'no limit',
    used: (used: string, left: string) => `${used} used, ${left} left.`,
    submit: 'Save the limits',
    saved: 'Saved. Lower limits hold already.',
    pending: (limit: string, amount: string, from: string) =>
      `${limit}: you asked for ${amount}. You can confirm it from ${from} on; until then nothing changes.`,
    confirm: 'Confirm the change',
    withdraw: 'Leave it as it is',
  },
  timeOut: {
    title: 'Take a break',
    lead: 'No play and no deposits for as long as you choose. It ends by itself, and not before. You can still withdraw.',
    length: 'How long',
    lengths: [
      [24, 'A day'],
      [72, 'Three days'],
      [168, 'A week'],
      [336, 'Two weeks'],
      [1008, 'Six weeks'],
    ] as Lengths,
    submit: 'Take this break',
    sure: 'Take a break?',
    sureLead: (length: string) => `${length}, beginning now. It cannot be made shorter.`,
    confirm: 'Begin my break',
  },
  exclusion: {
    title: 'Exclude myself',
    lead: 'For when a break is not enough. No play, no deposits and no word of ours about offers, for months or years.',
    length: 'At least',
    lengths: [
      [6, '6 months'],
      [12, 'A year'],
      [24, 'Two years'],
      [60, 'Five years'],
    ] as Lengths,
    submit: 'Exclude myself',
    sure: 'Exclude yourself?',
    sureLead: (length: string) =>
      `${length} at least, beginning now, and until you ask to return. You are signed out everywhere. Your money stays yours.`,
    understood: 'I understand that this cannot be taken back.',
    confirm: 'Exclude me now',
    done: 'You have excluded yourself',
    doneUntil: (date: string) => `It holds until ${date} at least.`,
    doneCash: 'You can sign in to withdraw what is yours, and to read. Nothing else is open.',
    back: 'Ask to return',
  },
  decisions: {
    title: 'What was decided',
    none: 'Nothing yet.',
    by: { player: 'by you', staff: 'by our staff', scheme: 'by the exclusion scheme', platform: 'by rule' },
  },
  reality: {
    title: 'A look at the clock',
    lead: 'You asked us to stop the game for a moment. This is how your visit stands:',
    time: 'Here for',
    net: 'Won or lost',
    goOn: 'Go on playing',
    history: 'See my rounds',
    pause: 'Take a break',
    set: 'How often we stop the game to show you this is yours to choose:',
    link: 'Reality check settings',
  },
  help: {
    title: 'Talk to somebody',
    words:
      'The National Gambling Helpline is free and open day and night: 0808 8020 133. GamCare, GambleAware and Gamblers Anonymous help players and those near to them.',
  },
} as const;
