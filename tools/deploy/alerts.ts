import { asks } from '@croupier/contracts';

/** What a service level promises: the share of good events of all, over 28 days. */
export interface Objective {
  name: string;
  /** Bad events within their budget, in basis points of all. */
  budgetBasisPoints: number;
  /** PromQL: bad and all events a second over the window `[w]`. */
  bad: string;
  all: string;
  summary: string;
}

/** Codes that say that we could not, not that we would not. */
const ours = 'internal|service_unavailable|overloaded|outcome_unknown|deadline_spent';
const bet = 'rpc.games.play-round.v1';
const money = asks.filter(({ subject }) => subject.startsWith('rpc.wallet.')).map(({ subject }) => subject);

const rate = (selector: string): string => `sum(rate(${selector}[w]))`;
const asked = (subject: string, more = ''): string =>
  rate(`casino_messaging_asks_total{subject=~"${subject.replaceAll('.', '\\\\.')}"${more}}`);

export const objectives: readonly Objective[] = [
  {
    name: 'bets-answered',
    budgetBasisPoints: 10,
    bad: asked(bet, `,code=~"${ours}"`),
    all: asked(bet),
    summary: 'Bets are answered: played, or refused with a reason of the player’s own.',
  },
  {
    name: 'bets-in-time',
    budgetBasisPoints: 100,
    bad: `${rate(`casino_messaging_ask_duration_seconds_count{subject="${bet}"}`)} - ${rate(`casino_messaging_ask_duration_seconds_bucket{subject="${bet}",le="0.25"}`)}`,
    all: rate(`casino_messaging_ask_duration_seconds_count{subject="${bet}"}`),
    summary: 'Bets are answered within 250 ms.',
  },
  {
    name: 'money-answered',
    budgetBasisPoints: 10,
    bad: asked(money.join('|'), `,code=~"${ours}"`),
    all: asked(money.join('|')),
    summary: 'The wallet answers what it is asked.',
  },
  {
    name: 'requests-answered',
    budgetBasisPoints: 10,
    bad: rate('casino_http_request_duration_seconds_count{service="gateway",status=~"5.."}'),
    all: rate('casino_http_request_duration_seconds_count{service="gateway"}'),
    summary: 'Requests at the gateway are answered without a 5xx.',
  },
];

/**
 * Two windows each, so that an alert ends soon after its cause; burn rates after the Site Reliability Workbook, chapter 5: 2 % of
 * 28 days' budget in an hour, 5 % in six hours, 10 % in three days.
 */
const burns = [
  { rate: 14.4, long: '1h', short: '5m', severity: 'page' },
  { rate: 6, long: '6h', short: '30m', severity: 'page' },
  { rate: 1, long: '3d', short: '6h', severity: 'ticket' },
] as const;

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: { summary: string; description: string };
}

function burnRules({ name, budgetBasisPoints, bad, all, summary }: Objective): Rule[] {
  const burning = (window: string, times: number): string =>
    `((${bad.replaceAll('[w]', `[${window}]`)}) / (${all.replaceAll('[w]', `[${window}]`)})) > ${((times * budgetBasisPoints) / 10_000).toFixed(5)}`;
  return burns.map(({ rate: times, long, short, severity }) => ({
    alert: `${pascal(name)}Burns${long}`,
    expr: `${burning(long, times)} and ${burning(short, times)}`,
    labels: { severity, slo: name },
    annotations: {
      summary,
      description: `The error budget of 28 days is spent ${times} times as fast as it lasts, over ${long} and ${short}. docs/slo.md says where to look.`,
    },
  }));
}

/** What is wrong whatever the players notice of it yet. */
const states: readonly [alert: string, expr: string, wait: string, severity: string, summary: string][] = [
  ['BrokerLost', 'casino_messaging_connected == 0', '30s', 'page', 'A service has no broker.'],
  ['FactsLag', 'casino_facts_lag_count > 1000', '30s', 'ticket', 'Facts wait to be carried out.'],
  [
    'OutboxWaits',
    'casino_facts_outbox_count > 10000',
    '2m',
    'page',
    'Facts are not told: balances on pages are old.',
  ],
  [
    'DeadLetters',
    'increase(casino_messaging_dead_letters_total[15m]) > 0',
    '0s',
    'ticket',
    'A fact was given up.',
  ],
  [
    'StuckHandlers',
    'increase(casino_messaging_stuck_handlers_total[15m]) > 0',
    '0s',
    'ticket',
    'A handler did not end.',
  ],
  [
    'ActorNotProven',
    'increase(casino_messaging_unproven_actors_total[15m]) > 0',
    '0s',
    'page',
    'A service was asked in a name that nobody proved.',
  ],
  [
    'StudioCallsOdd',
    'increase(casino_studio_incidents_total[15m]) > 0',
    '0s',
    'ticket',
    'Calls of a studio, or to it, want a person: GET /backoffice/v1/studios/{id}/incidents.',
  ],
  [
    'StudioNotTold',
    'casino_studio_calls_waiting_seconds > 900',
    '1m',
    'ticket',
    'A studio has no answer to a call of ours for a quarter of an hour: GET /backoffice/v1/studios/{id}/free-rounds says why of free rounds, the log of studios (a studio says nothing yet) of notices that a session has ended.',
  ],
  [
    'ReturnsWrong',
    'casino_return_alerts_count > 0',
    '0s',
    'page',
    'A game returns what its definition does not, and nobody has said why: GET /backoffice/v1/figures/returns/monitor.',
  ],
  [
    'ReturnUnwatched',
    'casino_return_unwatched_count > 0',
    '2h',
    'ticket',
    'A version of a game is played, and what it should return is not known: its log says why.',
  ],
  [
    'GameBeyondBounds',
    'casino_games_beyond_bounds_count > 0',
    '0s',
    'ticket',
    'A live version would be refused today: its log says why. Propose one within the bounds.',
  ],
  [
    'RoundsTooLarge',
    'increase(casino_games_rounds_too_large_total[15m]) > 0',
    '0s',
    'page',
    'Rounds of a game are void because they are too long to be kept; it returns less than is told. Take it offline.',
  ],
  [
    'NoConnectionFree',
    'casino_database_connections_count{state="waited_for"} > 0',
    '1m',
    'ticket',
    'Work waits for a connection to the database.',
  ],
  [
    'EventLoopBusy',
    'nodejs_eventloop_lag_p99_seconds > 0.5',
    '2m',
    'ticket',
    'A process is too busy to answer in time.',
  ],
  [
    'LedgerDiffers',
    'casino_ledger_differences_count > 0',
    '0s',
    'page',
    'An account does not add up and is frozen.',
  ],
  [
    'LedgerNotReconciled',
    'casino_ledger_reconciled_age_seconds > 300',
    '1m',
    'ticket',
    'Nothing is reconciled.',
  ],
  ['LedgerNotSealed', 'casino_ledger_unsealed_seconds > 60', '1m', 'ticket', 'Nothing is sealed.'],
  ['LedgerNotSigned', 'casino_ledger_unsigned_seconds > 600', '1m', 'ticket', 'Seals are not signed.'],
];

/** The rule file of Prometheus. */
export function alertRules(): object {
  const rules = states.map(([alert, expr, wait, severity, summary]) => ({
    ...{ alert, expr, for: wait, labels: { severity } },
    annotations: {
      summary,
      description: '{{ $labels.service }}: {{ $value }}. docs/running.md says what it means.',
    },
  }));
  return {
    groups: [
      { name: 'croupier-objectives', interval: '30s', rules: objectives.flatMap(burnRules) },
      { name: 'croupier-states', interval: '30s', rules },
    ],
  };
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
